import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { eachByte } from '@/lib/testing/hostile/alter'
import { safeTypedData, typedDomain } from './hash'
import { nestedTypedData } from './nested'
import { type OffChainSignature, type SignedInput, signedState } from './off-chain'
import { safeTransaction } from './transaction'
import type { SafeDomain, SafeTransaction } from './types'

const [one, two, three, stranger] = [
  roles.freezerSigner1.account,
  roles.freezerSigner2.account,
  roles.freezerSigner3.account,
  roles.keeper.account,
]
const safe: Address = roles.donor.address
const inner: Address = roles.cBeam.address
const domain: SafeDomain = { chainId: 31_337n, safe, version: '1.4.1' }
const nested = {
  domain: { chainId: 31_337n, safe: inner, version: '1.3.0' },
  owners: [one.address, three.address],
  threshold: 2n,
}
const transaction = safeTransaction([{ to: inner, value: 0n, data: '0x01' }], 7n)

async function by(
  account: typeof one,
  what: Partial<{ transaction: SafeTransaction; domain: SafeDomain; within: Address }> = {},
): Promise<OffChainSignature> {
  const { within } = what
  const outer = what.domain ?? domain
  const of = what.transaction ?? transaction
  const signature = await (within === undefined
    ? account.signTypedData(safeTypedData(outer, of))
    : account.signTypedData(nestedTypedData(typedDomain(nested.domain), outer, of)))
  return { signer: account.address, ...(within === undefined ? {} : { within }), signature }
}

const input = (signatures: readonly OffChainSignature[], change: Partial<SignedInput> = {}): SignedInput => ({
  ...{ domain, transaction, owners: [two.address, one.address], nested: [], signatures },
  ...change,
})

const faults = (of: SignedInput) => signedState(of).judged.map(({ fault }) => fault)

describe('signatures of owners', () => {
  it('count in any order, each for its owner', async () => {
    const [a, b] = [await by(one), await by(two)]
    expect(signedState(input([a, b])).signed.map(({ owner }) => owner)).toEqual([one.address, two.address])
    expect(faults(input([b, a]))).toEqual([null, null])
  })

  it('are named when they are of no owner, given twice, or of another transaction, Safe, chain or nonce', async () => {
    const own = await by(one)
    expect(faults(input([await by(stranger)]))).toEqual(['no-owner'])
    expect(faults(input([own, own]))).toEqual([null, 'twice'])
    const others = [
      await by(one, { transaction: { ...transaction, nonce: 6n } }),
      await by(one, { domain: { ...domain, safe: inner } }),
      await by(one, { domain: { ...domain, chainId: 1n } }),
      // Signed by another than it says.
      { ...own, signer: two.address },
    ]
    expect(faults(input(others))).toEqual(others.map(() => 'other-transaction'))
    expect(signedState(input(others)).signed).toEqual([])
  })

  it('are named with any byte altered', async () => {
    const own = await by(one)
    const altered = eachByte(own.signature).map(({ altered: signature }) => ({ ...own, signature }))
    expect(faults(input(altered))).not.toContain(null)
    const spelled = `0x${own.signature.slice(2).toUpperCase()}` as const
    expect(faults(input([{ ...own, signature: spelled }]))).toEqual(['malformed'])
  })

  it('no longer count once their owner was removed', async () => {
    expect(faults(input([await by(one)], { owners: [two.address] }))).toEqual(['no-owner'])
  })
})

describe('signatures in the name of an owner that is a Safe', () => {
  const withNested = (signatures: readonly OffChainSignature[], change: Partial<SignedInput> = {}) =>
    input(signatures, { owners: [two.address, inner], nested: [nested], ...change })

  it('count once enough of its owners have signed its own hash', async () => {
    const [a, b] = [await by(three, { within: inner }), await by(one, { within: inner })]
    const first = signedState(withNested([a]))
    expect(first).toMatchObject({
      signed: [],
      nested: [{ owner: inner, signers: [three.address], threshold: 2n }],
    })
    expect(signedState(withNested([a, b])).signed.map(({ owner }) => owner)).toEqual([inner])
  })

  it('are named when they are of another hash, of none of its owners, or in the name of no such owner', async () => {
    const own = await by(one, { within: inner })
    expect(faults(withNested([{ ...(await by(one)), within: inner }]))).toEqual(['other-transaction'])
    expect(faults(withNested([await by(stranger, { within: inner })]))).toEqual(['no-owner'])
    expect(faults(withNested([own], { nested: [] }))).toEqual(['unknown-safe'])
    expect(faults(withNested([own], { owners: [two.address] }))).toEqual(['unknown-safe'])
    expect(faults(withNested([own], { domain: { ...domain, version: '1.5.0' } }))).toEqual([
      'unsupported-safe',
    ])
  })
})
