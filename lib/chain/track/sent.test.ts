import { type Hex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { handedOver, owner, plainTransaction, stranger, told } from '@/lib/testing/fakes/transaction'
import { differences, discredits, type Handed, type ToldTransaction } from './sent'

const { to, data } = handedOver
const { type: _, maxFeePerGas, maxPriorityFeePerGas, ...common } = plainTransaction
const fees = { maxFeePerGas, maxPriorityFeePerGas }

const kinds = {
  legacy: { ...common, type: 'legacy', gasPrice: 10n ** 9n },
  'access list': {
    ...common,
    type: 'eip2930',
    gasPrice: 10n ** 9n,
    accessList: [{ address: to, storageKeys: [] }],
  },
  'fee market': plainTransaction,
  blobs: {
    ...{ ...common, ...fees, type: 'eip4844', maxFeePerBlobGas: 5n },
    ...{ blobVersionedHashes: [`0x01${'cd'.repeat(31)}`] as const, sidecars: undefined },
  },
} as const

const parts = async (handed: Handed, node: ToldTransaction) =>
  (await differences(handed, node)).map(({ part, state }) => `${part} ${state}`)

describe('a transaction under the hash that a wallet answered', () => {
  it.each(Object.entries(kinds))('is what was handed over, as %s', async (_, transaction) => {
    const { handed, node } = await told(transaction)
    expect(await differences(handed, node)).toEqual([])
  })

  it('is what was handed over even if the wallet chose another nonce, gas and fee', async () => {
    const { handed, node } = await told({
      ...kinds['fee market'],
      nonce: 900,
      gas: 1n,
      maxFeePerGas: 10n ** 12n,
    })
    expect(await differences(handed, node)).toEqual([])
  })

  it('is a different one as soon as one byte of target, bytes or value is altered, or somebody else signs it', async () => {
    const flipped = (hex: string, at: number) =>
      `${hex.slice(0, at)}${hex[at] === '1' ? '2' : '1'}${hex.slice(at + 1)}` as Hex
    for (let at = 2; at < 42; at++) {
      const { handed, node } = await told({ ...kinds['fee market'], to: flipped(to.toLowerCase(), at) })
      expect(await parts({ ...handed }, node), `target ${at}`).toEqual(['target wrong'])
    }
    for (let at = 2; at < data.length; at++) {
      const { handed, node } = await told({ ...kinds['fee market'], data: flipped(data, at) })
      expect(await parts(handed, node), `bytes ${at}`).toEqual(['bytes wrong'])
    }
    const longer = await told({ ...kinds['fee market'], data: `${data}00` })
    expect(await parts(longer.handed, longer.node)).toEqual(['bytes wrong'])
    const dearer = await told({ ...kinds['fee market'], value: 8n })
    expect(await parts(dearer.handed, dearer.node)).toEqual(['value wrong'])
    const elsewhere = await told({ ...kinds['fee market'], chainId: 1 })
    expect(await parts(elsewhere.handed, elsewhere.node)).toEqual(['chain wrong'])
    const theirs = await told(kinds['fee market'], stranger)
    expect(await parts(theirs.handed, theirs.node)).toEqual(['sender wrong'])
    const creation = await told({ ...kinds['fee market'], to: undefined })
    expect(await parts(creation.handed, { ...creation.node, to: null })).toEqual(['target wrong'])
  })

  it('is a different one where it also gives code to an account', async () => {
    const authorization = await stranger.signAuthorization({ chainId: 31_337, nonce: 0, address: to })
    const { handed, node } = await told({
      ...{ ...plainTransaction, type: 'eip7702', authorizationList: [authorization] },
    })
    const { r, s, yParity = 0, address } = authorization
    const authorizationList = [{ r, s, yParity: toHex(yParity), address, chainId: '0x7a69', nonce: '0x0' }]
    expect(await differences(handed, { ...node, authorizationList })).toMatchObject([
      { part: 'delegation', state: 'wrong', found: to },
    ])
  })

  it('counts nothing from a node that the hash does not confirm', async () => {
    const altered = await told({ ...kinds['fee market'], value: 8n })
    // The node replaces the altered number by the one that was handed over.
    const lie = { ...altered.node, value: '0x7' }
    const found = await differences(altered.handed, lie)
    expect(found.map(({ part, state }) => `${part} ${state}`)).toEqual(['hash wrong'])
    expect(found.every(discredits)).toBe(true)

    const theirs = await told(kinds['fee market'], stranger)
    const masked = { ...theirs.node, from: owner.address }
    expect(await parts(theirs.handed, masked)).toEqual(['signature wrong'])
  })

  it.each(
    Object.entries({ nonce: '0x9', gas: '0x9', maxFeePerGas: '0x9184e72a000', maxPriorityFeePerGas: '0x9' }),
  )('is not proven where a node returns another %s', async (name, other) => {
    const { handed, node } = await told()
    expect(await parts(handed, { ...node, [name]: other })).toEqual(['hash wrong'])
  })

  it('is not proven where a node returns another signature', async () => {
    const { handed, node } = await told()
    const parity = node.yParity === '0x0' ? '0x1' : '0x0'
    for (const other of [{ r: '0x1234' }, { s: '0x1234' }, { yParity: parity, v: parity }]) {
      expect(await parts(handed, { ...node, ...other })).toEqual(['hash wrong'])
    }
  })

  it('is unknown where the node leaves something out, or the type is one that nobody can hash', async () => {
    const { handed, node } = await told()
    const { value, ...silent } = node
    expect(await parts(handed, silent)).toEqual(['value unknown', 'hash unknown'])
    expect(await parts(handed, { ...node, type: '0x7e' })).toEqual(['hash unknown'])
    expect(await parts(handed, { ...node, chainId: undefined })).toEqual(['chain unknown', 'hash unknown'])
  })

  it.each([
    {},
    { from: 1, to: [], input: {}, value: '0x', chainId: 'x', type: null },
    { value: 'zz', r: '0x' },
  ])('is unknown, without an exception, for nonsense: %j', async (nonsense) => {
    const { handed } = await told()
    const found = await differences(handed, nonsense)
    expect(found.map(({ state }) => state)).not.toContain('wrong')
    expect(found.length).toBeGreaterThan(2)
  })
})
