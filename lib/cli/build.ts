import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { succeed } from './processes'
import { sourceHash } from './source-hash'
import { installed, root } from './tools'

/** The sources of a production build. */
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

/** Whether there is a production build of the present sources. */
export const isBuilt = (): boolean =>
  existsSync(path.join(root, '.next/BUILD_ID')) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === sourceHash(SOURCES)

/**
 * Makes the production build, unless there is one.
 * @throws CliError with the output of the build
 */
export async function ensureBuild(): Promise<void> {
  if (isBuilt()) return
  const hash = sourceHash(SOURCES)
  await succeed(process.execPath, [installed('next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  writeFileSync(stamp, hash)
}
