import { openGate } from './rpc-gate'
import { startSecondConsole } from './second-console'
import { expect, healthy, test } from './server-fixtures'

/** Stories of the built server alone: no browser takes part. */

const call = (method: string, params: readonly unknown[] = [], id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

async function rpc(origin: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}/api/rpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json().catch(() => null) }
}

test.describe('what the server passes on', () => {
  test('an error of the node is that error, with its code, words and data', async ({ chain }) => {
    const [generator] = chain.deployment.generators
    // Nothing answers to this, and a Diamond says so by an error of its own.
    const honest = await rpc(
      chain.origin,
      call('eth_call', [{ to: generator?.addresses.diamond, data: '0x12345678' }, 'latest']),
    )
    expect(honest).toMatchObject({ status: 200, body: { id: 1, error: { code: 3 } } })
    expect(honest.body.error.data).toMatch(/^0x[0-9a-f]{8}/)

    chain.gate.set({
      kind: 'hostile',
      answer: async ({ method }, ask) => {
        if (method === 'eth_getBalance') throw { code: -32_042, message: 'not at this hour', data: '0xc0de' }
        return ask()
      },
    })
    const account = generator?.addresses.diamond
    expect(await rpc(chain.origin, call('eth_getBalance', [account, 'latest'], 'x'))).toMatchObject({
      status: 200,
      body: { id: 'x', error: { code: -32_042, message: 'not at this hour', data: '0xc0de' } },
    })
  })

  test('a dead node is 502 in words, and comes back', async ({ chain }) => {
    chain.gate.set({ kind: 'down' })
    const dead = await rpc(chain.origin, call('eth_chainId'))
    expect(dead.status).toBe(502)
    expect(dead.body).toMatchObject({ id: 1, error: { code: -32002 } })
    expect(dead.body.error.message).toMatch(/could not be reached|No node can be read/)
    chain.gate.set({ kind: 'open' })
    await expect.poll(async () => (await rpc(chain.origin, call('eth_chainId'))).status).toBe(200)
  })

  test('a node that refuses more requests is told as that', async ({ chain }) => {
    const account = chain.deployment.mcd.vat
    chain.gate.set({ kind: 'too-many-requests' })
    const refused = await rpc(chain.origin, call('eth_getCode', [account, 'latest']))
    expect(refused.status).toBe(502)
    expect(refused.body.error.message).toMatch(/HTTP 429|No node can be read/)
  })

  test('a batch whose answers are swapped is not believed', async ({ chain }) => {
    const { vat, jug } = chain.deployment.mcd
    const gate = await openGate(chain.rpcUrl)
    const other = await startSecondConsole(chain.deployment, gate.url)
    try {
      await healthy(other.origin)
      gate.set({ kind: 'swapped' })
      const calls = [call('eth_getCode', [vat, 'latest'], 1), call('eth_getCode', [jug, 'latest'], 2)]
      const { status, body } = await rpc(other.origin, calls)
      expect(status).toBe(502)
      for (const answer of body) expect(answer.result).toBeUndefined()
    } finally {
      await other.stop()
      await gate.close()
    }
  })
})

test.describe('a node that does not tell the truth', () => {
  for (const [what, lie] of [
    ['ten days off', (told: string) => `0x${(BigInt(told) + 864_000n).toString(16)}`],
    ['no time at all', () => undefined],
  ] as const) {
    test(`a block whose time is ${what} is not shown, and the server says so in its own words`, async ({
      chain,
    }) => {
      const before = (await (await fetch(`${chain.origin}/api/health`)).json()).block
      chain.gate.set({
        kind: 'hostile',
        answer: async ({ method }, ask) => {
          const honest = await ask()
          if (method !== 'eth_getBlockByNumber') return honest
          const block = honest as { readonly timestamp: string }
          return { ...block, timestamp: lie(block.timestamp) }
        },
      })
      await chain.mine()
      await expect.poll(async () => (await fetch(`${chain.origin}/api/health`)).status).toBe(503)
      const { block, problem } = await (await fetch(`${chain.origin}/api/health`)).json()
      expect(block).toEqual(before)
      expect(problem).toMatch(/computes with|gave something else than a number/)
      expect(problem).not.toMatch(/BigInt|undefined|TypeError/)
      chain.gate.set({ kind: 'open' })
      await healthy(chain.origin)
    })
  }

  test('a node that lies about height or branch is told from one that does not', async ({ chain }) => {
    const [honest, liar] = [await openGate(chain.rpcUrl), await openGate(chain.rpcUrl)]
    const other = await startSecondConsole(chain.deployment, `${honest.url},${liar.url}`)
    const health = async () => (await fetch(`${other.origin}/api/health`)).json()
    const changed = (change: (block: Record<string, string>) => Record<string, string>) =>
      liar.set({
        kind: 'hostile',
        answer: async ({ method }, ask) => {
          const told = await ask()
          return method === 'eth_getBlockByNumber' ? change(told as Record<string, string>) : told
        },
      })
    try {
      await healthy(other.origin)
      changed((block) => ({ ...block, number: `0x${(BigInt(block.number ?? '0x0') + 1_000n).toString(16)}` }))
      await expect.poll(async () => (await health()).rpc[1].state).toBe('failing')
      expect((await health()).rpc[0].state).toBe('ok')
      expect((await health()).ok).toBe(true)

      changed((block) => ({ ...block, hash: `0x${'ab'.repeat(32)}` }))
      await expect.poll(async () => (await health()).problem).toMatch(/disagree at block \d+\.$/)
      expect((await health()).ok).toBe(false)
      const snapshot = await fetch(`${other.origin}/api/snapshot`)
      expect((await snapshot.json()).dissent).toMatch(/disagree at block/)
      expect(snapshot.headers.get('etag')).toBeNull()

      liar.set({ kind: 'open' })
      await healthy(other.origin)
    } finally {
      await other.stop()
      await honest.close()
      await liar.close()
    }
  })
})

test.describe('what one client sends', () => {
  const chainId = call('eth_chainId')

  test('what a client sends counts as its own, whatever it says in X-Forwarded-For', async ({ chain }) => {
    const statuses: number[] = []
    for (let turn = 0; turn < 15; turn++) {
      const forwarded = { 'x-forwarded-for': `203.0.113.${turn}` }
      const { status } = await rpc(chain.origin, Array(100).fill(call('eth_accounts')), forwarded)
      statuses.push(status)
    }
    expect(statuses).toContain(429)
    const refused = await rpc(chain.origin, Array(100).fill(call('eth_accounts')), {
      'x-forwarded-for': '198.51.100.7',
    })
    expect(refused.status).toBe(429)
    expect(refused.body[0].error.message).toBe('Too many calls.')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // The bucket fills again with time.
    await expect.poll(async () => (await rpc(chain.origin, chainId)).status).toBe(200)
  })

  test('deeply nested JSON from one client fails no calls of others', async ({ chain }) => {
    const nested = `{"id":1,"method":"eth_call","params":[${'['.repeat(9_000)}${']'.repeat(9_000)}]}`
    const [refused, ...others] = await Promise.all([
      rpc(chain.origin, nested),
      ...Array.from({ length: 6 }, () => rpc(chain.origin, chainId)),
    ])
    expect(refused?.status).toBe(400)
    for (const { status, body } of others) expect([status, body.result]).toEqual([200, '0x7a69'])
  })

  test('what one client sends keeps no node busy', async ({ chain }) => {
    const reached: string[] = []
    chain.gate.set({
      kind: 'hostile',
      answer: ({ method }, ask) => {
        reached.push(method)
        return ask()
      },
    })
    const account = chain.deployment.mcd.vat
    for (const sent of [
      call('eth_feeHistory', ['0xffffffff', 'latest', []]),
      call('eth_getLogs', [{ fromBlock: '0x0', toBlock: 'latest' }]),
      call('eth_getLogs', [{ address: account, fromBlock: '0x0', toBlock: '0xffffffff' }]),
      call('eth_call', [{ to: account, gas: '0xffffffffffff' }, 'latest']),
      call('eth_simulateV1', [{ blockStateCalls: Array(300).fill({}) }, 'latest']),
      call('eth_getBlockByNumber', ['earliest', true]),
    ]) {
      // This client's own bucket may still be empty from the stories before: -32005, "Too many calls".
      const refusal = async () => (await rpc(chain.origin, sent)).body.error.code
      await expect.poll(refusal, sent.method).toBeLessThanOrEqual(-32601)
    }
    expect(reached).not.toContain('eth_feeHistory')
    expect(reached).not.toContain('eth_simulateV1')
  })
})

test.describe('a key of the node', () => {
  const parts = ['us@er-77', 'pa$$word-9x', '0123456789abcdefFEDCBA9876543210', 'abc%zz-Key9']
  const [user = '', password = '', path = '', query = ''] = parts
  const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')
  const spellings = parts.flatMap((key) => [
    key,
    encodeURIComponent(key),
    base64(key),
    Buffer.from(key).toString('hex'),
  ])
  /** What of any of it is in a text, in whatever case. */
  const foundIn = (text: string) =>
    [...spellings, base64(`${user}:${password}`).slice(0, 20)].filter((key) =>
      text.toLowerCase().includes(key.toLowerCase()),
    )

  test('a key of the node is in no answer, header, page, metric or log, however the node gives it back', async ({
    chain,
  }) => {
    const gate = await openGate(chain.rpcUrl)
    const { host } = new URL(gate.url)
    const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
    const url = `http://${login}@${host}/v3/${path}?apikey=${encodeURIComponent(query)}`
    const other = await startSecondConsole(chain.deployment, url)
    const seen: string[] = []
    const sweep = async (route: string, init?: RequestInit) => {
      const response = await fetch(`${other.origin}${route}`, {
        ...init,
        signal: AbortSignal.timeout(20_000),
      })
      expect(response.status, route).not.toBe(500)
      seen.push(JSON.stringify([...response.headers]))
      const reader = response.body?.getReader()
      // A stream goes on for ever: its first events are enough.
      for (let chunk = 0; chunk < 200; chunk++) {
        const part = await reader?.read()
        if (!part || part.done) return
        seen.push(Buffer.from(part.value).toString('utf8'))
        if (route === '/api/stream' && chunk > 0) break
      }
      await reader?.cancel()
    }
    const everything = async () => {
      for (const route of [
        '/api/health',
        '/api/metrics',
        '/api/snapshot',
        '/api/stream',
        '/',
        '/limits',
        '/nowhere',
      ]) {
        await sweep(route)
      }
      for (const method of ['eth_chainId', 'eth_blockNumber', 'eth_sendRawTransaction']) {
        await sweep('/api/rpc', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([call(method), call('eth_getCode', [chain.deployment.mcd.vat, 'latest'])]),
        })
      }
    }
    try {
      await healthy(other.origin)
      await everything()
      const told = spellings.map((key) => `${key} ${key.toUpperCase()}`).join(' | ')
      for (const answer of [
        async () => ({ note: told }),
        async () => told,
        async () => {
          throw {
            code: -32_000,
            message: `not valid: ${told} for Basic ${btoa(`${user}:${password}`)}`,
            data: told,
          }
        },
        async () => {
          throw { code: 3, message: url, data: `0x${Buffer.from(password).toString('hex')}` }
        },
      ]) {
        gate.set({ kind: 'hostile', answer })
        await expect.poll(async () => (await fetch(`${other.origin}/api/health`)).status).toBe(503)
        await everything()
      }
      gate.set({ kind: 'down' })
      await everything()
      expect(seen.length).toBeGreaterThan(60)
      expect(foundIn(seen.join('\n'))).toEqual([])
      expect(foundIn(other.output())).toEqual([])
      expect(other.output()).not.toMatch(/\[cause\]|cause:/)
    } finally {
      await other.stop()
      await gate.close()
    }
  })
})
