import { type Address, encodeFunctionData, getAddress, type Hex, pad, size, slice, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi } from '@/lib/abi'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { given, type Leaf, unknown } from '@/lib/leaf'
import {
  decodeMultiSend,
  decodeSafeTransaction,
  domainSeparator,
  encodeApproveHash,
  encodeExecTransaction,
  MULTI_SEND_CALL_ONLY,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
} from '@/lib/safe'
import { fakeModel } from '@/lib/testing/fakes/model'
import { eachByte } from '@/lib/testing/hostile/alter'
import {
  type Action,
  type ActionRequest,
  buildAction,
  changedMeaning,
  readBack,
  readinessOf,
  routed,
} from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [owner1, owner2, owner3, stranger] = [at(0x81), at(0x82), at(0x83), at(0x84)] as const
const [relayer1, relayer2] = [at(0x71), at(0x72)] as const
const safeAddress = at(0x15)
const lost = unknown({ kind: 'reverted', message: 'The call reverted.' })

function modelWith(safe: Partial<SafeFacts> = {}, relayers: readonly Address[] = [relayer1, relayer2]) {
  const freezers = [safeAddress, owner3]
  const model = fakeModel({
    'getRoleMemberCount(bytes32)': () => [2n],
    'getRoleMember(bytes32,uint256)': ([role, index]) => [
      (role === model0.relayer ? relayers : freezers)[Number(index)],
    ],
  })
  const [found] = model.safes
  const facts: SafeFacts = {
    ...found!,
    owners: given([owner1, owner2, owner3]),
    threshold: given(2n),
    nonce: given(5n),
    version: given('1.4.1'),
    domainSeparator: given(domainSeparator({ chainId: 31_337n, safe: safeAddress, version: '1.4.1' })),
    multiSend: { hash: given(MULTI_SEND_CALL_ONLY_CODE_HASH), size: given(1n) },
    watched: [],
    ...safe,
  }
  return { ...model, safes: [facts] }
}

const model0 = { relayer: fakeModel().generators[0]!.roles.relayer.role }
const generator = fakeModel().generators[0]!.id
const all = { kind: 'freeze-all', generator, through: safeAddress } as const
const one = { kind: 'freeze-relayer', generator, relayer: relayer1, through: safeAddress } as const

function built(request: ActionRequest, model: ConsoleModel, from: Address): Action {
  const action = buildAction(request, model, from)
  if (!action) throw new Error(`nothing was built for ${request.kind}`)
  return action
}

const hashOf = (request: ActionRequest, model: ConsoleModel): Hex =>
  built(request, model, owner1).through!.proposal!.safeTxHash

/** A model in which these owners have approved the request and the Safe computes this hash for it. */
function approved(
  request: ActionRequest,
  owners: readonly (Address | Leaf<boolean>)[],
  changes: Partial<SafeFacts> = {},
  onChain?: Hex,
): ConsoleModel {
  const plain = modelWith(changes)
  const id = hashOf(request, plain)
  const approvals = [owner1, owner2, owner3].map((owner, index) => {
    const entry = owners[index]
    const leaf = typeof entry === 'object' ? entry : given(owners.includes(owner))
    return { id: owner, approved: leaf }
  })
  return modelWith({ ...changes, watched: [{ id, onChain: given(onChain ?? id), approvals }] })
}

describe('a freeze through a Safe', () => {
  it('a freeze of one relayer is a call by the Safe, a freeze of all is a delegate call of MultiSendCallOnly', () => {
    const model = modelWith()
    const single = built(one, model, owner1).through!.proposal!.transaction
    expect(single).toMatchObject({ to: generator, operation: 0, nonce: 5n })
    const batch = built(all, model, owner1).through!.proposal!.transaction
    expect(batch).toMatchObject({ to: MULTI_SEND_CALL_ONLY, operation: 1, nonce: 5n })
    expect(decodeMultiSend(batch.data)).toHaveLength(2)
  })

  it('a freeze of all has the same hash in whatever order the holders are listed', () => {
    const turned = modelWith({}, [relayer2, relayer1])
    expect(hashOf(all, turned)).toBe(hashOf(all, modelWith()))
  })

  it('the meaning of an approval changes when the threshold rises', () => {
    const builtIn = (model: ConsoleModel) => ({ action: built(all, model, owner1), model })
    const then = builtIn(approved(all, []))
    const now = builtIn(approved(all, [], { threshold: given(3n) }))
    expect(now.action.calls).toEqual(then.action.calls)
    expect(changedMeaning(then, now)).toEqual([
      {
        what: 'next',
        before: 'Your approval is the first of 2.',
        after: 'Your approval is the first of 3.',
      },
    ])
  })

  it('the first owner approves a freeze, which changes that approval and nothing else', () => {
    const action = built(all, approved(all, []), owner1)
    const hash = action.through!.proposal!.safeTxHash
    expect(action.calls).toEqual([{ to: safeAddress, value: 0n, data: encodeApproveHash(hash) }])
    expect(action.effects).toEqual([
      { path: `safes/${safeAddress}/watched/${hash}/approvals/${owner1}/approved`, after: { value: true } },
    ])
    expect(action.through!.next).toBe('Your approval is the first of 2.')
    expect(readinessOf(action).state).toBe('ready')
    expect(action.through!.proposal!.completion?.calls.map(({ from }) => from)).toEqual([
      owner1,
      owner2,
      owner1,
    ])
  })

  it('the owner with the last needed approval executes a freeze, and so can anyone after that', () => {
    const second = built(all, approved(all, [owner1]), owner2)
    expect(second.through).toMatchObject({ step: 'execute' })
    expect(second.effects.map(({ path }) => path)).toContain(`safes/${safeAddress}/nonce`)
    expect(decodeSafeTransaction(second.calls[0]!.data)?.transaction.operation).toBe(1)

    const waiting = built(all, approved(all, [owner1]), stranger)
    expect(waiting.calls).toEqual([])
    expect(waiting.through!.next).toBe(
      '1 of 2 approved. 1 more owner of Freezer Safe has to approve; then anyone can execute.',
    )
    const anyone = built(all, approved(all, [owner1, owner2]), stranger)
    expect(anyone.through).toMatchObject({ step: 'execute', next: '2 of 2 approved: anyone can execute.' })
    expect(readinessOf(anyone).state).toBe('ready')
  })

  it('an owner who has approved waits, and is told when approvals could not be read', () => {
    expect(built(all, approved(all, [owner1]), owner1).through).toMatchObject({
      step: null,
      next: 'You approved it. 1 more owner of Freezer Safe has to approve; then anyone can execute.',
    })
    const unread = approved(all, [owner1, lost, lost])
    expect(built(all, unread, owner1).through).toMatchObject({
      step: null,
      next: 'You approved it. It could not be read whether enough other owners did.',
    })
  })

  it.each([
    ['has no code', given(`0x${'00'.repeat(32)}` as Hex), 'is not MultiSendCallOnly'],
    ['has other code', given(`0x${'12'.repeat(32)}` as Hex), 'is not MultiSendCallOnly'],
    ['could not be read', lost, 'could not be read'],
  ])('a freeze of all is refused where MultiSendCallOnly %s, and one by one is suggested', (_, hash, why) => {
    const model = modelWith({ multiSend: { hash, size: given(0n) } })
    const action = built(all, model, owner1)
    expect(action.calls).toEqual([])
    expect(action.through!.next).toContain(why)
    expect(action.through!.next).toContain('one by one')
    expect(built(one, model, owner1).calls).toHaveLength(1)
  })

  it('a freeze is blocked when the Safe computes another hash, and warns when the Safe could not be asked', () => {
    const other = approved(all, [], {}, `0x${'99'.repeat(32)}`)
    expect(readinessOf(built(all, other, owner1))).toMatchObject({
      state: 'blocked',
      because: [{ id: 'safe-hash' }],
    })
    expect(readinessOf(built(all, modelWith(), owner1)).state).toBe('unknown')
  })

  it('a freeze is not offered without a nonce, or for a Safe version with unknown hashes', () => {
    expect(built(all, modelWith({ nonce: lost }), owner1)).toMatchObject({ calls: [] })
    expect(built(all, modelWith({ version: given('2.0.0') }), owner1)).toMatchObject({ calls: [] })
  })

  it('a freeze can be approved while the owners could not be read', () => {
    const action = built(all, modelWith({ owners: lost }), owner1)
    expect(action.through!.step).toBe('approve')
    expect(readinessOf(action).state).toBe('unknown')
  })

  it('a freeze names approvals of the same calls at a used nonce', () => {
    const [watched] = approved(all, [owner1], { nonce: given(4n) }).safes[0]!.watched
    const action = built(all, modelWith({ watched: [watched!] }), owner1)
    expect(action.through!.proposal!.elsewhere).toEqual([{ nonce: 4n, owners: [owner1], unread: 0 }])
    expect(action.through!.step).toBe('approve')
  })
})

describe('the route of a freeze', () => {
  const plain = { kind: 'freeze-all', generator } as const

  it('a freeze goes through the Safe for an owner without FREEZER, and directly for a holder of FREEZER', () => {
    expect(routed(plain, modelWith(), owner1)).toEqual(all)
    expect(routed(plain, modelWith(), owner3)).toEqual(plain)
    expect(routed(plain, modelWith(), stranger)).toEqual(plain)
    expect(routed(all, modelWith(), owner3)).toEqual(all)
  })
})

describe('the bytes sent to a Safe', () => {
  const model = approved(all, [owner1])
  const approve = built(all, model, owner3)
  const faultsOf = (action: Action) => readBack(action, model).flatMap(({ faults }) => faults)
  const withData = (action: Action, data: Hex): Action => ({
    ...action,
    calls: action.calls.map((call) => ({ ...call, data })),
  })
  const execution = built(all, model, owner2)
  const { transaction, signatures } = decodeSafeTransaction(execution.calls[0]!.data)!

  it('bytes for a Safe read back as what was asked for, with what the Safe is made to call', () => {
    for (const action of [built(all, approved(all, []), owner1), execution]) {
      const [back] = readBack(action, model)
      expect(back?.faults).toEqual([])
      expect(back?.inner?.map(({ decoded }) => decoded?.signature)).toEqual([
        'removeRelayer(address)',
        'removeRelayer(address)',
      ])
    }
  })

  it('bytes for a Safe are refused with any single byte altered', () => {
    for (const action of [built(all, approved(all, []), owner1), execution]) {
      const unnoticed = eachByte(action.calls[0]!.data).filter(
        ({ altered }) => faultsOf(withData(action, altered)).length === 0,
      )
      expect(unnoticed.map(({ name }) => name)).toEqual([])
    }
  })

  it('bytes for a Safe are refused for another hash, another Safe, a value, or another function', () => {
    expect(faultsOf(withData(approve, encodeApproveHash(`0x${'11'.repeat(32)}`)))[0]).toMatch(/hash is not/)
    const elsewhere = {
      ...approve,
      calls: approve.calls.map((call) => ({ ...call, to: at(0x99), value: 1n })),
    }
    expect(faultsOf(elsewhere)).toEqual([
      expect.stringContaining('goes to 0x'),
      expect.stringContaining('1 wei'),
    ])
    const direct = encodeFunctionData({
      abi: adminFacetAbi,
      functionName: 'removeRelayer',
      args: [relayer1],
    })
    expect(faultsOf(withData(execution, direct))[0]).toMatch(/not approveHash/)
  })

  it('bytes for a Safe are refused when the Safe would run foreign code, refund, or leave a relayer out', () => {
    const foreign = { ...transaction, to: at(0x99) }
    expect(faultsOf(withData(execution, encodeExecTransaction(foreign, signatures)))).toContain(
      'The transaction makes the Safe run foreign code.',
    )
    const refunding = { ...transaction, gasPrice: 1n }
    expect(faultsOf(withData(execution, encodeExecTransaction(refunding, signatures)))).toContain(
      'The Safe would refund the sender, or limit the gas of its call.',
    )
    const { data, to } = built(one, model, owner1).through!.proposal!.transaction
    const short = { ...transaction, to, data, operation: 0 } as const
    expect(faultsOf(withData(execution, encodeExecTransaction(short, signatures)))).toEqual([
      `The transaction leaves out removeRelayer(${relayer2}).`,
    ])
  })

  it('an execution is refused with too few, missing or unordered approvals', () => {
    const few = slice(signatures, 0, 65)
    expect(faultsOf(withData(execution, encodeExecTransaction(transaction, few)))[0]).toMatch(/carries 1/)
    expect(faultsOf({ ...execution, from: stranger })).toEqual([
      `The transaction counts ${owner2}, who did not approve.`,
    ])
    const turned = `${slice(signatures, 65)}${slice(signatures, 0, 65).slice(2)}` as Hex
    expect(size(turned)).toBe(size(signatures))
    expect(faultsOf(withData(execution, encodeExecTransaction(transaction, turned)))).toEqual([
      'The approvals are not in the order that the Safe requires.',
    ])
  })
})
