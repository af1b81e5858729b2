import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './texts'

/** Sources by their path from the root. */
export type Sources = Readonly<Record<string, string>>

/** Whether a file is a test, or exists for tests only. */
export const isTest = (file: string): boolean => /(^lib\/testing\/|\.test\.tsx?$)/.test(file)

/** A module without its comments. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

/** Every source of the project that somebody wrote by hand. */
export function projectSources(): Sources {
  const isSource = (name: string) => /\.(ts|tsx|mts|mjs)$/.test(name) && !name.endsWith('.d.ts')
  const below = ['app', 'components', 'contracts/script', 'e2e', 'lib'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && isSource(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  const entryPoints = readdirSync(root).filter(isSource)
  return Object.fromEntries(
    [...below.map((file) => path.relative(root, file).split(path.sep).join('/')), ...entryPoints].map(
      (file) => [file, readFileSync(path.join(root, file), 'utf8')],
    ),
  )
}
