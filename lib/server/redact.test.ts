import { describe, expect, it } from 'vitest'
import { RpcError, TransportError } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import { redacted, redactorOf } from './redact'

const url = 'https://us%40er:pass%20word@node.test/v3/0123456789abcdef?token=t0ken'

function saying(error: Error): Rpc {
  const rpc: Rpc = { label: 'node.test', kind: 'node', request: () => Promise.reject(error) }
  return redacted(rpc, redactorOf([url]))
}

describe('redacted', () => {
  it.each([
    ['0123456789abcdef is over its limit', '… is over its limit'],
    [`see ${url}`, 'see …'],
    ['token t0ken, user us@er, pass word', 'token …, user …, …'],
    ['v3 at node.test is busy', 'v3 at node.test is busy'],
  ])('turns %j into %j', async (message, expected) => {
    const error = new RpcError('eth_call', 3, message, '0x12')
    await expect(saying(error).request('eth_call', [])).rejects.toMatchObject({
      message: expected,
      code: 3,
      data: '0x12',
    })
  })

  it('leaves other errors and answers alone', async () => {
    const error = new TransportError('eth_call', 'could not be reached')
    await expect(saying(error).request('eth_call', [])).rejects.toEqual(error)
    const rpc = redacted(
      { label: 'n', kind: 'node', request: async () => 'answer' as never },
      redactorOf([url]),
    )
    expect(await rpc.request('eth_call', [])).toBe('answer')
    expect(rpc.label).toBe('n')
  })
})
