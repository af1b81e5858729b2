import { describe, expect, it } from 'vitest'
import { httpRpc } from '.'

interface Sent {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}
type Reply = { readonly body: unknown; readonly status?: number }

/** A node that answers each HTTP request by `reply`; `sent` has the calls of each, in order. */
function node(reply: (calls: readonly Sent[]) => Reply, url = 'http://node.test/') {
  const sent: (readonly Sent[])[] = []
  const headers: Headers[] = []
  const addresses: string[] = []
  const rpc = httpRpc(url, {
    fetch: async (address, init) => {
      const calls = JSON.parse(String(init?.body)) as Sent[]
      sent.push(calls)
      headers.push(new Headers(init?.headers))
      addresses.push(String(address))
      const { body, status = 200 } = reply(calls)
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
    },
  })
  return { rpc, sent, headers, addresses }
}

const answer = ({ id, method }: Sent) => ({ jsonrpc: '2.0', id, result: `of ${method}` })
const refusal = (id: unknown, code = -32005, message = 'query returned more than 10000 results') => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
})

/** What became of two calls of one tick. */
async function two(reply: (calls: readonly Sent[]) => Reply): Promise<readonly unknown[]> {
  const { rpc } = node(reply)
  const settled = await Promise.allSettled(['one', 'other'].map((method) => rpc.request(method, [])))
  return settled.map((end) =>
    end.status === 'fulfilled' ? end.value : `${end.reason.name}: ${end.reason.message}`,
  )
}

describe('answers of a batch', () => {
  it('are matched by id, in any order', async () => {
    expect(await two((calls) => ({ body: calls.map(answer).toReversed() }))).toEqual(['of one', 'of other'])
  })

  it.each<[string, (calls: readonly Sent[]) => readonly unknown[]]>([
    ['whose ids were never asked', (calls) => calls.map((call) => answer({ ...call, id: call.id + 100 }))],
    ['of which one is there twice', ([one]) => [answer(one!), answer(one!)]],
    [
      'of which one is there twice beside the others',
      ([one, other]) => [answer(one!), answer(other!), answer(one!)],
    ],
    ['of which one is missing', ([one]) => [answer(one!)]],
    ['of which one is nobody’s', ([one, other]) => [answer(one!), answer({ ...other!, id: one!.id + 7 })]],
    ['with ids of another type', (calls) => calls.map((call) => ({ ...answer(call), id: String(call.id) }))],
    ['without ids', (calls) => calls.map(({ method }) => ({ result: method }))],
    ['that are no objects', () => [null, 5]],
  ])('are all rejected as not belonging to the calls: answers %s', async (_, body) => {
    const fate = 'TransportError: gave answers that do not belong to the calls'
    expect(await two((calls) => ({ body: body(calls) }))).toEqual([fate, fate])
  })

  it('never fit a later request, even if somebody kept them', async () => {
    const kept: unknown[] = []
    const { rpc } = node((calls) => {
      if (kept.length === 0) kept.push(...calls.map(answer))
      return { body: kept }
    })
    expect(await rpc.request('one', [])).toBe('of one')
    await expect(rpc.request('one', [])).rejects.toMatchObject({ name: 'TransportError' })
  })

  it.each([
    ['neither result nor error', {}],
    ['both', { result: '0x1', error: { code: 3, message: 'no' } }],
    ['an error without a code', { error: { message: 'no' } }],
    ['an error that is a text', { error: 'no' }],
    ['an error with a code that is no number', { error: { code: '3', message: 'no' } }],
  ])('concern only their own call when one has %s', async (_, entry) => {
    const fates = await two(([one, other]) => ({ body: [{ id: one!.id, ...entry }, answer(other!)] }))
    expect(fates).toEqual(['TransportError: gave an answer that is not JSON-RPC', 'of other'])
  })
})

describe('an error of the node', () => {
  it.each([200, 400, 404, 413, 422, 500])('counts as a JSON-RPC error under HTTP %i', async (status) => {
    const { rpc } = node(([call]) => ({ body: [refusal(call!.id)], status }))
    await expect(rpc.request('eth_getLogs', [])).rejects.toMatchObject({
      name: 'RpcError',
      code: -32005,
      message: 'query returned more than 10000 results',
    })
  })

  it.each([400, 413])(
    'counts as a JSON-RPC error under HTTP %i also when it comes alone and without the id',
    async (status) => {
      for (const id of [null, undefined]) {
        const { rpc } = node(() => ({ body: refusal(id), status }))
        await expect(rpc.request('eth_getLogs', [])).rejects.toMatchObject({ name: 'RpcError', code: -32005 })
      }
    },
  )

  it('is not believed for a call when it belongs to another', async () => {
    const { rpc } = node(([call]) => ({ body: refusal(call!.id + 1), status: 400 }))
    await expect(rpc.request('eth_getLogs', [])).rejects.toMatchObject({
      name: 'TransportError',
      message: 'HTTP 400',
    })
  })

  it.each([401, 403, 429, 502, 503, 504, 522])(
    "counts as a failure of the connection under HTTP %i, in the node's words",
    async (status) => {
      const { rpc } = node(([call]) => ({ body: [refusal(call!.id, -32005, 'Too many calls.')], status }))
      await expect(rpc.request('eth_call', [])).rejects.toMatchObject({
        name: 'TransportError',
        message: `HTTP ${status}: Too many calls`,
      })
    },
  )

  it('fails one call and leaves the others of its batch alone, under any status', async () => {
    const fates = await two(([one, other]) => ({
      body: [refusal(one!.id, 3, 'reverted'), answer(other!)],
      status: 400,
    }))
    expect(fates).toEqual(['RpcError: reverted', 'of other'])
  })
})

describe('a batch that is refused as a whole', () => {
  it.each<[string, Reply]>([
    ['HTTP 413 and an error', { body: refusal(null), status: 413 }],
    ['HTTP 413 and a page', { body: '<html>', status: 413 }],
    ['HTTP 400 and an error', { body: refusal(null, -32600, 'batches are not supported'), status: 400 }],
    ['HTTP 200 and one error', { body: refusal(null, -32600, 'batch too large') }],
  ])('is sent again call by call after %s, so that each call gets its own answer', async (_, refused) => {
    const { rpc, sent } = node((calls) => (calls.length > 1 ? refused : { body: calls.map(answer) }))
    const results = await Promise.all(['one', 'other', 'third'].map((method) => rpc.request(method, [])))
    expect(results).toEqual(['of one', 'of other', 'of third'])
    expect(sent.map((calls) => calls.length)).toEqual([3, 1, 1, 1])
  })
})

describe('a request to a node', () => {
  it('fails alone where it cannot be written as JSON', async () => {
    let deep: unknown = []
    for (let depth = 0; depth < 20_000; depth++) deep = [deep]
    const { rpc } = node((calls) => ({ body: calls.map(answer) }))
    const settled = await Promise.allSettled([
      rpc.request('one', [deep]),
      rpc.request('big', [1n]),
      rpc.request('other', []),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(settled[0]).toMatchObject({ reason: { name: 'TransportError' } })
  })

  it('carries user and password of the URL in a header, and not in the address', async () => {
    const { rpc, headers, addresses } = node(
      (calls) => ({ body: calls.map(answer) }),
      'https://us%40er:p%25%C3%A4@node.test/v1/key?a=1#part',
    )
    await rpc.request('one', [])
    expect(addresses).toEqual(['https://node.test/v1/key?a=1'])
    const encoded = Buffer.from('us@er:p%ä', 'utf8').toString('base64')
    expect(headers[0]?.get('authorization')).toBe(`Basic ${encoded}`)
  })

  it('accepts no endless answer', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(16 * 2 ** 20))
    let pulled = 0
    const rpc = httpRpc('http://node.test', {
      fetch: async () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              pulled += 1
              controller.enqueue(chunk)
            },
          }),
        ),
    })
    await expect(rpc.request('one', [])).rejects.toMatchObject({
      name: 'TransportError',
      message: 'gave an answer that is too large',
    })
    expect(pulled).toBeLessThan(20)
  })
})

describe('the error of a failed request', () => {
  it('holds no cause, since a cause might hold the URL', async () => {
    const rpc = httpRpc('http://node.test/secret', {
      fetch: async (address) => {
        throw new TypeError('fetch failed', { cause: new Error(`connect ${String(address)}`) })
      },
    })
    const error = await rpc.request('one', []).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'TransportError', message: 'could not be reached' })
    expect((error as Error).cause).toBeUndefined()
  })

  it('is short, however long the words of the node are', async () => {
    const { rpc } = node(([call]) => ({ body: [refusal(call!.id, 3, 'x'.repeat(100_000))] }))
    const error = await rpc.request('one', []).catch((reason: Error) => reason)
    expect((error as Error).message.length).toBeLessThanOrEqual(1_000)
  })
})

describe('a connection that the node closed meanwhile', () => {
  const closed = (code: string) =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('closed'), { code }) })
  const failing = (errors: readonly Error[]) => {
    const left = [...errors]
    let asked = 0
    const rpc = httpRpc('http://node.test/', {
      fetch: async (_, init) => {
        asked++
        const error = left.shift()
        if (error) throw error
        const calls = JSON.parse(String(init?.body)) as Sent[]
        return new Response(JSON.stringify(calls.map(answer)))
      },
    })
    return { rpc, count: () => asked }
  }

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])(
    'is replaced by another one for the call: %s',
    async (code) => {
      const { rpc, count } = failing([closed(code)])
      expect(await rpc.request('one', [])).toBe('of one')
      expect(count()).toBe(2)
    },
  )

  it('makes the node unreachable where the other connection is closed too', async () => {
    const { rpc, count } = failing([closed('ECONNRESET'), closed('ECONNRESET'), closed('ECONNRESET')])
    await expect(rpc.request('one', [])).rejects.toThrow('could not be reached')
    expect(count()).toBe(2)
  })

  it.each([closed('ECONNREFUSED'), new TypeError('Failed to fetch'), new Error('something else')])(
    'is not assumed after any other failure: %s',
    async (error) => {
      const { rpc, count } = failing([error])
      await expect(rpc.request('one', [])).rejects.toThrow('could not be reached')
      expect(count()).toBe(1)
    },
  )
})
