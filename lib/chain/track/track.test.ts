import { encodeAbiParameters, keccak256, stringToHex, zeroAddress } from 'viem'
import { describe, expect, it, vi } from 'vitest'
import { nodeWith as node } from '@/lib/testing/fakes/blocks'
import {
  type FakeTransaction,
  owner,
  plainTransaction,
  stranger,
  told,
} from '@/lib/testing/fakes/transaction'
import type { Rpc } from '../rpc'
import { type Submitted, track, trackByNonce } from '.'

const submitted = (one: FakeTransaction, others: Partial<Submitted> = {}): Submitted => ({
  ...{ ...one.handed, nonce: null, since: 9n },
  ...others,
})

describe('a transaction that a wallet sent', () => {
  it('is mined according to every source that says so, and proven to be what was handed over', async () => {
    const sent = await told()
    const chain = { blocks: { 12: [sent] } }
    const found = await track(
      [node({ ...chain, label: 'a' }), node({ ...chain, label: 'b' })],
      submitted(sent),
    )
    expect(found).toMatchObject({
      state: 'mined',
      by: ['a', 'b'],
      against: [],
      silent: [],
      unproven: null,
      depth: 8n,
    })
  })

  it('is disputed where a source that is at its block or beyond does not know it', async () => {
    const sent = await told()
    const fork = node({ blocks: { 12: [sent] }, label: 'fork' })
    const honest = node({ label: 'wallet', head: 15n })
    for (const sources of [
      [fork, honest],
      [honest, fork],
    ]) {
      expect(await track(sources, submitted(sent))).toMatchObject({
        ...{ state: 'mined', by: ['fork'], silent: [] },
        against: [{ by: 'wallet', says: 'is at block 15 and knows neither transaction nor receipt' }],
      })
    }
  })

  it('is disputed by another block, another outcome, and a source that has it in no block', async () => {
    const sent = await told()
    const first = node({ blocks: { 12: [sent] }, label: 'a' })
    for (const [other, says] of [
      [{ blocks: { 12: [sent] }, branch: 'bb' }, /has it in block 12 .*bb/],
      [{ blocks: { 12: [sent] }, reverted: true }, /reverted/],
      [{ blocks: { pending: [sent] } }, /has it in no block/],
    ] as const) {
      const found = await track([first, node({ ...other, label: 'b' })], submitted(sent))
      expect(found.against).toEqual([{ by: 'b', says: expect.stringMatching(says) }])
    }
  })

  it('is not disputed by a source that is merely behind, that fails, or that is on another chain', async () => {
    const sent = await told()
    const first = node({ blocks: { 12: [sent] }, label: 'a' })
    const dead: Rpc = { label: 'd', kind: 'node', request: () => Promise.reject(new Error('is down')) }
    const sources = [first, node({ head: 11n, label: 'b' }), node({ chainId: 99, label: 'c' }), dead]
    const found = await track(sources, submitted(sent))
    expect(found).toMatchObject({ state: 'mined', by: ['a'], against: [] })
    expect(found.silent.map(({ by }) => by).toSorted()).toEqual(['b', 'c', 'd'])
  })

  it('is not held up by one source that hangs', async () => {
    vi.useFakeTimers()
    const sent = await told()
    const hanging: Rpc = { label: 'h', kind: 'wallet', request: () => new Promise(() => undefined) }
    const found = track([hanging, node({ blocks: { 12: [sent] } })], submitted(sent))
    await vi.advanceTimersByTimeAsync(8_000)
    expect(await found).toMatchObject({ state: 'mined', silent: [{ by: 'h' }] })
    vi.useRealTimers()
  })

  it('is not found where it is on another chain only', async () => {
    const sent = await told()
    expect(await track([node({ chainId: 99, blocks: { 12: [sent] } })], submitted(sent))).toMatchObject({
      state: 'unknown',
    })
  })

  it('reverted with its reason, and is not followed as mined', async () => {
    const sent = await told()
    const found = await track([node({ reverted: true, blocks: { 12: [sent] } })], submitted(sent))
    expect(found).toMatchObject({ state: 'reverted', reason: 'the reason could not be read' })
  })
})

describe('the hash that a wallet answered', () => {
  it("is somebody else's, and the console says whose", async () => {
    const theirs = await told(plainTransaction, stranger)
    expect(await track([node({ blocks: { 12: [theirs] } })], submitted(theirs))).toMatchObject({
      state: 'other',
      differences: [{ part: 'sender', found: stranger.address.toLowerCase() }],
    })
  })

  it("is somebody else's while what was sent exists under its own hash", async () => {
    const [own, theirs] = [await told(), await told(plainTransaction, stranger)]
    const chain = node({ blocks: { 12: [theirs], 13: [own] } })
    expect(await track([chain], submitted(theirs))).toMatchObject({ state: 'mined', hash: own.handed.hash })
  })

  it('is that of something else that the wallet sent', async () => {
    const altered = await told({ ...plainTransaction, value: 8n })
    for (const blocks of [{ 12: [altered] }, { pending: [altered] }]) {
      expect(await track([node({ blocks })], submitted(altered))).toMatchObject({
        state: 'other',
        differences: [{ part: 'value', handed: '0x7', found: '0x8' }],
      })
    }
  })

  it('is not confirmed by a node that returns another transaction under it', async () => {
    const altered = await told({ ...plainTransaction, value: 8n })
    const lies = { eth_getTransactionByHash: { ...altered.node, value: '0x7' } }
    const found = await track([node({ label: 'liar', blocks: { 12: [altered] }, lies })], submitted(altered))
    expect(found).toMatchObject({ state: 'unknown', against: [{ by: 'liar' }] })
    const own = await told()
    const both = [
      node({ label: 'liar', blocks: { 12: [own] }, lies }),
      node({ label: 'a', blocks: { 12: [own] } }),
    ]
    expect(await track(both, submitted(own))).toMatchObject({ by: ['a'], against: [{ by: 'liar' }] })
  })

  it('is not compared where no node returns the transaction', async () => {
    const sent = await told()
    const silent = node({ blocks: { 12: [sent] }, lies: { eth_getTransactionByHash: null } })
    expect(await track([silent], submitted(sent))).toMatchObject({
      state: 'mined',
      unproven: expect.stringContaining('sender'),
    })
  })

  it("is that of a user operation or of a Safe's transaction, done inside another transaction", async () => {
    const sent = await told()
    const carrier = {
      transactionHash: `0x${'cc'.repeat(32)}`,
      blockNumber: '0xc',
      blockHash: '0xaa',
      address: owner.address,
    }
    const [uint, flag] = [{ type: 'uint256' }, { type: 'bool' }] as const
    const event = (name: string) => keccak256(stringToHex(name))
    const operation = 'UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)'
    for (const [signature, data, kind, success] of [
      [operation, encodeAbiParameters([uint, flag, uint, uint], [1n, true, 1n, 1n]), 'user operation', true],
      [
        operation,
        encodeAbiParameters([uint, flag, uint, uint], [1n, false, 1n, 1n]),
        'user operation',
        false,
      ],
      ['ExecutionSuccess(bytes32,uint256)', '0x', 'transaction of a Safe', true],
      ['ExecutionFailure(bytes32,uint256)', '0x', 'transaction of a Safe', false],
    ] as const) {
      const logs = [{ ...carrier, topics: [event(signature), sent.handed.hash], data }]
      expect(await track([node({ logs })], submitted(sent))).toMatchObject({
        ...{ state: 'enclosed', kind, success, hash: carrier.transactionHash },
      })
    }
    // Anybody can log what a Safe logs: only its own word counts.
    const topics = [event('ExecutionSuccess(bytes32,uint256)'), sent.handed.hash]
    const alien = [{ ...carrier, address: zeroAddress, topics, data: '0x' }]
    expect(await track([node({ logs: alien })], submitted(sent))).toMatchObject({ state: 'missing' })
    const foreign = [{ ...carrier, topics: [event('Transfer(bytes32)'), sent.handed.hash], data: '0x' }]
    expect(await track([node({ logs: foreign })], submitted(sent))).toMatchObject({ state: 'missing' })
  })
})

it('a transaction is not what was signed if it is in a block from before the review', async () => {
  const sent = await told()
  const chain = node({ blocks: { 12: [sent] } })
  for (const since of [12n, 15n]) {
    expect(await track([chain], submitted(sent, { since }))).toMatchObject({
      unproven: expect.stringContaining('an earlier transaction with the same content'),
    })
  }
  expect(await track([chain], submitted(sent, { since: 11n }))).toMatchObject({ unproven: null })
})

describe('the nonce of an account', () => {
  it('leads to the same transaction, sent again with another fee', async () => {
    const [sent, faster] = [await told(), await told({ ...plainTransaction, maxFeePerGas: 9n * 10n ** 9n })]
    for (const nonce of [null, 3]) {
      const found = await track([node({ blocks: { 14: [faster] } })], submitted(sent, { nonce }))
      expect(found).toMatchObject({ state: 'mined', hash: faster.handed.hash, unproven: null })
    }
  })

  it('tells a cancellation from something else', async () => {
    const sent = await told()
    const cancel = await told({ ...plainTransaction, to: owner.address, value: 0n, data: undefined })
    const other = await told({ ...plainTransaction, data: '0x1234' })
    for (const [replacing, kind] of [
      [cancel, 'cancelled'],
      [other, 'other'],
    ] as const) {
      const chain = node({ blocks: { 14: [replacing] } })
      const found = await track([chain], submitted(sent, { nonce: 3 }))
      expect(found).toMatchObject({
        state: 'replaced',
        nonce: 3,
        with: { kind, hash: replacing.handed.hash },
      })
      expect(await track([chain], submitted(sent))).toMatchObject({
        state: 'missing',
        others: [replacing.handed.hash],
      })
    }
  })

  it('leads to what was sent where the wallet gave no hash, and to nothing earlier', async () => {
    const sent = await told()
    const { hash: _, ...handed } = sent.handed
    const earlier = await told({ ...plainTransaction, nonce: 3, data: '0x1234' })
    const second = await told({ ...plainTransaction, nonce: 4 })
    const chain = node({ blocks: { 12: [earlier, second] } })
    expect(await trackByNonce([chain], { ...handed, since: 9n })).toMatchObject({
      ...{ state: 'mined', hash: second.handed.hash },
    })
    expect(await trackByNonce([chain], { ...handed, since: 12n })).toMatchObject({
      state: 'missing',
      others: [],
    })
    expect(await trackByNonce([chain], { ...handed, since: null })).toMatchObject({ state: 'unknown' })
    expect(
      await trackByNonce([node({ blocks: { 12: [second] }, chainId: 99 })], { ...handed, since: 9n }),
    ).toMatchObject({
      state: 'unknown',
    })
  })

  it('shows that the same was sent once more, in a block or on its way to one', async () => {
    const [sent, again] = [await told(), await told({ ...plainTransaction, nonce: 4 })]
    const { hash: _, ...handed } = sent.handed
    for (const blocks of [
      { 12: [sent], 14: [again] },
      { 12: [sent, again] },
      { 12: [sent], pending: [again] },
    ]) {
      const chain = node({ blocks })
      const twice = { state: 'mined', hash: sent.handed.hash, again: [again.handed.hash] }
      expect(await track([chain], submitted(sent))).toMatchObject(twice)
      expect(await trackByNonce([chain], { ...handed, since: 9n })).toMatchObject(twice)
      // A wallet gave this hash for another request of the same action.
      const known = [{ hash: again.handed.hash, from: owner.address, nonce: null }]
      expect(await track([chain], submitted(sent), known)).toMatchObject({ again: [] })
    }
    const other = await told({ ...plainTransaction, nonce: 4, data: '0x1234' })
    expect(await track([node({ blocks: { 12: [sent], 14: [other] } })], submitted(sent))).toMatchObject({
      again: [],
    })
  })

  it('leads to what waits for a block, where the wallet gave no hash or another one', async () => {
    const [sent, faster] = [await told(), await told({ ...plainTransaction, maxFeePerGas: 9n * 10n ** 9n })]
    const { hash: _, ...handed } = sent.handed
    const chain = node({ blocks: { pending: [faster] } })
    const waiting = { state: 'pending', nonce: 3, by: ['node'] }
    expect(await trackByNonce([chain], { ...handed, since: 9n })).toMatchObject(waiting)
    expect(await track([chain], submitted(sent))).toMatchObject(waiting)
  })

  it('shows that something waits for a block where a node does not show what', async () => {
    const sent = await told()
    const { hash: _, ...handed } = sent.handed
    const lies = { eth_getBlockByNumber: { hash: null, transactions: [] } }
    const silent = node({ blocks: { pending: [sent] }, lies })
    expect(await trackByNonce([silent], { ...handed, since: 9n })).toMatchObject({
      ...{ state: 'missing', others: [], waiting: 1 },
    })
    // Something else that waits there is reported as something else.
    const other = await told({ ...plainTransaction, data: '0x1234' })
    expect(
      await trackByNonce([node({ blocks: { pending: [other] } })], { ...handed, since: 9n }),
    ).toMatchObject({
      ...{ state: 'missing', others: [other.handed.hash], waiting: 0 },
    })
  })

  it('is searched for in the block that used it', async () => {
    const sent = await told()
    const { hash: _, ...handed } = sent.handed
    for (const number of [10, 11, 17, 20]) {
      const found = await trackByNonce([node({ blocks: { [number]: [sent] } })], { ...handed, since: 9n })
      expect(found).toMatchObject({ state: 'mined', block: { number: BigInt(number) } })
    }
  })
})
