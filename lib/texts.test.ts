import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { glossary, roleLines, runbooks } from './handbook'
import {
  codeOf,
  deadCitations,
  deadLinks,
  deadNames,
  type Files,
  filesOf,
  looseSections,
  root,
  SOURCE,
} from './testing/texts'

const texts = filesOf(/\.md$/)
const sources = filesOf(SOURCE)

/** All sources but this file, which holds examples of dead names. */
const others = Object.fromEntries(Object.entries(sources).filter(([file]) => file !== 'lib/texts.test.ts'))

/** Every word of every source. */
const words: ReadonlySet<string> = new Set(
  Object.values(others).flatMap((source) => source.match(/[A-Za-z_]\w{2,}/g) ?? []),
)

describe('the texts of the repository', () => {
  it('are cited by comments only at sections that exist', () => {
    expect(
      Object.values(others)
        .join('')
        .match(/DOMAIN\.md §/g)?.length,
    ).toBeGreaterThan(20)
    expect(deadCitations(others, texts)).toEqual([])
    expect(looseSections(others)).toEqual([])
  })

  it('cite only sections that they have', () => {
    const withSelf = Object.fromEntries(
      Object.entries(texts).map(([file, text]) => [
        file,
        text.replaceAll(/\(§/g, `(${path.basename(file)} §`),
      ]),
    )
    expect(deadCitations(withSelf, texts)).toEqual([])
  })

  it('link only to what exists', () => {
    expect(deadLinks(texts)).toEqual([])
  })

  it('name only files, commands and identifiers that exist', () => {
    expect(deadNames(texts, words)).toEqual([])
  })

  it('name every room of lib', () => {
    const rooms = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    const named = codeOf(texts['lib/README.md'] ?? '')
    expect(rooms.map(({ name }) => `lib/${name}`).filter((room) => !named.includes(room))).toEqual([])
  })

  it('trace their lists on commits that exist', () => {
    const cited = [...(texts['CONTRIBUTING.md'] ?? '').matchAll(/`git show ([0-9a-f]{7})`/g)].map(
      ([, hash = '']) => hash,
    )
    expect(cited.length).toBeGreaterThanOrEqual(5)
    if (!hasHistory()) return
    for (const hash of cited) git('cat-file', '-e', `${hash}^{commit}`)
  })

  it('find the commits that they name by their subject', () => {
    const named = [...(texts['CONTRIBUTING.md'] ?? '').matchAll(/`git log -1 -p --grep '([^']+)'`/g)]
    expect(named.length).toBeGreaterThanOrEqual(1)
    if (!hasHistory()) return
    for (const [, subject = ''] of named) {
      expect(git('log', '-1', '--format=%s', '--fixed-strings', `--grep=${subject}`).trim()).toBe(subject)
    }
  })

  it('have the glossary of the handbook, word for word', () => {
    const lines = glossary.map(({ name, means }) => `* **${name}**: ${means}`)
    const [, found = ''] = (texts['contracts/DOMAIN.md'] ?? '').split('## 13 Glossary')
    expect(found.split('\n').filter((line) => line.startsWith('* '))).toEqual(lines)
  })

  it('have the roles of the handbook, word for word', () => {
    const lines = roleLines.map(
      ({ name, heldBy, may, delay }) => `| **${name}**: ${heldBy} | ${may} | ${delay} |`,
    )
    const [, after = ''] = (texts['contracts/README.md'] ?? '').split('## Who can do what')
    const [table = ''] = after.split('\n## ')
    expect(table.split('\n').filter((line) => line.startsWith('| **'))).toEqual(lines)
  })
})

describe('the handbook', () => {
  it('links only to pages that exist', () => {
    const pages = runbooks.map(({ link }) => path.join(root, 'app/(console)', link.href, 'page.tsx'))
    expect(pages.filter((page) => !existsSync(page))).toEqual([])
  })

  it('names only functions, roles and variables that exist', () => {
    const said = [
      ...glossary.map(({ means }) => means),
      ...runbooks.flatMap(({ when, steps, mind }) => [when, ...steps, ...mind]),
    ].join('\n')
    expect(deadNames({ handbook: said }, wordsWithout('lib/handbook/'))).toEqual([])
  })
})

function wordsWithout(folder: string): ReadonlySet<string> {
  const elsewhere = Object.entries(others).filter(([file]) => !file.startsWith(folder))
  return new Set(elsewhere.flatMap(([, source]) => source.match(/[A-Za-z_]\w{2,}/g) ?? []))
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' })

/** Whether the whole history is here: a copy without history or a shallow clone lacks it. */
function hasHistory(): boolean {
  try {
    return git('rev-parse', '--is-shallow-repository').trim() === 'false'
  } catch {
    return false
  }
}

describe('the check of the texts', () => {
  const given: Files = { 'a/GUIDE.md': '# Guide\n\n## 1 One\n\n### 1.2 Two\n\nSee [one](#1-one).' }

  it.each([
    ['GUIDE.md §1', []],
    ['GUIDE.md §1.2 (a)', []],
    ['GUIDE.md §1 and §1.2', []],
    ['GUIDE.md §2', ['x.ts: GUIDE.md §2']],
    ['GUIDE.md §1 and §3', ['x.ts: GUIDE.md §3']],
    ['guide.md §1', ['x.ts: guide.md']],
    ['domain.md', ['x.ts: domain.md']],
  ])('judges the citation %j', (comment, dead) => {
    expect(deadCitations({ 'x.ts': `// ${comment}` }, given)).toEqual(dead)
  })

  it('finds a section number that names no text', () => {
    expect(looseSections({ 'x.ts': '// as of §4' })).toEqual(['x.ts: of §4'])
    expect(looseSections({ 'x.ts': '// GUIDE.md §1 and §1.2, GUIDE.md §1' })).toEqual([])
  })

  it('finds a link that leads nowhere', () => {
    expect(deadLinks(given)).toEqual([])
    expect(deadLinks({ 'a/GUIDE.md': '[x](#none) [y](../lib/none.ts) [z](../lib)' })).toEqual([
      'a/GUIDE.md: #none',
      'a/GUIDE.md: ../lib/none.ts',
    ])
  })

  it.each([
    ['`removeRelayer(address)`', false],
    ['`lib/texts.test.ts`', false],
    ['`npm run abi`', false],
    ['`npm test -- unit`', false],
    ['`removeRelayers(address)`', true],
    ['`lib/none.ts`', true],
    ['`npm run none`', true],
    ['`npm test -- none`', true],
    ['```\nnoSuchName\n```', false],
  ])('judges the names in %j', (text, dead) => {
    expect(deadNames({ 'x.md': text }, words).length > 0).toBe(dead)
  })
})
