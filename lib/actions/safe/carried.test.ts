import { type Address, getAddress, type Hex, pad, size, toHex } from 'viem'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import {
  decodeSafeTransaction,
  domainSeparator,
  encodeExecTransaction,
  nestedTypedData,
  type OffChainSignature,
  type SafeDomain,
  type SafeTransaction,
  typedDomain,
} from '@/lib/safe'
import {
  answering,
  frozenBy as built,
  fakeSafeDomain as domain,
  fakeSafe as found,
  safeModel as modelWith,
  signedBy,
  signers,
  transactionIn,
} from '@/lib/testing/fakes/safe'
import { eachByte, eachByteOfAddress, eachByteOfValue } from '@/lib/testing/hostile/alter'
import { type Action, offChainSigners, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [one, two, three] = signers
const stranger = roles.keeper.address
const inner = at(0x19)
const innerDomain: SafeDomain = { ...domain, safe: inner }

const model = answering(modelWith())
const transaction = transactionIn(model)
let first: OffChainSignature
let second: OffChainSignature
beforeAll(async () => {
  first = await signedBy(one, transaction)
  second = await signedBy(two, transaction)
})

/** What stands against an action: names of what has to hold and does not, and faults of its bytes. */
function against(action: Action, of: ConsoleModel) {
  const open = action.requirements.filter(
    ({ id, holds }) => id.startsWith('safe-') && !(holds.ok && holds.value),
  )
  return {
    blocked: readinessOf(action).state === 'blocked',
    says: open.map(({ says }) => says.fails).join('; '),
    faults: readBack(action, of).flatMap(({ faults }) => faults),
  }
}

describe('a proposal that owners signed off chain', () => {
  it('is executed by an owner after one signature, and by anyone after two, in any order', () => {
    const last = built({ transaction, signatures: [first] }, model, two.address)
    expect(last.through).toMatchObject({
      step: 'execute',
      next: '1 of 2 approved. Your transaction is the last approval and executes it.',
    })
    expect(against(last, model)).toEqual({ blocked: false, says: '', faults: [] })
    const anyone = [
      [first, second],
      [second, first],
    ].map((signatures) => built({ transaction, signatures }, model, stranger))
    for (const action of anyone) {
      expect(action.through!.step).toBe('execute')
      expect(against(action, model)).toEqual({ blocked: false, says: '', faults: [] })
    }
    expect(anyone[0]!.calls).toEqual(anyone[1]!.calls)
    const signatures = decodeSafeTransaction(anyone[0]!.calls[0]!.data)!.signatures
    expect(size(signatures)).toBe(130)
  })

  it('tells who signed, and has its owner wait who has signed already', () => {
    const { through } = built({ transaction, signatures: [first] }, model, one.address)
    expect(through!.proposal!.collected!.owners).toEqual([
      { owner: one.address, approval: 'signed' },
      { owner: two.address, approval: 'missing' },
      { owner: three.address, approval: 'missing' },
    ])
    expect(through!.step).toBeNull()
    expect(offChainSigners(through!.safe, through!.proposal!, model, one.address)).toEqual([])
    expect(offChainSigners(through!.safe, through!.proposal!, model, two.address)).toEqual([{ within: null }])
    expect(offChainSigners(through!.safe, through!.proposal!, model, stranger)).toEqual([])
  })

  it('names each signature that does not count, and counts the others', async () => {
    const foreign = await signedBy(roles.keeper.account, transaction)
    const elsewhere = await signedBy(two, transaction, { ...domain, safe: inner })
    const otherChain = await signedBy(two, transaction, { ...domain, chainId: 1n })
    const bad = [foreign, elsewhere, otherChain, first]
    const action = built({ transaction, signatures: [first, ...bad] }, model, stranger)
    expect(action.through!.proposal!.collected!.approved).toEqual([one.address])
    expect(against(action, model).says.split('; ')).toEqual([
      `Signature 2 of the proposal does not count: ${stranger} is not an owner of ${found.name}`,
      ...[3, 4].map(
        (index) =>
          `Signature ${index} of the proposal does not count: it is not of ${two.address} for this transaction, Safe, chain and nonce`,
      ),
      `Signature 5 of the proposal does not count: ${one.address} signed it already`,
      `${stranger} is not an owner of ${found.name}`,
    ])
  })

  it('is no longer valid once its nonce is used, and waits while the Safe is before it', () => {
    const after = answering(modelWith({ nonce: given(6n) }))
    const over = built({ transaction, signatures: [first, second] }, after, two.address)
    expect(over.calls).toEqual([])
    expect(over.through!.next).toBe('Its nonce has been used: it can no longer be executed.')
    expect(against(over, after)).toMatchObject({
      blocked: true,
      says: expect.stringContaining(`No longer valid: nonce 5 of ${found.name} is used, it is at 6`),
    })
    const before = answering(modelWith({ nonce: given(4n) }), 5n)
    const later = built({ transaction, signatures: [first, second] }, before, stranger)
    expect(later.calls).toEqual([])
    expect(later.through!.next).toBe(
      `2 of 2 approved. It waits until ${found.name} has come to its nonce; then anyone can execute.`,
    )
    expect(built({ transaction, signatures: [first, second] }, before, two.address).through!.next).toMatch(
      /^You signed it off chain. It waits until/,
    )
    expect(later.through!.proposal!.collected).toMatchObject({ turn: 'later', executable: false })
  })

  it('needs more signatures when the threshold rose, and loses those of an owner who is gone', () => {
    const raised = answering(modelWith({ threshold: given(3n) }))
    expect(
      built({ transaction, signatures: [first, second] }, raised, stranger).through!.proposal!.collected,
    ).toMatchObject({
      executable: false,
      lacking: 1n,
    })
    const without = answering(modelWith({ owners: given([two.address, three.address]) }))
    expect(
      against(built({ transaction, signatures: [first, second] }, without, two.address), without).says,
    ).toContain(`${one.address} is not an owner`)
  })

  it('is not judged where the owners could not be read, and counts nothing then', () => {
    const lost = modelWith({ owners: unknown({ kind: 'reverted', message: 'The call reverted.' }) })
    const action = built({ transaction, signatures: [first, second] }, lost, two.address)
    expect(action.through!.proposal!.signed).toBeNull()
    expect(action.through!.step).toBe('approve')
  })

  it('is blocked when what is to be done became another transaction', () => {
    const grown = answering(modelWith({}, [at(0x71), at(0x73)]))
    expect(
      against(built({ transaction, signatures: [first, second] }, grown, stranger), grown),
    ).toMatchObject({
      blocked: true,
      says: expect.stringContaining(
        'is not the transaction that this console builds for what it says: data differs',
      ),
    })
  })
})

describe('every byte between proposal and execution', () => {
  const carrying = (change: Partial<SafeTransaction>) =>
    against(
      built({ transaction: { ...transaction, ...change }, signatures: [first, second] }, model, stranger),
      model,
    )

  it.each([
    ['to', eachByteOfAddress(transaction.to).map(({ name, altered: to }) => ({ name, change: { to } }))],
    [
      'value',
      eachByteOfValue(transaction.value).map(({ name, altered: value }) => ({ name, change: { value } })),
    ],
    ['data', eachByte(transaction.data).map(({ name, altered: data }) => ({ name, change: { data } }))],
    ['operation', [{ name: 'byte 0', change: { operation: 0 as const } }]],
    ['gasPrice', eachByteOfValue(0n).map(({ name, altered: gasPrice }) => ({ name, change: { gasPrice } }))],
  ])('is caught and named in the proposal: %s', (field, alterations) => {
    const unnamed = alterations.filter(({ change }) => {
      const { blocked, says } = carrying(change)
      return !blocked || !says.includes(`${field} differs`)
    })
    expect(unnamed.map(({ name }) => name)).toEqual([])
  })

  it('is caught and named in the proposal: nonce', () => {
    const unnamed = eachByteOfValue(transaction.nonce).filter(({ altered: nonce }) => {
      const action = built(
        { transaction: { ...transaction, nonce }, signatures: [first, second] },
        model,
        stranger,
      )
      const { says } = against(action, model)
      const counts = action.through!.proposal!.collected!.approved.length
      return (
        counts !== 0 ||
        action.calls.length > 0 ||
        !says.includes('for this transaction, Safe, chain and nonce')
      )
    })
    expect(unnamed.map(({ name }) => name)).toEqual([])
  })

  it('is caught and named in the signatures', () => {
    const unnamed = eachByte(first.signature).filter(({ altered: signature }) => {
      const action = built({ transaction, signatures: [{ ...first, signature }, second] }, model, stranger)
      return (
        action.calls.length > 0 ||
        !against(action, model).says.includes('Signature 1 of the proposal does not count')
      )
    })
    expect(unnamed.map(({ name }) => name)).toEqual([])
  })

  it('is caught and named in what is handed to the wallet', () => {
    const execution = built({ transaction, signatures: [first, second] }, model, stranger)
    const [call] = execution.calls
    const faults = (data: Hex) =>
      readBack({ ...execution, calls: [{ ...call!, data }] }, model).flatMap((back) => back.faults)
    expect(faults(call!.data)).toEqual([])
    const unnoticed = eachByte(call!.data).filter(({ altered }) => faults(altered).length === 0)
    expect(unnoticed.map(({ name }) => name)).toEqual([])
    const { transaction: content, signatures } = decodeSafeTransaction(call!.data)!
    const turned = `0x${signatures.slice(132)}${signatures.slice(2, 132)}` as Hex
    expect(faults(encodeExecTransaction(content, turned))).toEqual([
      'The approvals are not in the order that the Safe requires.',
    ])
  })
})

describe('an owner that is a Safe', () => {
  const innerFacts: SafeFacts = {
    ...found,
    id: inner,
    name: 'Inner Safe',
    owners: given([two.address, three.address]),
    threshold: given(2n),
    nonce: given(0n),
    version: given('1.4.1'),
    domainSeparator: given(domainSeparator(innerDomain)),
    watched: [],
  }
  const nestedModel = (): ConsoleModel => {
    const outer = modelWith({ owners: given([one.address, inner, at(0x31)]) })
    return answering({ ...outer, safes: [...outer.safes, innerFacts] })
  }
  const inName = async (account: typeof one, of: SafeTransaction): Promise<OffChainSignature> => ({
    signer: account.address,
    within: inner,
    signature: await account.signTypedData(nestedTypedData(typedDomain(innerDomain), domain, of)),
  })

  it('counts once enough of its owners have signed its own hash, and its bytes read back', async () => {
    const of = nestedModel()
    const [a, b] = [await inName(three, transaction), await inName(two, transaction)]
    const half = built({ transaction, signatures: [first, a] }, of, two.address)
    expect(half.through!.proposal!.collected!.approved).toEqual([one.address])
    expect(offChainSigners(half.through!.safe, half.through!.proposal!, of, two.address)).toMatchObject([
      { within: { domain: innerDomain } },
    ])
    expect(offChainSigners(half.through!.safe, half.through!.proposal!, of, three.address)).toEqual([])
    expect(against(half, of).says).toBe('')
    const whole = built({ transaction, signatures: [a, first, b] }, of, stranger)
    expect(whole.through!.step).toBe('execute')
    expect(against(whole, of).faults).toEqual([])
    const [call] = whole.calls
    const { transaction: content, signatures } = decodeSafeTransaction(call!.data)!
    // The rest of the bytes is as above.
    const unnoticed = eachByte(signatures).filter(({ altered }) => {
      const data = encodeExecTransaction(content, altered)
      return readBack({ ...whole, calls: [{ ...call!, data }] }, of).every(
        ({ faults }) => faults.length === 0,
      )
    })
    expect(unnoticed.map(({ name }) => name)).toEqual([])
  })
})
