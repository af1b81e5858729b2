import type { Address, Hex } from 'viem'
import { knownErrors } from '@/lib/abi'
import type { Facts } from '@/lib/console/facts'
import type { Deployment } from '@/lib/deployment'
import { hasTag } from '@/lib/math'
import { type Answer, type Codec, type Request, requestOf } from './ask'
import { isRpcError, revertReason } from './errors'
import { learnFrom, type RpcLog } from './events'
import { lensOverride, multicallAddress } from './lens'
import { chunk, decodeChunk, encodeChunk } from './planner'
import { gather, type Reading } from './reader'
import type { Rpc } from './rpc'

/** One transaction of an action. */
export interface SimulatedCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  /** Whoever sends it, where that is not the sender of the action. */
  readonly from?: Address
  /** The call that it makes in its turn, where the called contract swallows the reason of a revert. */
  readonly inner?: { readonly from: Address; readonly to: Address; readonly data: Hex }
}

export type CallOutcome =
  | { readonly ok: true; readonly gasUsed: bigint }
  | { readonly ok: false; readonly reason: string; readonly data: Hex }

/** What an action does, as the chain itself computed it. */
export interface Simulation {
  /** One for each call, in order; calls after a failed one are not made in earnest and not judged. */
  readonly outcomes: readonly CallOutcome[]
  /** The whole console before and after, both read in the simulated block. */
  readonly before: Facts
  readonly after: Facts
}

export interface SimulateOptions {
  readonly hasMulticall: boolean
  readonly codec?: Codec
}

/** The node does not offer `eth_simulateV1`, or not to us: a smaller check has to do. */
export class SimulationUnavailableError extends Error {
  override readonly name = 'SimulationUnavailableError'
  readonly tag = 'simulation-unavailable'
}

export const isSimulationUnavailable = (error: unknown): error is SimulationUnavailableError =>
  hasTag(error, 'simulation-unavailable')

/** JSON-RPC codes for "no such method" and "not for you". */
const unavailable: readonly number[] = [-32601, -32004, -32600, 4200, 4100]

interface SimulatedResult {
  readonly status: Hex
  readonly returnData: Hex
  readonly gasUsed: Hex
  readonly logs?: readonly RpcLog[]
  readonly error?: { readonly message?: string; readonly data?: Hex }
}

/**
 * Reads everything, makes the calls, reads everything again, in one simulated block on top of the reading's. Its
 * number and time are set here, so both halves are for the same time and their difference is the calls' alone.
 * @param time Time of the simulated block [s].
 * @throws SimulationUnavailableError, TransportError, RpcError, ChunkError.
 */
export async function simulate(
  rpc: Rpc,
  deployment: Deployment,
  reading: Reading,
  from: Address,
  calls: readonly SimulatedCall[],
  time: bigint,
  { hasMulticall, codec }: SimulateOptions,
): Promise<Simulation> {
  let known = reading.known
  let requests: readonly Request[] = [...reading.answers.keys()].map(requestOf)
  const block = {
    number: reading.block.number + 1n,
    hash: reading.block.hash,
    parentHash: reading.block.hash,
    timestamp: time,
  }
  // The calls may open up new things to read (a new key, a new facet): then once more, with those as well.
  for (let attempt = 0; ; attempt++) {
    const run = await simulateOnce(rpc, reading.block.hash, block, from, calls, requests, hasMulticall)
    known = learnFrom(known, deployment, run.logs)
    const before = gather(deployment, block, known, run.before, codec)
    const after = gather(deployment, block, known, run.after, codec)
    const missing = [...before.missing, ...after.missing]
    if (missing.length === 0 || attempt === 2) {
      return { outcomes: run.outcomes, before: before.facts, after: after.facts }
    }
    requests = [...requests, ...missing]
  }
}

interface Run {
  readonly outcomes: readonly CallOutcome[]
  readonly logs: readonly RpcLog[]
  readonly before: ReadonlyMap<string, Answer>
  readonly after: ReadonlyMap<string, Answer>
}

async function simulateOnce(
  rpc: Rpc,
  base: Hex,
  block: { readonly number: bigint; readonly timestamp: bigint },
  from: Address,
  calls: readonly SimulatedCall[],
  requests: readonly Request[],
  hasMulticall: boolean,
): Promise<Run> {
  const chunks = chunk(requests)
  const reads = chunks.map((part) => ({ to: multicallAddress, data: encodeChunk(part) }))
  const acts = calls.map(({ to, data, value, from: sender = from }) => ({
    from: sender,
    to,
    data,
    value: hex(value),
  }))
  const payload = {
    blockStateCalls: [
      {
        blockOverrides: { number: hex(block.number), time: hex(block.timestamp) },
        stateOverrides: lensOverride(hasMulticall),
        calls: [...reads, ...acts, ...reads],
      },
    ],
    validation: false,
  }
  const results = await request(rpc, payload, base)
  const part = (start: number, length: number) => results.slice(start, start + length)
  const answers = (from: number) =>
    new Map(
      part(from, chunks.length).flatMap((result, index) =>
        decodeChunk(chunks[index] ?? [], result.returnData),
      ),
    )
  const made = part(chunks.length, acts.length)
  return {
    outcomes: made.map(outcome),
    logs: made.flatMap(({ logs }) => logs ?? []),
    before: answers(0),
    after: answers(chunks.length + acts.length),
  }
}

async function request(rpc: Rpc, payload: unknown, base: Hex): Promise<readonly SimulatedResult[]> {
  if (rpc.kind === 'wallet') {
    throw new SimulationUnavailableError('The wallet does not pass simulations on to its node.')
  }
  try {
    const [block] = await rpc.request<{ calls: SimulatedResult[] }[]>('eth_simulateV1', [payload, base])
    return block?.calls ?? []
  } catch (error) {
    if (isRpcError(error) && unavailable.includes(error.code)) {
      throw new SimulationUnavailableError(`${rpc.label} does not offer eth_simulateV1.`)
    }
    throw error
  }
}

function outcome(result: SimulatedResult): CallOutcome {
  if (result.status === '0x1') return { ok: true, gasUsed: BigInt(result.gasUsed) }
  const data = result.error?.data ?? result.returnData
  return { ok: false, reason: revertReason(data, knownErrors), data }
}

/**
 * The smaller check where there is no simulation: one `eth_call` of each transaction alone, at the block. It tells
 * whether the first would revert now, and nothing about what else changes.
 */
export async function dryRun(
  rpc: Rpc,
  blockHash: Hex,
  from: Address,
  { to, data, value }: SimulatedCall,
): Promise<CallOutcome> {
  try {
    await rpc.request<Hex>('eth_call', [{ from, to, data, value: hex(value) }, { blockHash }])
    return { ok: true, gasUsed: 0n }
  } catch (error) {
    if (isRpcError(error) && (error.data !== null || error.code === 3)) {
      return { ok: false, reason: revertReason(error.data, knownErrors), data: error.data ?? '0x' }
    }
    throw error
  }
}

function hex(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
