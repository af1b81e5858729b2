import { writeFileSync } from 'node:fs'
import { readCodeHashes } from '@/lib/chain/code-hashes'
import { hostLabel } from '@/lib/chain/host-label'
import { httpRpc } from '@/lib/chain/rpc'
import { readDeployment } from '@/lib/deployment/file'
import { command } from './command'
import { parseEnvironment } from './environment'
import { CliError, print } from './print'

/**
 * `npm run hashes`: writes the code hash of every contract of a deployment into its file, by the first node of
 * `RPC_URL`. Hashes that the file has already stay, and one that the chain contradicts is a fault.
 */
export const main = command(async (args) => {
  if (args.length > 0) throw new CliError(`Unknown option: ${args[0]}; it is set by DEPLOYMENT and RPC_URL`)
  const { deployment: file, rpcUrls } = parseEnvironment(process.env)
  const parsed = readDeployment(file)
  if (parsed.failed !== undefined) throw new CliError(parsed.failed)
  const deployment = parsed.ok
  const [url = ''] = rpcUrls
  const found = await readCodeHashes(httpRpc(url, { label: hostLabel(url) }), deployment)
  const [contradicted] = Object.entries(deployment.codeHashes).filter(
    ([contract, hash]) => found[contract as keyof typeof found] !== hash,
  )
  if (contradicted) {
    throw new CliError(
      `${file}: codeHashes.${contradicted[0]}: the file says ${contradicted[1]}, ${hostLabel(url)} says otherwise`,
    )
  }
  writeFileSync(file, `${JSON.stringify({ ...deployment, codeHashes: found }, null, 2)}\n`)
  print(`${Object.keys(found).length} code hashes in ${file}, as ${hostLabel(url)} gave them: check them`)
})
