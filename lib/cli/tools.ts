import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { CliError, print } from './print'
import { output } from './processes'

export const root = path.resolve(import.meta.dirname, '../..')

/** A file of an installed package, by its path below node_modules. */
export const installed = (file: string): string => path.join(root, 'node_modules', file)

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find(isExecutable)

/**
 * Path of `anvil` or `forge`: from the npm package of this platform where there is one, else from the PATH.
 * @throws CliError on how to get it
 */
export function foundryTool(name: 'anvil' | 'forge'): string {
  const packaged = installed(`@foundry-rs/${name}-linux-amd64/bin/${name}`)
  const found = isExecutable(packaged) ? packaged : onPath(name)
  if (found !== undefined) return found
  throw new CliError(
    `${name} was not found: npm carries it for Linux on x64 only. Elsewhere install Foundry 1.7 or newer ` +
      `(https://getfoundry.sh) so that ${name} is on the PATH.`,
  )
}

/** Environment of a child that runs Forge or Anvil or the scripts that call them. */
export const foundryEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [path.dirname(foundryTool('forge')), path.dirname(foundryTool('anvil')), process.env.PATH ?? ''].join(
    path.delimiter,
  ),
})

/** Folders in a folder that may not be there. */
const within = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : [])

/**
 * Paths where a Chromium may be, the best first: those of Playwright and of the system, a headless shell before a whole
 * browser. A whole browser draws windows around every page and takes a fifth more time.
 * @param own where Playwright keeps its whole browser
 */
export function chromiumPaths(own: string): readonly string[] {
  const shells = own.replace(/(?<=[/\\])chromium-(\d+)[/\\].*$/s, 'chromium_headless_shell-$1')
  return [
    ...within(shells).map((folder) => path.join(shells, folder, 'chrome-headless-shell')),
    '/usr/bin/chromium-headless-shell',
    own,
    '/usr/bin/chromium',
  ]
}

/**
 * Path of a Chromium that is installed already: `$CHROMIUM_PATH`, else the first of `chromiumPaths`.
 * @throws CliError when `$CHROMIUM_PATH` names no executable file
 */
export async function presentChromium(): Promise<string | undefined> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isExecutable(named)) return named
    throw new CliError(`CHROMIUM_PATH: not an executable file (${named})`)
  }
  const { chromium } = await import('@playwright/test')
  return chromiumPaths(chromium.executablePath()).find((file) => existsSync(file))
}

/**
 * Path of a Chromium. Where there is none yet, Playwright installs it, else apt.
 * @throws CliError with the output of both
 */
export async function chromium(): Promise<string> {
  const present = await presentChromium()
  if (present !== undefined) return present
  const attempts: [string, string[]][] = [
    [process.execPath, [installed('@playwright/test/cli.js'), 'install', '--with-deps', 'chromium']],
    ['apt-get', ['update']],
    // Debian has a package for the shell alone; others only have the browser.
    ...['chromium-headless-shell', 'chromium'].map((name): [string, string[]] => [
      'apt-get',
      ['install', '-y', '--no-install-recommends', name],
    ]),
  ]
  const said: string[] = []
  for (const [command, args] of attempts) {
    const shown = [path.basename(command), ...args.map((arg) => path.basename(arg))].join(' ')
    print(`No Chromium found; trying: ${shown}`)
    const { code, text } = await output(command, args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).catch((error: Error) => ({ code: 1, text: error.message }))
    const found = await presentChromium()
    if (found !== undefined) return found
    said.push(`${shown}: code ${code}\n${text.trimEnd()}`)
  }
  throw new CliError('No Chromium could be found or installed; set CHROMIUM_PATH.', said.join('\n'))
}
