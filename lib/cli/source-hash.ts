import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { root } from './tools'

const filesBelow = (source: string): string[] =>
  statSync(source).isFile()
    ? [source]
    : readdirSync(source, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => !file.startsWith(path.join(root, 'lib/cli')))
        .sort()

/**
 * Hash over the names and contents of all sources of something, except for tests and commands.
 * @param sources files and folders from the root; missing ones are skipped
 */
export function sourceHash(sources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const source of sources.map((name) => path.join(root, name)).filter((file) => existsSync(file))) {
    for (const file of filesBelow(source)) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}
