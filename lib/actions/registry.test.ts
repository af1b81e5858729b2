import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { definitions } from './kinds'

const here = import.meta.dirname
const sourceOf = (file: string) => readFileSync(path.join(here, file), 'utf8')

/** Names of the folders that hold an action. */
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(path.join(here, entry.name)).includes('action.ts'))
  .map(({ name }) => name)

/** Files of lib/actions that a file imports, even if only for types. */
const importsOf = (file: string): readonly string[] =>
  [...sourceOf(file).matchAll(/from '(\.[^']*)'/g)].map(([, target = '']) => {
    const found = path.posix.join(path.posix.dirname(file), target)
    return readdirSync(here).includes(found) && !found.endsWith('.ts') ? `${found}/index.ts` : `${found}.ts`
  })

/** Every file that is reached from a file by following imports, itself included. */
function reached(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const target of importsOf(file)) reached(target, seen)
  return seen
}

describe('the registry of actions', () => {
  it('the registry has a line for every folder with an action', () => {
    expect(folders.length).toBeGreaterThan(8)
    const registered = importsOf('registry.ts').map((file) => path.posix.dirname(file))
    expect(registered.toSorted()).toEqual(folders.toSorted())
  })

  it('every kind of action is registered once', () => {
    const kinds = definitions.map(({ kind }) => kind)
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  it('asks for numbers where they decide what is done, and else for nothing but a signature', () => {
    expect(definitions.flatMap(({ kind, form }) => (form ? [kind] : [])).toSorted()).toEqual([
      'add-to-vault',
      'enter-queue',
      'lower-limit',
      'migrate',
      'migrate-back',
      'pair-cbeam',
      'pause-vault',
      'publish-settlement',
      'raise-limit',
      'recall-from-vault',
      'replace-freezer',
      'replace-relayer',
      'return-to-vault',
      'schedule-operation',
      'set-limits',
      'set-liquidity-buffer',
      'set-withdrawal-policy',
      'take-from-vault',
      'unpair-cbeam',
      'unpause-vault',
      'unregister',
    ])
  })
})

describe('the code that reads bytes back', () => {
  const readers = [
    ...folders.map((folder) => `${folder}/request.ts`),
    ...['index', 'statement', 'decode', 'expected', 'operated'].map((name) => `read-back/${name}.ts`),
  ]

  it.each(readers)(
    'the code that reads bytes back shares nothing with the code that builds them: %s',
    (file) => {
      const all = [...reached(file)]
      expect(
        all.filter((one) => /^[a-z-]+\/action\.ts$|^emits|^registry|^safe\/(?!route)/.test(one)),
      ).toEqual([])
      const encoders = all.filter(
        (one) => !one.startsWith('read-back/') && /\bencode\w+\(/.test(sourceOf(one)),
      )
      expect(encoders).toEqual([])
    },
  )

  it('the check finds code that builds bytes when it is reached', () => {
    expect([...reached('freeze/action.ts')]).toContain('emits.ts')
    expect(sourceOf('freeze/action.ts')).toMatch(/\bencode\w+\(/)
  })
})
