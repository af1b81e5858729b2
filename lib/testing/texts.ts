import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { rows } from '@/lib/cli/suites'

export const root = path.resolve(import.meta.dirname, '../..')

/** Folders with sources and texts of ours, without what tools leave behind. */
const FOLDERS = ['.ci', 'app', 'components', 'contracts', 'e2e', 'lib', 'public']
const LEFT_BEHIND = /^contracts\/(?:out|cache|broadcast)\//

/** Files that may hold comments, and in which names from texts are looked up. */
export const SOURCE = /\.(?:ts|tsx|mts|mjs|sol|css|toml|json|txt)$|^\.ci\//

export type Files = Readonly<Record<string, string>>

export function filesOf(wanted: RegExp): Files {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  )
  const atTop = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  )
  const names = [...below, ...atTop]
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => wanted.test(file) && !LEFT_BEHIND.test(file))
  return Object.fromEntries(names.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
}

/**
 * The file that a text or comment means: by its path from the root, beside the text, or as the only file of that name.
 */
function meant(mention: string, from: string, texts: readonly string[]): string | null {
  const places = [mention, path.posix.join(path.posix.dirname(from), mention)]
  const direct = places.find((place) => texts.includes(place))
  const named = texts.filter((text) => text.endsWith(`/${mention}`))
  return direct ?? (named.length === 1 ? (named[0] ?? null) : null)
}

/** Numbers of the sections of a text: "5" of "## 5 The Prime vault", "5.2" of "### 5.2 Guardrails". */
function sectionsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^#+ (\d+(?:\.\d+)*) /gm)].map(([, number = '']) => number))
}

/** Citations of a text that does not exist, or of a section that it does not have. */
export function deadCitations(sources: Files, texts: Files): readonly string[] {
  return Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(/([\w./-]+\.md)\b((?:(?:,? and)? §[\d.]*\d)*)/gi)].flatMap(
      ([, mention = '', cited = '']) => {
        const text = meant(mention, file, Object.keys(texts))
        if (text === null) return [`${file}: ${mention}`]
        const sections = sectionsOf(texts[text] ?? '')
        const numbers = [...cited.matchAll(/§([\d.]*\d)/g)].map(([, number = '']) => number)
        return numbers
          .filter((number) => !sections.has(number))
          .map((number) => `${file}: ${mention} §${number}`)
      },
    ),
  )
}

/** Section numbers without the name of a text before them. */
export function looseSections(sources: Files): readonly string[] {
  return Object.entries(sources).flatMap(([file, source]) =>
    [...source.matchAll(/(\S+)(?:,? and §[\d.]*\d)*,? §[\d.]*\d/g)]
      .filter(([, before = '']) => !/\.md$|^and$|^§/.test(before))
      .map(([citation]) => `${file}: ${citation}`),
  )
}

/** The anchor that a heading gets. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

function anchorsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)))
}

/** Links inside the repository that lead nowhere. */
export function deadLinks(texts: Files): readonly string[] {
  return Object.entries(texts).flatMap(([file, text]) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [name = '', anchor] = target.split('#')
        const to = name === '' ? file : path.posix.join(path.posix.dirname(file), name)
        if (texts[to] === undefined && !existsSync(path.join(root, to))) return true
        return anchor !== undefined && !anchorsOf(texts[to] ?? '').has(anchor)
      })
      .map((target) => `${file}: ${target}`),
  )
}

/** The inline code of a text, without code blocks. */
export function codeOf(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/^ {4}.*$/gm, '')
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts,
)
const suiteNames = rows.flat().map(({ name }) => name)

/** Names of files, commands and identifiers in a text that do not exist. */
export function deadNames(texts: Files, words: ReadonlySet<string>): readonly string[] {
  return Object.entries(texts).flatMap(([file, text]) =>
    codeOf(text)
      .filter((code) => isDead(code, file, words))
      .map((code) => `${file}: ${code}`),
  )
}

function isDead(code: string, file: string, words: ReadonlySet<string>): boolean {
  const [, script = ''] = /^npm (?:run )?([\w:-]+)/.exec(code) ?? []
  if (script !== '') {
    const suite = /^npm test -- (\S+)/.exec(code)?.[1]
    return (
      !(script in { ci: 1, install: 1 }) &&
      (!scripts.includes(script) || (suite !== undefined && !suiteNames.includes(suite)))
    )
  }
  if (/^git /.test(code)) return false
  if (/^npx /.test(code)) return code.split(' ').some((part) => isPath(part) && !exists(part, file))
  if (isPath(code)) return !exists(code, file)
  return [...code.matchAll(/[A-Za-z_]\w{2,}/g)].some(([name]) => !words.has(name))
}

/**
 * Whether code is a path of ours: it begins with one of our folders, or ends like a file. Addresses of pages begin with
 * "/".
 */
function isPath(code: string): boolean {
  const isOurs = FOLDERS.some((folder) => code.startsWith(`${folder}/`))
  return !code.startsWith('/') && (isOurs || /^[\w./-]+\.(?:ts|tsx|sol|md|mjs|json|css)$/.test(code))
}

/**
 * Whether a path exists, from the root, from beside the text, or as the end of a longer path; `*` stands for any name.
 */
function exists(code: string, file: string): boolean {
  if (code.includes('*')) {
    const like = new RegExp(
      `^${code
        .split('*')
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[^/]*')}$`,
    )
    return Object.keys(filesOf(/./)).some((name) => like.test(name))
  }
  const beside = path.join(root, path.dirname(file), code)
  if (existsSync(path.join(root, code)) || existsSync(beside)) return true
  return Object.keys(filesOf(/./)).some((name) => name.endsWith(`/${code}`))
}
