import path from 'node:path'
import { httpRpc } from '@/lib/chain/rpc'
import { hostLabel } from '@/lib/chain/rpc/host-label'
import { readDeployment } from '@/lib/deployment/file'
import { guardOutput, redactorOf } from '@/lib/server/redact'
import { ensureBuild } from './build'
import { checkChain } from './check-chain'
import { command } from './command'
import { startConsole, untilEnd } from './console'
import { parseEnvironment } from './environment'
import { requirePort } from './ports'
import { CliError, print, step } from './print'

/** `npm start`: the console against a real deployment; DEPLOYMENT, RPC_URL, PORT. */
export const main = command(async (args) => {
  if (args.length > 0)
    throw new CliError(`Unknown option: ${args[0]}; npm start is set by environment variables`)
  const { deployment: file, rpcUrls, port, hasDatabase } = parseEnvironment(process.env)
  guardOutput(redactorOf(rpcUrls))
  const parsed = readDeployment(file)
  if (parsed.failed !== undefined) throw new CliError(parsed.failed)
  const rpcs = rpcUrls.map((url) => httpRpc(url, { label: hostLabel(url), timeout: 5_000 }))
  for (const line of await checkChain(parsed.ok, file, rpcs)) print(line)
  if (hasDatabase) print('DATABASE_URL is set and not used: this version keeps no history')
  await requirePort(port, 'PORT')
  await step('Production build', ensureBuild)
  const server = await startConsole({ deployment: path.resolve(file), rpcUrls: rpcUrls.join(','), port })
  print(`${parsed.ok.name} on chain ${parsed.ok.chainId} by ${rpcUrls.map(hostLabel).join(', ')}`)
  print(`ready http://localhost:${port}`)
  await untilEnd(server)
})
