import { beforeEach, describe, expect, it } from 'vitest'
import { RpcError, TransportError } from '@/lib/chain/errors'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { FakeChain, FakeNode } from '@/lib/testing/fakes/node'
import { InFlight } from './in-flight'
import { methods } from './rpc-methods'
import { answerRpc } from './rpc-proxy'
import { TokenBuckets } from './token-bucket'

const call = (method: string, params: unknown[] = [], id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

describe('answerRpc', () => {
  let node: FakeNode
  let limits: TokenBuckets
  let inFlight: InFlight

  beforeEach(() => {
    node = new FakeNode(new FakeChain())
    limits = new TokenBuckets(1_000, 1)
    inFlight = new InFlight(1_000)
  })

  function post(body: unknown, headers: Record<string, string> = {}, isThere = true): Promise<Response> {
    const request = new Request('http://console.test/api/rpc', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'console.test', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return answerRpc(request, optionsWith(isThere ? node.rpc() : null))
  }
  const optionsWith = (rpc: Rpc | null) => ({
    node: rpc,
    bounds: { head: node.head.number },
    limits,
    inFlight,
    client: 'client',
  })
  const json = async (response: Promise<Response>) => (await response).json()

  it("passes a call on to the node, and the node's answer back", async () => {
    expect(await json(post(call('eth_chainId', [], 'x')))).toEqual({
      jsonrpc: '2.0',
      id: 'x',
      result: '0x7a69',
    })
    expect(node.unexpected).toEqual([])
  })

  it('passes a batch on as one request, each answer under its own id', async () => {
    const answers = await json(
      post([call('eth_chainId', [], 7), call('eth_getCode', [`0x${'11'.repeat(20)}`, 'latest'], 3)]),
    )
    expect(answers).toEqual([
      { jsonrpc: '2.0', id: 7, result: '0x7a69' },
      { jsonrpc: '2.0', id: 3, result: '0x00' },
    ])
    expect(node.countRequests()).toBe(1)
  })

  it('offers reading and simulating only', () => {
    const others = [...methods.keys()].filter((method) => !/^eth_(get|call$|simulateV1$)/.test(method))
    expect(others).toEqual(['eth_chainId', 'eth_blockNumber', 'eth_createAccessList'])
  })

  it.each([
    'eth_sendRawTransaction',
    'eth_sendTransaction',
    'eth_accounts',
    'eth_sign',
    'eth_newFilter',
    'eth_subscribe',
    'eth_estimateGas',
    'eth_gasPrice',
    'eth_maxPriorityFeePerGas',
    'eth_feeHistory',
    'debug_traceCall',
    'anvil_setBalance',
    'evm_mine',
    'hardhat_reset',
    'ETH_CALL',
    '__proto__',
    '',
  ])('never passes %j on', async (method) => {
    const answers = await json(post([call(method), call('eth_chainId', [], 2)]))
    expect(answers[0]).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: { code: -32601, message: `${method} is not offered here.` },
    })
    expect(answers[1]).toEqual({ jsonrpc: '2.0', id: 2, result: '0x7a69' })
    expect(node.requests).toEqual([['eth_chainId']])
  })

  it.each([null, 5, '"eth_call"', {}, { method: 5 }, { method: 'eth_call', params: {} }, [[]]])(
    'answers %j as no call',
    async (body) => {
      const answer = await json(post(body))
      expect(Array.isArray(answer) ? answer[0] : answer).toMatchObject({ error: { code: -32600 } })
      expect(node.requests).toEqual([])
    },
  )

  it.each([
    ['not JSON', '{', 400, -32700],
    ['no call', [], 400, -32600],
    ['101 calls', Array(101).fill(call('eth_chainId')), 400, -32600],
    ['4 MB', JSON.stringify(call('eth_call', ['0'.repeat(4_000_000)])), 413, -32600],
  ])('refuses %s', async (_, body, status, code) => {
    const response = await post(body)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ id: null, error: { code } })
    expect(node.requests).toEqual([])
  })

  it('refuses a body that is too large even if its length is not declared', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(500_000))
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1
        controller.enqueue(chunk)
      },
    })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const request = new Request('http://console.test/api/rpc', init as RequestInit)
    const response = await answerRpc(request, optionsWith(node.rpc()))
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(10)
  })

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://console.test' }, 200],
    [{ origin: 'https://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://console.test' }, 200],
    [{ 'content-type': 'text/plain' }, 415],
  ])('answers a request with %j by %i', async (headers, status) => {
    expect((await post(call('eth_chainId'), headers as Record<string, string>)).status).toBe(status)
  })

  it('limits how much one client may ask for', async () => {
    limits = new TokenBuckets(3, 1)
    expect((await post([call('eth_chainId'), call('eth_chainId'), call('eth_chainId')])).status).toBe(200)
    const refused = await post(call('eth_chainId'))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(node.countRequests()).toBe(1)
  })

  it('passes the refusal of a node on unchanged, with status 200', async () => {
    node.refusals.set('eth_call', { code: 3, message: 'execution reverted' })
    const response = await post(call('eth_call', [{}, 'latest']))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ error: { code: 3, message: 'execution reverted' } })
  })

  it.each(['down', 'broken'] as const)(
    'answers status 502 where the node is %s, without its URL',
    async (state) => {
      node.state = state
      const response = await post(call('eth_call', [{}, 'latest']))
      expect(response.status).toBe(502)
      const text = await response.text()
      expect(JSON.parse(text)).toMatchObject({ id: 1, error: { code: -32002 } })
      expect(text).not.toMatch(/secret|v1/)
    },
  )

  it('answers status 502 where there is no node', async () => {
    const response = await post(call('eth_call', [{}, 'latest']), {}, false)
    expect(response.status).toBe(502)
  })

  describe('as the console itself asks', () => {
    const rpc = () => httpRpc('http://console.test/api/rpc', { fetch: (_, init) => post(String(init?.body)) })

    it('an unreachable node is a failure of the transport, not an answer', async () => {
      node.state = 'down'
      await expect(rpc().request('eth_call', [{}, 'latest'])).rejects.toBeInstanceOf(TransportError)
    })

    it('too many calls are a failure of the transport', async () => {
      limits = new TokenBuckets(0, 1)
      const sent = rpc().request('eth_chainId', [])
      await expect(sent).rejects.toEqual(new TransportError('eth_chainId', 'HTTP 429: Too many calls'))
    })

    it('a method that is not offered is an answer', async () => {
      const sent = rpc().request('eth_sendRawTransaction', ['0x'])
      await expect(sent).rejects.toBeInstanceOf(RpcError)
      await expect(sent).rejects.toMatchObject({ code: -32601 })
    })
  })
})

describe('what one client sends', () => {
  const chain = new FakeChain()
  const limits = new TokenBuckets(1_000, 1)
  const inFlight = new InFlight(60)
  const ask = (node: FakeNode, client: string, body: unknown) =>
    answerRpc(
      new Request('http://console.test/api/rpc', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      { node: node.rpc(), bounds: { head: chain.head.number }, limits, inFlight, client },
    )

  it('never travels to the node together with what another client sends', async () => {
    const node = new FakeNode(chain)
    await Promise.all(['one', 'other'].map((client) => ask(node, client, call('eth_chainId'))))
    expect(node.requests).toEqual([['eth_chainId'], ['eth_chainId']])
  })

  it('is refused where it nests deeply, before anyone parses it', async () => {
    const node = new FakeNode(chain)
    const nested = `${'['.repeat(9_000)}${']'.repeat(9_000)}`
    const sent = `{"id":1,"method":"eth_call","params":[${nested}]}`
    const [refused, other] = await Promise.all([
      ask(node, 'one', sent),
      ask(node, 'other', call('eth_chainId')),
    ])
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ error: { code: -32700 } })
    expect(await other.json()).toMatchObject({ result: '0x7a69' })
    expect(node.requests).toEqual([['eth_chainId']])
  })

  it('is refused in words, with parameters that would keep a node busy', async () => {
    const node = new FakeNode(chain)
    const wide = call('eth_getLogs', [
      { address: `0x${'11'.repeat(20)}`, fromBlock: '0x0', toBlock: '0xffffff' },
    ])
    expect(await (await ask(node, 'one', wide)).json()).toMatchObject({
      error: { code: -32602, message: 'eth_getLogs is not offered here with these parameters.' },
    })
    expect(node.requests).toEqual([])
  })

  it('waits only for what the same client has under way', async () => {
    const node = new FakeNode(chain)
    node.refusals.set('eth_simulateV1', { code: 3, message: 'reverted' })
    const simulation = call('eth_simulateV1', [{ blockStateCalls: [{ calls: [] }] }, 'latest'])
    const statuses = await Promise.all(
      ['one', 'one', 'one', 'other'].map(async (client) => (await ask(node, client, simulation)).status),
    )
    expect(statuses).toEqual([200, 200, 429, 200])
    expect((await ask(node, 'one', simulation)).status).toBe(200)
  })
})
