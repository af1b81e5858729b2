import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Descriptor, descriptorsOf } from '@/lib/actions/clear-signing'
import { readDeployment } from '@/lib/deployment/file'
import { command } from './command'
import { CliError, print } from './print'
import { root } from './tools'

/** The deployment of which the console publishes descriptors; only its Configurator Unit and MCD are known. */
export const PUBLISHED_FOR = path.join(root, 'contracts/deployments/mainnet.example.json')

/** Where the descriptors are: the console serves them as `/erc7730/…`. */
export const PUBLISHED_DESCRIPTORS = path.join(root, 'public/erc7730')

/** A descriptor as its file has it. */
export const textOf = ({ content }: Descriptor): string => `${JSON.stringify(content, null, 2)}\n`

/** `npm run descriptors [-- deployment.json folder]`: writes how wallets show the calls of every action (ERC-7730). */
export const main = command(async ([file = PUBLISHED_FOR, folder = PUBLISHED_DESCRIPTORS, ...more]) => {
  if (more.length > 0) throw new CliError(`Unknown option: ${more[0]}`)
  const parsed = readDeployment(file)
  if (parsed.failed !== undefined) throw new CliError(parsed.failed)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(path.join(folder, name))
  const written = descriptorsOf(parsed.ok)
  for (const descriptor of written) writeFileSync(path.join(folder, descriptor.fileName), textOf(descriptor))
  print(`Written: ${written.length} files in ${path.relative(root, folder)}`)
})
