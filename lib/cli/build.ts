import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { succeed } from './processes'
import { installed, root } from './tools'

/** What a production build is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

const stamp = path.join(root, '.next/source-hash')

const filesBelow = (source: string): string[] =>
  statSync(source).isFile()
    ? [source]
    : readdirSync(source, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => !file.startsWith(path.join(root, 'lib/cli')))
        .sort()

/** Hash over the names and contents of all sources of the build. */
function sourceHash(): string {
  const hash = createHash('sha256')
  for (const source of SOURCES.map((name) => path.join(root, name)).filter((file) => existsSync(file))) {
    for (const file of filesBelow(source)) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Whether a production build of the present sources is there. */
export const isBuilt = (): boolean =>
  existsSync(path.join(root, '.next/BUILD_ID')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === sourceHash()

/**
 * Makes the production build, unless it is there.
 * @throws CliError with the output of the build
 */
export async function ensureBuild(): Promise<void> {
  if (isBuilt()) return
  const hash = sourceHash()
  await succeed(process.execPath, [installed('next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  writeFileSync(stamp, hash)
}
