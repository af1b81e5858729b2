import type { Address, Hex } from 'viem'
import { ChunkError } from '../errors'
import type { RpcLog } from '../logs/events'
import type { Request, Returned } from '../read/ask'
import { lensOverride, multicallAddress } from '../read/lens'
import { chunk, decodeChunk, encodeChunk } from '../read/planner'
import type { Rpc } from '../rpc'
import { type CallOutcome, outcome, requestBlocks, type SimulatedCall } from '../simulate/block'

/** A block that is to be played on those before it. */
export interface PlayedBlock {
  /** Later than the block before it [unix s]. */
  readonly time: bigint
  readonly calls: readonly (SimulatedCall & { readonly from: Address })[]
}

/** What a block left behind. */
export interface BlockResult {
  readonly outcomes: readonly CallOutcome[]
  readonly logs: readonly RpcLog[]
  /** Every read, after its calls; nothing behind a block after which nothing is read. */
  readonly after: ReadonlyMap<string, Returned>
}

/**
 * Plays blocks one after the other on a block of the chain, reads after each, and discards them. Calls cost nothing, so
 * that no sender has to have funds.
 *
 * @param unread after so many of the first blocks nothing is read
 * @throws SimulationUnavailableError, TransportError, RpcError, ChunkError
 */
export async function playBlocks(
  rpc: Rpc,
  base: { readonly number: bigint; readonly hash: Hex },
  blocks: readonly PlayedBlock[],
  requests: readonly Request[],
  hasMulticall: boolean,
  unread = 0,
): Promise<readonly BlockResult[]> {
  const chunks = chunk(requests)
  const reads = chunks.map((part) => ({ to: multicallAddress, data: encodeChunk(part) }))
  const readsOf = (index: number) => (index < unread ? [] : reads)
  const blockStateCalls = blocks.map(({ time, calls }, index) => ({
    blockOverrides: { number: hex(base.number + 1n + BigInt(index)), time: hex(time) },
    // Code that is placed by an override stays for the blocks that follow.
    ...(index === 0 ? { stateOverrides: lensOverride(hasMulticall) } : {}),
    calls: [
      ...calls.map(({ from, to, data, value }) => ({ from, to, data, value: hex(value) })),
      ...readsOf(index),
    ],
  }))
  const results = await requestBlocks(rpc, { blockStateCalls, validation: false }, base.hash)
  return blocks.map(({ calls }, index) => {
    const own = results[index] ?? []
    if (own.length !== calls.length + readsOf(index).length) {
      throw new ChunkError(requests.length, `${own.length} results came back for block ${index + 1}`)
    }
    const made = own.slice(0, calls.length)
    return {
      outcomes: made.map(outcome),
      logs: made.flatMap(({ logs }) => logs ?? []),
      after: new Map(
        own.slice(calls.length).flatMap((result, part) => decodeChunk(chunks[part] ?? [], result.returnData)),
      ),
    }
  })
}

const hex = (value: bigint): Hex => `0x${value.toString(16)}`
