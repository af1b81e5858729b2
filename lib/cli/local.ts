import path from 'node:path'
import { mnemonic, roles, writeDeployment } from '@/contracts/script/scenario'
import { httpRpc } from '@/lib/chain/rpc'
import { buildContracts } from './abi'
import type { LocalChain } from './anvil'
import { ensureBuild } from './build'
import { command } from './command'
import { startConsole, untilEnd, untilHealthy } from './console'
import { type LocalOptions, parseLocalOptions } from './local-options'
import { requirePort } from './ports'
import { print, Steps, step } from './print'
import { type ScenarioChain, startScenarioChain } from './scenario-chain'
import { root } from './tools'

const deploymentFile = path.join(root, '.local/deployment.json')

/** Unix time of this machine [s]. */
const wallClock = (): bigint => BigInt(Math.floor(Date.now() / 1000))

/** A chain on which the scenario is played up to the present, with one line for each act. */
async function playedChain(
  port: number,
  { primes, generators }: Pick<LocalOptions, 'primes' | 'generators'>,
): Promise<ScenarioChain> {
  const acts = new Steps()
  acts.next('Start Anvil')
  try {
    const onStep = (title: string) => acts.next(title)
    return await startScenarioChain({ port, primes, generators, now: wallClock(), onStep })
  } finally {
    acts.end()
  }
}

/**
 * Lets the chain continue by the clock of this machine.
 * @param blockTime time between two blocks, 0 on demand [s]
 */
async function letRun(chain: LocalChain, blockTime: number): Promise<void> {
  const rpc = httpRpc(chain.url)
  await rpc.request('anvil_setTime', [Number(wallClock())])
  if (blockTime > 0) await rpc.request('evm_setIntervalMining', [blockTime])
}

/** `npm run local`: a chain with a Generator on it, or two,, and the console on top. */
export const main = command(async (args) => {
  const options = parseLocalOptions(args)
  const { port, chainPort, development, blockTime } = options
  await requirePort(port, '--port')
  await requirePort(chainPort, '--chain-port')
  await step('Compile the contracts', buildContracts)
  const chain = await playedChain(chainPort, options)
  const { deployment } = chain
  writeDeployment(deploymentFile, {
    ...deployment,
    blockTimeSeconds: blockTime === 0 ? null : blockTime,
    publicRpc: chain.url,
  })
  await letRun(chain, blockTime)
  if (!development) await step('Build the console', ensureBuild)
  const server = await step('Start the console', () =>
    startConsole({ deployment: deploymentFile, rpcUrls: chain.url, port, development }),
  )
  await step('Read the chain', () => untilHealthy(port))
  print(`\nChain ${deployment.chainId} at ${chain.url}. Accounts of the mnemonic "${mnemonic}":`)
  for (const { index, name, address } of Object.values(roles)) {
    print(`  ${String(index).padStart(2)}  ${address}  ${name}`)
  }
  print(`\nready http://localhost:${port}`)
  await untilEnd(server)
})
