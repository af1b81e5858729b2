import type { Address, Hex } from 'viem'
import { knownErrors } from '@/lib/abi'
import { hasTag } from '@/lib/math'
import { ChunkError, isRpcError, revertReason } from '../errors'
import type { RpcLog } from '../logs/events'
import type { Request, Returned } from '../read/ask'
import { lensOverride, multicallAddress, type StateOverride, witnessOverride } from '../read/lens'
import { chunk, decodeChunk, encodeChunk } from '../read/planner'
import type { Rpc } from '../rpc'
import { type Conditions, generousGas, maxFee } from './conditions'
import { type Seen, seenBy, witnessCall } from './witness'

/** One transaction to try. */
export interface SimulatedCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  /** The sender, where it is not the sender of the action. */
  readonly from?: Address
  /** The inner call, where the called contract swallows the reason of its revert. */
  readonly inner?: { readonly from: Address; readonly to: Address; readonly data: Hex }
}

export type CallOutcome =
  | { readonly ok: true; readonly gasUsed: bigint }
  | { readonly ok: false; readonly reason: string; readonly data: Hex }

/** The node does not offer `eth_simulateV1`, or not to us, so a smaller check has to do. */
export class SimulationUnavailableError extends Error {
  override readonly name = 'SimulationUnavailableError'
  readonly tag = 'simulation-unavailable'
}

export const isSimulationUnavailable = (error: unknown): error is SimulationUnavailableError =>
  hasTag(error, 'simulation-unavailable')

/** JSON-RPC codes for "no such method" and "not for you". */
const unavailable: readonly number[] = [-32601, -32004, -32600, 4200, 4100]

export interface BlockInput {
  /** The block on which it is simulated. */
  readonly base: { readonly number: bigint; readonly hash: Hex }
  readonly calls: readonly (SimulatedCall & { readonly from: Address })[]
  /** Read before the calls and after them. */
  readonly requests: readonly Request[]
  readonly hasMulticall: boolean
  /** Only number and time, where the node accepts nothing more of a block. */
  readonly conditions: Conditions | Pick<Conditions, 'number' | 'time'>
  /** Gas of each call; half of a block where it is not known. */
  readonly gas?: readonly bigint[]
  /** Balances of senders whose own would not cover their gas [wei]. */
  readonly balances?: ReadonlyMap<Address, bigint>
  /**
   * Whether the node should apply the validation rules of a block to the transactions. Geth sets the conditions without
   * it; Anvil shows contracts a base fee only with it.
   */
  readonly validation?: boolean
}

export interface BlockRun {
  readonly outcomes: readonly CallOutcome[]
  /** For each call, in order. */
  readonly logs: readonly (readonly RpcLog[])[]
  readonly before: ReadonlyMap<string, Returned>
  readonly after: ReadonlyMap<string, Returned>
  /** What a contract sees between the calls and the reads; null where that was not asked for. */
  readonly seen: Seen | null
}

/** What the node says of one simulated call. */
export interface SimulatedResult {
  readonly status: Hex
  readonly returnData: Hex
  readonly gasUsed: Hex
  readonly logs?: readonly RpcLog[]
  readonly error?: { readonly message?: string; readonly data?: Hex }
}

/**
 * Reads, makes the calls, and reads again, in one simulated block. The reads have no sender and no price; the calls pay
 * as in a real block, with the nonce of their sender.
 *
 * @throws SimulationUnavailableError, TransportError, RpcError, ChunkError
 */
export async function simulateBlock(rpc: Rpc, input: BlockInput): Promise<BlockRun> {
  const chunks = chunk(input.requests)
  const reads = chunks.map((part) => ({ to: multicallAddress, data: encodeChunk(part) }))
  const { calls: acts } = input
  const conditions = 'baseFee' in input.conditions ? input.conditions : null
  const witnesses = conditions ? [witnessCall(conditions)] : []
  const results = await request(rpc, payloadOf(input, reads, witnesses), input.base.hash)
  const total = 2 * chunks.length + acts.length + witnesses.length
  if (results.length !== total) {
    throw new ChunkError(input.requests.length, `${results.length} results came back for ${total} calls`)
  }
  const part = (start: number, length: number) => results.slice(start, start + length)
  const answers = (from: number) =>
    new Map(
      part(from, chunks.length).flatMap((result, index) =>
        decodeChunk(chunks[index] ?? [], result.returnData),
      ),
    )
  const made = part(chunks.length, acts.length)
  const [witness] = part(chunks.length + acts.length, witnesses.length)
  return {
    outcomes: made.map(outcome),
    logs: made.map(({ logs }) => logs ?? []),
    before: answers(0),
    after: answers(chunks.length + acts.length + witnesses.length),
    seen: conditions && witness ? seenBy(witness, conditions) : null,
  }
}

function payloadOf(input: BlockInput, reads: readonly unknown[], witnesses: readonly unknown[]): unknown {
  const { base, calls, conditions, gas, balances, hasMulticall, validation = false } = input
  const isWhole = 'baseFee' in conditions
  const acts = calls.map(({ from, to, data, value }, index) => ({
    ...{ from, to, data, value: hex(value) },
    ...(isWhole ? feesOf(conditions, gas?.[index]) : {}),
  }))
  const block = {
    blockOverrides: overridesOf(conditions),
    stateOverrides: {
      ...lensOverride(hasMulticall),
      ...(isWhole ? witnessOverride() : {}),
      ...fundsOf(balances),
    },
    calls: [...reads, ...acts, ...witnesses, ...reads],
  }
  // A block that is not the next one needs an empty block before it.
  const between =
    conditions.number > base.number + 1n
      ? [
          {
            blockOverrides: { number: hex(base.number + 1n), time: hex(conditions.time - 1n) },
            calls: [],
          },
        ]
      : []
  return {
    blockStateCalls: [...between, block],
    validation,
    ...(isWhole ? { traceTransfers: true } : {}),
  }
}

function overridesOf(conditions: BlockInput['conditions']) {
  const { number, time } = conditions
  if (!('baseFee' in conditions)) return { number: hex(number), time: hex(time) }
  return {
    ...{ number: hex(number), time: hex(time) },
    baseFeePerGas: hex(conditions.baseFee),
    feeRecipient: conditions.coinbase,
    prevRandao: conditions.prevrandao,
    gasLimit: hex(conditions.gasLimit),
  }
}

function feesOf(conditions: Conditions, gas = generousGas(conditions)) {
  return {
    gas: hex(gas),
    maxFeePerGas: hex(maxFee(conditions)),
    maxPriorityFeePerGas: hex(conditions.tip),
  }
}

function fundsOf(balances: ReadonlyMap<Address, bigint> = new Map()): StateOverride {
  return Object.fromEntries([...balances].map(([account, balance]) => [account, { balance: hex(balance) }]))
}

async function request(rpc: Rpc, payload: unknown, base: Hex): Promise<readonly SimulatedResult[]> {
  return (await requestBlocks(rpc, payload, base)).at(-1) ?? []
}

/**
 * The results of each call of each simulated block.
 * @throws SimulationUnavailableError, TransportError, RpcError
 */
export async function requestBlocks(
  rpc: Rpc,
  payload: unknown,
  base: Hex,
): Promise<readonly (readonly SimulatedResult[])[]> {
  if (rpc.kind === 'wallet') {
    throw new SimulationUnavailableError('The wallet does not pass simulations on to its node.')
  }
  try {
    const blocks = await rpc.request<{ calls: SimulatedResult[] }[]>('eth_simulateV1', [payload, base])
    return blocks.map(({ calls }) => calls)
  } catch (error) {
    if (isRpcError(error) && unavailable.includes(error.code)) {
      throw new SimulationUnavailableError('The node does not offer eth_simulateV1.')
    }
    throw error
  }
}

/** Whether a simulated call passed, with the reason of its revert. */
export function outcome(result: SimulatedResult): CallOutcome {
  if (result.status === '0x1') return { ok: true, gasUsed: BigInt(result.gasUsed) }
  const data = result.error?.data ?? result.returnData
  return { ok: false, reason: revertReason(data, knownErrors), data }
}

function hex(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
