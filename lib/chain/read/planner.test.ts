import { encodeFunctionResult, multicall3Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { ChunkError, problemOf, RpcError, TransportError } from '../errors'
import type { Rpc } from '../rpc'
import type { Request } from './ask'
import { chunk, fetchAnswers } from './planner'

const target = '0x0000000000000000000000000000000000000001'
const block = { hash: '0xaa' } as const
const requests = (count: number): Request[] =>
  Array.from({ length: count }, (_, index) => ({
    to: target,
    data: `0x${index.toString(16).padStart(8, '0')}`,
  }))

/** An RPC that answers `eth_call` only. */
function fakeRpc(answer: (params: readonly unknown[]) => unknown): Rpc {
  return {
    label: 'fake',
    kind: 'node',
    request: async <T>(method: string, params: readonly unknown[]) => {
      if (method !== 'eth_call') throw new Error(`unexpected ${method}`)
      return answer(params) as T
    },
  }
}

const results = (list: readonly { success: boolean; returnData: `0x${string}` }[]) =>
  encodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', result: list })

describe('the read planner', () => {
  it('keeps the order of reads and leaves none out, whatever the limits', () => {
    const all = requests(25)
    for (const most of [1, 3, 7, 100]) {
      const chunks = chunk(all, { gasPerRead: 1, gas: most, bytes: 1_000_000 })
      expect(chunks.flat()).toEqual(all)
      expect(Math.max(...chunks.map((part) => part.length))).toBeLessThanOrEqual(most)
    }
  })

  it('splits by the size of the body', () => {
    const chunks = chunk(requests(4), { gasPerRead: 1, gas: 100, bytes: 350 })
    expect(chunks.map((part) => part.length)).toEqual([2, 2])
  })

  it('pins every chunk to one block hash', async () => {
    const seen: unknown[] = []
    const rpc = fakeRpc(([, at]) => {
      seen.push(at)
      return results([{ success: true, returnData: '0x01' }])
    })
    await fetchAnswers(rpc, block, requests(3), {
      hasMulticall: true,
      limits: { gasPerRead: 1, gas: 1, bytes: 1_000_000 },
    })
    expect(seen).toEqual(Array(3).fill({ blockHash: '0xaa', requireCanonical: true }))
  })

  it('lets a single read fail', async () => {
    const rpc = fakeRpc(() =>
      results([
        { success: true, returnData: '0x01' },
        { success: false, returnData: '0x02' },
      ]),
    )
    const answers = await fetchAnswers(rpc, block, requests(2), { hasMulticall: true })
    expect([...answers.values()]).toEqual([
      { ok: true, data: '0x01' },
      { ok: false, data: '0x02' },
    ])
  })

  it('fails once and as a whole when a chunk fails as a whole', async () => {
    const outOfGas = fakeRpc(() => {
      throw new RpcError('eth_call', -32000, 'out of gas', null)
    })
    const failed: unknown = await fetchAnswers(outOfGas, block, requests(9), { hasMulticall: true }).catch(
      (error: unknown) => error,
    )
    expect(failed).toBeInstanceOf(ChunkError)
    expect(problemOf(outOfGas, failed)).toBe(`${outOfGas.label}: refused a batch of 9 reads: out of gas`)
    const down = fakeRpc(() => {
      throw new TransportError('eth_call', 'could not be reached')
    })
    await expect(fetchAnswers(down, block, requests(9), { hasMulticall: true })).rejects.toThrow(
      TransportError,
    )
  })

  it('counts an answer of the wrong form or length as a failure, not as values', async () => {
    for (const data of ['0x', '0x1234', results([{ success: true, returnData: '0x01' }])] as const) {
      await expect(
        fetchAnswers(
          fakeRpc(() => data),
          block,
          requests(2),
          { hasMulticall: true },
        ),
      ).rejects.toThrow(ChunkError)
    }
  })
})
