import type { Hex } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'
import { ChunkError, isRpcError } from '../errors'
import type { Rpc } from '../rpc'
import { decodeAggregate, encodeAggregate } from './aggregate'
import { type Request, type Returned, requestKey } from './ask'
import { lensOverride, multicallAddress } from './lens'
import { bytesIn } from './parse'

/** How large a chunk of reads may be. Public nodes cap an `eth_call` at 50M gas and a body at some MB. */
export interface ChunkLimits {
  /** Gas that is assumed for one read. */
  readonly gasPerRead: number
  readonly gas: number
  /** Calldata of one chunk [bytes]. */
  readonly bytes: number
}

export const defaultChunkLimits: ChunkLimits = { gasPerRead: 30_000, gas: 30_000_000, bytes: 200_000 }

/** Calldata that a read takes inside `aggregate3`: offset, struct head, length and padded data [bytes]. */
const callOverhead = 160

/** Splits reads into chunks that stay below the limits; order is kept and no read is left out. */
export function chunk(requests: readonly Request[], limits: ChunkLimits = defaultChunkLimits): Request[][] {
  const most = Math.max(1, Math.floor(limits.gas / limits.gasPerRead))
  const chunks: Request[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const request of requests) {
    const size = (request.data.length - 2) / 2 + callOverhead
    const last = chunks.at(-1)
    if (!last || last.length >= most || bytes + size > limits.bytes) {
      chunks.push([request])
      bytes = size
    } else {
      last.push(request)
      bytes += size
    }
  }
  return chunks
}

/** How many chunks stay encoded: those of one picture, of one block after the other, are mostly the same. */
const mostEncoded = 8

const encoded = new Map<string, Hex>()

/** `aggregate3` calldata in which each read may fail alone. */
export function encodeChunk(requests: readonly Request[]): Hex {
  const key = requests.map(requestKey).join()
  const calldata = encoded.get(key) ?? encodeAggregate(requests)
  // The latest last, so that the oldest goes.
  encoded.delete(key)
  encoded.set(key, calldata)
  const [oldest] = encoded.keys()
  if (encoded.size > mostEncoded && oldest !== undefined) encoded.delete(oldest)
  return calldata
}

/** @throws ChunkError when the data is not the result of `aggregate3` over these reads. */
export function decodeChunk(requests: readonly Request[], data: Hex): [string, Returned][] {
  let results: readonly Returned[]
  try {
    results = decodeAggregate(data)
  } catch {
    throw new ChunkError(requests.length, 'the aggregated answer could not be decoded')
  }
  if (results.length !== requests.length) {
    throw new ChunkError(requests.length, `${results.length} answers came back for ${requests.length} reads`)
  }
  return requests.map((request, index) => [requestKey(request), results[index] as Returned])
}

export interface FetchOptions {
  readonly hasMulticall: boolean
  readonly limits?: ChunkLimits
}

/**
 * Answers all reads at one block hash in one HTTP round trip.
 * @throws TransportError, RpcError or ChunkError: then nothing of the batch is known.
 */
export async function fetchAnswers(
  rpc: Rpc,
  block: Pick<BlockRef, 'hash'>,
  requests: readonly Request[],
  { hasMulticall, limits }: FetchOptions,
): Promise<Map<string, Returned>> {
  const at = { blockHash: block.hash, requireCanonical: true }
  // Wallets do not forward state overrides, so code stays unknown, and Multicall3 has to exist.
  const overrides = rpc.kind === 'wallet' ? [] : [lensOverride(hasMulticall)]
  const chunks = chunk(requests, limits)
  const answers = await Promise.all(
    chunks.map(async (part) => {
      const call = { to: multicallAddress, data: encodeChunk(part) }
      try {
        const data = await rpc.request<unknown>('eth_call', [call, at, ...overrides])
        return decodeChunk(part, bytesIn('eth_call', data))
      } catch (error) {
        if (!isRpcError(error)) throw error
        throw new ChunkError(part.length, `refused a batch of ${part.length} reads: ${error.message}`)
      }
    }),
  )
  return new Map(answers.flat())
}
