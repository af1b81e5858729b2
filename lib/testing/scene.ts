import { type Address, type Hex, toHex } from 'viem'
import { roles } from '@/contracts/script/roles'
import { learnFrom, type RpcLog, watched } from '@/lib/chain/logs/events'
import { read, readHead } from '@/lib/chain/read/reader'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import { modelOf, readScenarioOfOneUnit, type ScenarioReading } from './scenario'
import { stageOf } from './stages/migration'
import type { Call } from './stages/simulate'

/** Time between two blocks, which never comes from the clock of this machine [s]. */
export const BLOCK_TIME = 12n

/** Enough gas for everything that is played, so that nothing has to be estimated that may revert. */
const GAS = 16_000_000n

/** What happens on the chain: a transaction by the required account, or time that passes. */
export type Step = Call | { readonly until: bigint }

/** The scenario on a chain where any account can be impersonated, as the console has read it. */
export interface Scene extends ScenarioReading {
  readonly stage: ReturnType<typeof stageOf>
}

/** A transaction that reverted where it had to pass. */
export class StepReverted extends Error {
  override readonly name = 'StepReverted'
}

interface Receipt {
  readonly status: Hex
  readonly transactionHash: Hex
  readonly blockNumber: Hex
}

export async function openScene(): Promise<Scene> {
  const scenario = await readScenarioOfOneUnit()
  await scenario.rpc.request('anvil_setBlockTimestampInterval', [Number(BLOCK_TIME)])
  return { ...scenario, stage: stageOf(scenario.deployment) }
}

/** The model of the latest block, at the time of that block. */
export const modelAt = ({ deployment, reading }: Scene): ConsoleModel => modelOf(deployment, reading)

const keys: ReadonlySet<Address> = new Set(Object.values(roles).map(({ address }) => address))

/**
 * Sends a transaction from the required account and waits for its block; it may revert. An account with a key in the
 * scenario signs with it; a transaction of any other account has no valid signature.
 */
export async function send(
  { rpc }: Pick<Scene, 'rpc'>,
  call: Call & { readonly value?: Hex },
  gas = GAS,
): Promise<Receipt> {
  if (!keys.has(call.from)) await rpc.request('anvil_impersonateAccount', [call.from])
  await rpc.request('anvil_setBalance', [call.from, toHex(10n ** 20n)])
  return rpc.request<Receipt>('eth_sendTransactionSync', [{ ...call, gas: toHex(gas) }])
}

/**
 * Plays steps in order and reads the latest block.
 * @throws StepReverted when one does not pass
 */
export async function play(scene: Scene, steps: readonly Step[]): Promise<Scene> {
  const { rpc } = scene
  for (const step of steps) {
    if ('until' in step) {
      await rpc.request('evm_setNextBlockTimestamp', [Number(step.until)])
      await rpc.request('evm_mine', [])
      continue
    }
    const { status } = await send(scene, step)
    if (status !== '0x1') throw new StepReverted(`${step.data.slice(0, 10)} of ${step.to} by ${step.from}`)
  }
  return readOn(scene)
}

/** Does something, then takes the chain back to where it was. */
export async function undone<T>({ rpc }: Pick<Scene, 'rpc'>, act: () => Promise<T>): Promise<T> {
  const snapshot = await rpc.request<Hex>('evm_snapshot', [])
  try {
    return await act()
  } finally {
    await rpc.request('evm_revert', [snapshot])
  }
}

/** The picture of the latest block, as a console has it that has seen every block so far. */
export async function readOn(scene: Scene): Promise<Scene> {
  const { rpc, deployment, reading: last } = scene
  const block = await readHead(rpc)
  const reading = await read(rpc, deployment, block, await knownOn(scene, block.number), {
    hasMulticall: true,
    seed: last.answers.keys(),
  })
  return { ...scene, reading }
}

/** What was known at the last reading, and what the events since then tell. */
async function knownOn({ rpc, deployment, reading }: Scene, head: bigint): Promise<Watchlist> {
  const { known, block } = reading
  const filter = {
    address: watched(deployment),
    fromBlock: toHex(block.number + 1n),
    toBlock: toHex(head),
  }
  const logs = head > block.number ? await rpc.request<readonly RpcLog[]>('eth_getLogs', [filter]) : []
  const learned = learnFrom(known, deployment, logs)
  return { ...learned, coverage: { ...learned.coverage, toBlock: head } }
}
