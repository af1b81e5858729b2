import type { EIP1193Provider } from 'viem'
import { describe, expect, it, vi } from 'vitest'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { isWrongChain, TransportError } from '../errors'
import { readHead } from '../read/reader'
import { batchSize, walletRpc } from '.'
import { identified } from './identity'

const here = 31_337

/** A wallet with these answers; `asked` lists its methods in order. */
function wallet(answer: (method: string) => unknown) {
  const asked: string[] = []
  const request = async ({ method }: { method: string }) => {
    asked.push(method)
    return answer(method)
  }
  return { asked, rpc: identified(walletRpc({ request } as EIP1193Provider, 'Test wallet'), here) }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('a source that proves its chain', () => {
  it('proves it in the same HTTP request as its calls, once for all calls of a tick', async () => {
    const node = new FakeNode(new FakeChain())
    const rpc = identified(node.rpc(), here)
    await Promise.all([readHead(rpc), readHead(rpc), readHead(rpc)])
    expect(node.requests.map((methods) => methods.toSorted())).toEqual([
      ['eth_chainId', ...Array(3).fill('eth_getBlockByNumber')],
    ])
    await readHead(rpc)
    expect(node.requests[1]?.toSorted()).toEqual(['eth_chainId', 'eth_getBlockByNumber'])
  })

  it('puts a proof into every HTTP request of a tick that takes several', async () => {
    const node = new FakeNode(new FakeChain())
    const rpc = identified(node.rpc(), here)
    // Each request has room for one less than a batch, beside its proof.
    const length = 2 * (batchSize - 1) + 1
    await Promise.all(Array.from({ length }, () => readHead(rpc)))
    expect(node.requests).toHaveLength(3)
    for (const methods of node.requests) expect(methods).toContain('eth_chainId')
  })

  it('gives nothing of another chain, from the first reading on', async () => {
    const node = new FakeNode(new FakeChain())
    const rpc = identified(node.rpc(), here)
    await readHead(rpc)
    node.chainId = 99
    const error = await failure(readHead(rpc))
    expect(isWrongChain(error)).toBe(true)
    expect(error).toMatchObject({ message: 'is on chain 99, this deployment on chain 31337' })
    // Even if the call itself fails too, since the chain explains it.
    node.refusals.set('eth_getBlockByNumber', { code: -32000, message: 'header not found' })
    expect(isWrongChain(await failure(readHead(rpc)))).toBe(true)
    node.refusals.clear()
    node.chainId = here
    expect(await readHead(rpc)).toEqual(node.head)
  })

  it('is recognised by a tag, even in an error of another bundle', () => {
    expect(isWrongChain({ tag: 'wrong-chain', message: 'is on chain 99' })).toBe(true)
    for (const other of [new Error('wrong-chain'), null, 'wrong-chain'])
      expect(isWrongChain(other)).toBe(false)
  })

  it('is not believed where it does not name its chain', async () => {
    for (const said of [null, '', '31337', 31_337, {}]) {
      const { rpc } = wallet((method) => (method === 'eth_chainId' ? said : '0x1'))
      expect(await failure(rpc.request('eth_call', []))).toEqual(
        new TransportError('eth_chainId', 'does not say which chain it is on'),
      )
    }
  })

  it('catches a wallet that changes chain while it is asked, whatever it answers', async () => {
    for (const answer of ['0x01', new Error('unknown block')]) {
      let chain = here
      const { rpc, asked } = wallet((method) => {
        if (method === 'eth_chainId') return `0x${chain.toString(16)}`
        chain = 99
        if (answer instanceof Error) throw answer
        return answer
      })
      expect(isWrongChain(await failure(rpc.request('eth_call', [])))).toBe(true)
      expect(asked).toEqual(['eth_chainId', 'eth_call', 'eth_chainId'])
    }
  })

  it('leaves no rejection unhandled', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { rpc } = wallet((method) => {
      if (method === 'eth_chainId') return '0x63'
      throw new Error('unknown block')
    })
    await Promise.all([failure(rpc.request('eth_call', [])), failure(rpc.request('eth_call', []))])
    await new Promise((resolve) => setTimeout(resolve, 0))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})
