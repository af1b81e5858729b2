import { encodeErrorResult, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { RpcError, revertReason, TransportError } from '../errors'
import { httpRpc, walletRpc } from '.'

const json = (body: unknown, init?: ResponseInit) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init })

/** A node that answers every HTTP request by `respond`, and counts them. */
function node(respond: (calls: { id: number; method: string }[]) => Response | Promise<Response>) {
  let trips = 0
  const rpc = httpRpc('http://user:secret@node.test/v2/key', {
    timeout: 200,
    fetch: async (_, init) => {
      trips++
      const body = JSON.parse(String(init?.body))
      const aborted = new Promise<never>((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
      return Promise.race([respond(Array.isArray(body) ? body : [body]), aborted])
    },
  })
  return { rpc, trips: () => trips }
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('rpc over HTTP', () => {
  it('sends the requests of one tick as one HTTP request', async () => {
    const { rpc, trips } = node((calls) =>
      json(calls.map(({ id, method }) => ({ jsonrpc: '2.0', id, result: method }))),
    )
    const answers = await Promise.all(
      ['eth_chainId', 'eth_getLogs', 'eth_call'].map((method) => rpc.request(method, [])),
    )
    expect(answers).toEqual(['eth_chainId', 'eth_getLogs', 'eth_call'])
    expect(trips()).toBe(1)
  })

  it('keeps the requests of two clients of one URL apart', async () => {
    const [one, other] = ['one', 'other'].map((result) =>
      node((calls) => json(calls.map(({ id }) => ({ jsonrpc: '2.0', id, result })))),
    )
    const answers = await Promise.all([one!.rpc.request('eth_call', []), other!.rpc.request('eth_call', [])])
    expect(answers).toEqual(['one', 'other'])
  })

  it('reports every failure of the transport as one, and does not retry by itself', async () => {
    const bodies: [string, () => Response | Promise<Response>][] = [
      ['refused', () => Promise.reject(new TypeError('fetch failed'))],
      ['too many requests', () => new Response('slow down', { status: 429 })],
      ['server error', () => new Response('', { status: 502 })],
      ['truncated', () => new Response('{"jsonrpc":"2.0","id":1,"res', { status: 200 })],
      ['one error for a batch', () => json({ error: { code: -32005, message: 'limit' } }, { status: 429 })],
      ['one answer for a batch', () => json({ jsonrpc: '2.0', id: 1, result: '0x' })],
      ['not JSON-RPC', () => new Response('<html>', { status: 200 })],
      ['no answer in time', () => new Promise(() => undefined)],
    ]
    for (const [name, respond] of bodies) {
      const { rpc, trips } = node(respond)
      expect(await failure(rpc.request('eth_call', [])), name).toBeInstanceOf(TransportError)
      expect(trips(), name).toBe(1)
    }
  })

  it('says that the time ran out, even while the body is arriving', async () => {
    const { rpc } = node(() => Promise.reject(Object.assign(new Error('aborted'), { name: 'AbortError' })))
    const error = await failure(rpc.request('eth_call', []))
    expect(error).toMatchObject({ name: 'TransportError', message: 'did not answer in time' })
  })

  it('keeps code, message and revert data of a refusal by the node', async () => {
    const { rpc } = node(([call]) =>
      json([
        {
          jsonrpc: '2.0',
          id: call?.id,
          error: { code: 3, message: 'execution reverted', data: '0xdeadbeef' },
        },
      ]),
    )
    const error = await failure(rpc.request('eth_call', []))
    expect(error).toBeInstanceOf(RpcError)
    expect(error).toMatchObject({ code: 3, message: 'execution reverted', data: '0xdeadbeef' })
  })

  it('shows no path, key or user', async () => {
    const { rpc } = node(() => new Response('', { status: 500 }))
    const error = await failure(rpc.request('eth_call', []))
    expect(rpc.label).toBe('node.test')
    expect(`${rpc.label} ${String(error)}`).not.toMatch(/secret|key|v2/)
  })
})

describe('rpc of a wallet', () => {
  it('keeps the code of a refusal by the wallet', async () => {
    const rpc = walletRpc(
      { request: async () => Promise.reject(Object.assign(new Error('no'), { code: 4200 })) } as never,
      'wallet',
    )
    expect(await failure(rpc.request('eth_simulateV1', []))).toMatchObject({ name: 'RpcError', code: 4200 })
  })
})

describe('revert reason', () => {
  it('gives a string reason and a custom error in the words of the contract', () => {
    const abi = parseAbi([
      'error Error(string)',
      'error AccessControlUnauthorizedAccount(address account, bytes32 role)',
    ])
    const data = encodeErrorResult({ abi, errorName: 'Error', args: ['RateLimits/zero-maxAmount'] })
    expect(revertReason(data)).toBe('RateLimits/zero-maxAmount')
    const custom = encodeErrorResult({
      abi,
      errorName: 'AccessControlUnauthorizedAccount',
      args: ['0x0000000000000000000000000000000000000001', `0x${'00'.repeat(32)}`],
    })
    expect(revertReason(custom, abi)).toMatch(/^AccessControlUnauthorizedAccount\(0x0{39}1, 0x0{64}\)$/)
  })

  it('does not guess a reason', () => {
    expect(revertReason('0x')).toBe('no reason given')
    expect(revertReason(null)).toBe('no reason given')
    expect(revertReason('0x12345678')).toBe('0x12345678')
  })
})
