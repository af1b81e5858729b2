import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generateAbiFiles } from './abi-files'
import { command } from './command'
import { CliError, print } from './print'
import { succeed } from './processes'
import { foundryTool, root } from './tools'

const folder = path.join(root, 'lib/abi')

/** Compiles the contracts, without their tests. */
export async function buildContracts(): Promise<void> {
  await succeed(foundryTool('forge'), ['build', '--skip', 'contracts/test/**'], { cwd: root })
}

const present = (): Map<string, string> =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]))

/** Names of the files of lib/abi that are missing, outdated or left over. */
function differences(wanted: ReadonlyMap<string, string>): string[] {
  const found = present()
  return [...new Set([...wanted.keys(), ...found.keys()])]
    .filter((name) => wanted.get(name) !== found.get(name))
    .sort()
}

/** `npm run abi`: writes lib/abi from the contract build; with `--check` it only compares. */
export const main = command(async (args) => {
  const unknown = args.find((arg) => arg !== '--check')
  if (unknown !== undefined) throw new CliError(`Unknown option: ${unknown}`)
  mkdirSync(folder, { recursive: true })
  await buildContracts()
  const wanted = generateAbiFiles(path.join(root, 'contracts'))
  const differing = differences(wanted)
  if (args.includes('--check')) {
    if (differing.length > 0) {
      throw new CliError(
        `lib/abi differs from the contract build (${differing.join(', ')}); run: npm run abi`,
      )
    }
    print(`lib/abi matches the contract build (${wanted.size} files)`)
    return
  }
  for (const name of differing) {
    const content = wanted.get(name)
    if (content === undefined) rmSync(path.join(folder, name))
    else writeFileSync(path.join(folder, name), content)
  }
  print(`lib/abi: ${differing.length} of ${wanted.size} files changed`)
})
