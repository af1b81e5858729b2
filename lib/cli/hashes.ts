import { readFileSync, writeFileSync } from 'node:fs'
import { readCodeHashes } from '@/lib/chain/code/hashes'
import { httpRpc } from '@/lib/chain/rpc'
import { hostLabel } from '@/lib/chain/rpc/host-label'
import { readDeployment } from '@/lib/deployment/file'
import { command } from './command'
import { parseEnvironment } from './environment'
import { CliError, print } from './print'

/** `npm run hashes`: DEPLOYMENT, and the first node of RPC_URL. */
export const main = command(async (args) => {
  if (args.length > 0) throw new CliError(`Unknown option: ${args[0]}; it is set by DEPLOYMENT and RPC_URL`)
  const { deployment: file, rpcUrls } = parseEnvironment(process.env)
  const [url = ''] = rpcUrls
  const count = await writeHashes(file, url)
  print(`${count} code hashes in ${file}, as ${hostLabel(url)} gave them: check them`)
})

/**
 * Writes the code hash of every contract of a deployment into its file. If the file already has a hash that the chain
 * contradicts, it is a fault, and nothing is written.
 * @returns how many hashes there are
 * @throws CliError
 */
export async function writeHashes(file: string, url: string): Promise<number> {
  const parsed = readDeployment(file)
  if (parsed.failed !== undefined) throw new CliError(parsed.failed)
  const deployment = parsed.ok
  const label = hostLabel(url)
  const found = await readCodeHashes(httpRpc(url, { label }), deployment)
  const [contradicted] = Object.entries(deployment.codeHashes).filter(
    ([contract, hash]) => found[contract as keyof typeof found] !== hash,
  )
  if (contradicted) {
    const [contract, hash] = contradicted
    throw new CliError(`${file}: codeHashes.${contract}: the file says ${hash}, ${label} says otherwise`)
  }
  const written = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, `${JSON.stringify({ ...written, codeHashes: found }, null, 2)}\n`)
  return Object.keys(found).length
}
