import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ParentPage } from '../../page/browser'
import { openSafeLink } from './link'
import { answerIn, proposed, safeInfo, standing } from './messages'
import { askSafe, askUntilHeard, isSafeApp, safeAppProvider } from './provider'

const origin = 'https://app.safe.global'
const safeAddress = '0x00000000000000000000000000000000000000A1'
const to = '0x00000000000000000000000000000000000000b2'
const hash = `0x${'ab'.repeat(32)}` as const

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Posted {
  readonly message: { readonly id: string; readonly method: string; readonly params: unknown }
  readonly origin: string
}

/** A page around the console that answers as it is told. */
function page(answer: (method: string, params: unknown) => unknown = () => undefined, at = origin) {
  const posted: Posted[] = []
  let say: (message: unknown, from: string) => void = () => undefined
  const open = (receive: typeof say): ParentPage => {
    say = receive
    return {
      post: (message, target) => {
        const asked = message as Posted['message']
        posted.push({ message: asked, origin: target })
        const data = answer(asked.method, asked.params)
        if (data !== undefined) receive(answered(asked.id, data), at)
      },
      close: () => undefined,
    }
  }
  let ids = 0
  const link = openSafeLink([origin], () => String(++ids), open)
  if (!link) throw new Error('There is no page')
  return { link, posted, say: (message: unknown, from: string) => say(message, from) }
}

const answered = (id: string, data: unknown) =>
  data instanceof Error
    ? { id, success: false, error: data.message, version: '9.1.0' }
    : { id, success: true, data, version: '9.1.0' }

const info = { safeAddress: safeAddress.toLowerCase(), chainId: 31_337, threshold: 2, owners: [] }

describe('a conversation with the Safe interface', () => {
  it('hears an interface that takes longer than from one question to the next, and then stops asking', async () => {
    const { link, posted, say } = page()
    const found = askUntilHeard(link, 3_000, 300)
    await vi.advanceTimersByTimeAsync(350)
    expect(posted.map(({ message }) => message.id)).toEqual(['1', '2'])
    say(answered('1', info), origin)
    expect(await found).toEqual({ safeAddress, chainId: 31_337 })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(posted).toHaveLength(2)
  })

  it('gives up on a page that does not answer, after all its patience', async () => {
    const { link, posted } = page()
    const found = expect(askUntilHeard(link, 3_000, 300)).rejects.toBeInstanceOf(AggregateError)
    await vi.advanceTimersByTimeAsync(3_001)
    await found
    expect(posted).toHaveLength(10)
  })

  it('asks in its format, of whoever it is at first, and then of that origin alone', async () => {
    const { link, posted } = page((method) => (method === 'getSafeInfo' ? info : { safeTxHash: hash }))
    expect(await askSafe(link)).toEqual({ safeAddress, chainId: 31_337 })
    await link.ask('sendTransactions', { txs: [], params: {} })
    expect(posted).toEqual([
      {
        message: { id: '1', method: 'getSafeInfo', params: undefined, env: { sdkVersion: '9.1.0' } },
        origin: '*',
      },
      {
        message: {
          ...{ id: '2', method: 'sendTransactions', params: { txs: [], params: {} } },
          env: { sdkVersion: '9.1.0' },
        },
        origin,
      },
    ])
  })

  it('hands nothing over before the interface has said who it is', async () => {
    const { link, posted } = page()
    await expect(link.ask('sendTransactions', {})).rejects.toThrow('has not said who it is')
    expect(posted).toEqual([])
  })

  it('hears no other origin, no other page once one has answered, and no answer to what it did not ask', async () => {
    const { link, say } = page(() => undefined)
    const asked = link.ask('getSafeInfo', undefined, 1_000)
    say(answered('1', { safeAddress: to, chainId: 1 }), 'https://evil.example')
    say(answered('7', info), origin)
    say({ id: '1' }, origin)
    say('1', origin)
    say(null, origin)
    say(answered('1', info), origin)
    expect(await asked).toEqual(info)
    const two = openSafeLink(
      [origin, 'https://two.example'],
      () => 'x',
      () => null,
    )
    expect(two).toBeNull()
  })

  it('stays with the one that answered first', async () => {
    let say: (message: unknown, from: string) => void = () => undefined
    let ids = 0
    const link = openSafeLink(
      [origin, 'https://two.example'],
      () => String(++ids),
      (receive) => {
        say = receive
        return { post: () => undefined, close: () => undefined }
      },
    )
    const first = link!.ask('getSafeInfo', undefined)
    say(answered('1', info), origin)
    await first
    const second = link!.ask('sendTransactions', {}, 1_000)
    say(answered('2', { safeTxHash: hash }), 'https://two.example')
    const failed = expect(second).rejects.toThrow('did not answer')
    await vi.advanceTimersByTimeAsync(1_000)
    await failed
  })

  it('ends a question that nobody answers, and passes on what is wrong, a refusal with its code', async () => {
    const { link } = page((method) => (method === 'getSafeInfo' ? undefined : null))
    const asked = expect(askSafe(link, 500)).rejects.toThrow('did not answer')
    await vi.advanceTimersByTimeAsync(500)
    await asked
    const refusing = page((method) =>
      method === 'getSafeInfo' ? info : new Error('Transaction was rejected'),
    ).link
    await askSafe(refusing)
    await expect(refusing.ask('sendTransactions', {})).rejects.toMatchObject({ code: 4001 })
    const failing = page((method) => (method === 'getSafeInfo' ? info : new Error('Gas'))).link
    await askSafe(failing)
    await expect(failing.ask('sendTransactions', {})).rejects.not.toHaveProperty('code')
  })
})

describe('what comes back', () => {
  it.each([
    undefined,
    null,
    'text',
    1,
    [],
    {},
    { id: 1, success: true },
    { id: 'x' },
    { id: 'x', success: 1 },
  ])('is no answer: %o', (message) => expect(answerIn(message)).toBeNull())

  it('is an error without a reason where none is given', () => {
    expect(answerIn({ id: 'x', success: false })).toEqual({ id: 'x', error: 'no reason given' })
  })

  it.each([
    {},
    { safeAddress: 'x', chainId: 1 },
    { safeAddress, chainId: '1' },
    { safeAddress, chainId: -1 },
    null,
  ])('is no Safe: %o', (data) => expect(() => safeInfo(data)).toThrow())

  it.each([{}, { safeTxHash: '0x12' }, { safeTxHash: 1 }, null])('is no proposal: %o', (data) =>
    expect(() => proposed(data)).toThrow(),
  )

  it('tells how far a proposal is, with the counts where they are there', () => {
    const detailedExecutionInfo = { confirmationsRequired: 2, confirmations: [{}], type: 'MULTISIG' }
    expect(standing({ txStatus: 'AWAITING_CONFIRMATIONS', txHash: null, detailedExecutionInfo })).toEqual({
      ...{ status: 'signing', txHash: null },
      signed: { have: 1, need: 2 },
    })
    expect(standing({ txStatus: 'SUCCESS', txHash: hash })).toEqual({
      ...{ status: 'executed', txHash: hash, signed: null },
    })
    for (const wrong of [
      {},
      { txStatus: 'DONE' },
      { txStatus: 'toString' },
      { txStatus: 'SUCCESS', txHash: 'x' },
    ]) {
      expect(() => standing(wrong)).toThrow()
    }
  })
})

describe('a Safe as the wallet', () => {
  const call = { to, data: '0x1234', value: 0n } as const
  async function connected(answer: (method: string, params: unknown) => unknown) {
    const parent = page((method, params) => (method === 'getSafeInfo' ? info : answer(method, params)))
    return { ...parent, provider: safeAppProvider(parent.link, await askSafe(parent.link)) }
  }

  it('is its one account, on its chain', async () => {
    const { provider } = await connected(() => null)
    expect(isSafeApp(provider)).toBe(true)
    expect(isSafeApp({}) || isSafeApp(null)).toBe(false)
    expect(await provider.request({ method: 'eth_accounts' })).toEqual([safeAddress])
    expect(await provider.request({ method: 'eth_requestAccounts' })).toEqual([safeAddress])
    expect(await provider.request({ method: 'eth_chainId' })).toBe('0x7a69')
  })

  it('proposes all calls as one transaction, of itself alone', async () => {
    const { provider, posted } = await connected(() => ({ safeTxHash: hash }))
    expect(await provider.propose(safeAddress, [call, { ...call, value: 7n }])).toBe(hash)
    expect(posted.at(-1)?.message).toMatchObject({
      method: 'sendTransactions',
      params: {
        txs: [
          { to, data: '0x1234', value: '0' },
          { to, data: '0x1234', value: '7' },
        ],
      },
    })
    await expect(provider.propose(to, [call])).rejects.toMatchObject({ code: 4100 })
    const sent = { from: safeAddress, to, data: '0x1234', value: '0x7' } as const
    expect(await provider.request({ method: 'eth_sendTransaction', params: [sent] } as never)).toBe(hash)
  })

  it('refuses an answer that is no hash, and what the interface has not', async () => {
    const { provider } = await connected(() => ({ safeTxHash: '0x' }))
    await expect(provider.propose(safeAddress, [call])).rejects.toThrow()
    await expect(provider.request({ method: 'eth_sign' } as never)).rejects.toMatchObject({ code: 4200 })
  })

  it('passes reads on, and says how far a proposal is', async () => {
    const { provider, posted } = await connected((method) =>
      method === 'rpcCall' ? '0x10' : { txStatus: 'AWAITING_EXECUTION' },
    )
    expect(await provider.request({ method: 'eth_blockNumber' })).toBe('0x10')
    expect(posted.at(-1)?.message.params).toEqual({ call: 'eth_blockNumber', params: [] })
    expect(await provider.standingOf(hash)).toMatchObject({ status: 'signed' })
    provider.on('accountsChanged', () => undefined)
    provider.removeListener('accountsChanged', () => undefined)
  })
})
