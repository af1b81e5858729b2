import { type Address, getAddress, type Hex, pad, toEventSelector, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { textOf } from '@/lib/leaf/path'
import {
  decodeSafeTransaction,
  domainSeparator,
  encodeApproveHash,
  encodeExecTransaction,
  MULTI_SEND_CALL_ONLY_CODE_HASH,
  messageHash,
  oldSafeEventsAbi,
  safeAbi,
  safeEventsAbi,
  safeL2EventsAbi,
  safeTxHash,
} from '@/lib/safe'
import { fakeModel } from '@/lib/testing/fakes/model'
import { eventsBy } from '@/lib/testing/stated'
import { type Action, buildAction, readBack } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [ANN, BEN, CAT, STRANGER] = [at(0x81), at(0x82), at(0x83), at(0x84)]
const RELAYER = at(0x71)
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const base = fakeModel({ 'getRoleMember(bytes32,uint256)': () => [RELAYER] })
const [found] = base.safes
const { id: SAFE, name } = found!
const [generator] = base.generators
const one = { kind: 'freeze-relayer', generator: generator!.id, relayer: RELAYER, through: SAFE } as const

const domain = (version: string) => ({ chainId: 31_337n, safe: SAFE, version })
function modelOf(safe: Partial<SafeFacts> = {}): ConsoleModel {
  const version = safe.version?.ok ? safe.version.value : '1.4.1'
  const facts: SafeFacts = {
    ...found!,
    ...{ owners: given([ANN, BEN, CAT]), threshold: given(2n), nonce: given(5n), version: given('1.4.1') },
    domainSeparator: safe.domainSeparator ?? given(domainSeparator(domain(version))),
    multiSend: { hash: given(MULTI_SEND_CALL_ONLY_CODE_HASH), size: given(1n) },
    watched: [],
    ...safe,
  }
  return { ...base, safes: [facts] }
}
const built = (model: ConsoleModel, from = ANN): Action => buildAction(one, model, from)!
const hashIn = (model: ConsoleModel): Hex => built(model).through!.proposal!.safeTxHash

/** The model in which these owners approved, and of these it could not be read. */
function approvedBy(
  owners: readonly Address[],
  dark: readonly Address[] = [],
  safe: Partial<SafeFacts> = {},
) {
  const id = hashIn(modelOf(safe))
  const approvals = [ANN, BEN, CAT].map((owner) => ({
    id: owner,
    approved: dark.includes(owner) ? unread : given(owners.includes(owner)),
  }))
  return modelOf({ ...safe, watched: [{ id, onChain: given(id), approvals }] })
}
const requirement = ({ requirements }: Action, id: string) => requirements.find((entry) => entry.id === id)
const paths = (action: Action) => action.effects.map(({ path }) => textOf(path))

describe('an approval for a Safe', () => {
  const action = built(approvedBy([]))
  const hash = hashIn(modelOf())

  it('says in its title that it is no more than that, and that it cannot be taken back', () => {
    expect(action.title).toBe(`Approve: Freeze relayer ${RELAYER} through ${name}`)
    expect(action.undo).toMatch(/^An approval .* After the execution: /)
    expect(action.emergency).toBe(true)
    expect(action.disables).toEqual(action.through!.inner.disables)
  })

  it('is told by the Safe, and by nothing else', () => {
    expect(eventsBy(safeAbi, action.events)).toEqual([
      { address: SAFE, eventName: 'ApproveHash', args: { approvedHash: hash, owner: ANN } },
    ])
  })

  it('is of a transaction with the hashes that wallets show', () => {
    const { proposal } = action.through!
    expect(proposal).toMatchObject({
      domainHash: domainSeparator(domain('1.4.1')),
      messageHash: messageHash(proposal!.transaction),
      safeTxHash: safeTxHash(domain('1.4.1'), proposal!.transaction),
      onChain: { ok: true, value: hash },
    })
    expect(built(modelOf()).through!.proposal!.onChain).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: expect.stringContaining('hash') },
    })
  })

  it('takes an owner, and a Safe that hashes as the console does', () => {
    const stranger = built(approvedBy([]), STRANGER)
    expect(titleOf(requirement(stranger, 'safe-owner')!)).toBe(`${STRANGER} is not an owner of ${name}`)
    expect(requirement(stranger, 'safe-owner')).toMatchObject({ weight: 'blocks', holds: { value: false } })
    expect(titleOf(requirement(action, 'safe-owner')!)).toBe(`${ANN} is an owner of ${name}`)
    const other = built(modelOf({ domainSeparator: given(`0x${'99'.repeat(32)}` as Hex) }))
    expect(requirement(other, 'safe-domain')).toMatchObject({
      weight: 'blocks',
      holds: { ok: true, value: false },
    })
    expect(titleOf(requirement(other, 'safe-domain')!)).toContain('domain hash')
    expect(titleOf(requirement(action, 'safe-hash')!)).toContain('getTransactionHash')
    expect(requirement(action, 'multi-send')).toBeUndefined()
    const strange = built(modelOf({ version: given('0.9.0'), domainSeparator: given('0x') }))
    expect(requirement(strange, 'safe-domain')?.holds.ok).toBe(false)
  })
})

describe('an execution by a Safe', () => {
  it('is told by the Safe of each version in its own way, after what the action states', () => {
    const told = (version: Leaf<string>, abi: typeof safeEventsAbi | typeof oldSafeEventsAbi) => {
      const action = built(approvedBy([BEN, CAT], [], { version }), STRANGER)
      const own = action.through!.inner.events
      expect(action.events.slice(0, own.length)).toEqual(own)
      const [success, repeated, ...more] = action.events.slice(own.length)
      expect(more).toEqual([])
      expect(repeated).toEqual({
        ...{ address: SAFE, topics: [toEventSelector(safeL2EventsAbi[0])], data: null, optional: true },
      })
      expect(success!.topics).toHaveLength(abi === safeEventsAbi ? 2 : 1)
      expect(eventsBy(abi, [success!])).toEqual([
        {
          address: SAFE,
          eventName: 'ExecutionSuccess',
          args: { txHash: action.through!.proposal!.safeTxHash, payment: 0n },
        },
      ])
    }
    told(given('1.4.1'), safeEventsAbi)
    told(given('1.3.0'), oldSafeEventsAbi)
  })

  it('has the title of the action, its effects and the next nonce, and needs no owner', () => {
    const action = built(approvedBy([BEN, CAT]), STRANGER)
    expect(action.title).toBe(`Freeze relayer ${RELAYER} through ${name}`)
    expect(action.undo).toBe(action.through!.inner.undo)
    expect(requirement(action, 'safe-owner')).toBeUndefined()
    expect(paths(action)).toEqual([
      ...action.through!.inner.effects.map(({ path }) => textOf(path)),
      `safes/${SAFE}/nonce`,
    ])
    expect(action.effects.at(-1)).toMatchObject({ after: { value: 6n }, passing: true })
  })
})

describe('what it takes until a Safe executed something', () => {
  const completion = (model: ConsoleModel, from = ANN) => built(model, from).through!.proposal!.completion

  it('is an approval of the connected owner first, then of others, then the execution', () => {
    const steps = (model: ConsoleModel, from = ANN) => completion(model, from)?.calls.map((call) => call.from)
    expect(steps(approvedBy([]), BEN)).toEqual([BEN, ANN, BEN])
    expect(steps(approvedBy([CAT]), BEN)).toEqual([BEN, BEN])
    expect(steps(approvedBy([ANN, CAT]), BEN)).toEqual([BEN])
    expect(steps(approvedBy([]), STRANGER)).toEqual([ANN, BEN, STRANGER])
    expect(steps(approvedBy([], [ANN]), STRANGER)).toEqual([ANN, BEN, STRANGER])
  })

  it('is each with its bytes, effects and events', () => {
    const model = approvedBy([CAT])
    const { calls, effects, events } = completion(model, BEN)!
    const hash = hashIn(modelOf())
    expect(calls[0]).toEqual({ from: BEN, to: SAFE, value: 0n, data: encodeApproveHash(hash) })
    expect(calls[1]).toMatchObject({ from: BEN, to: SAFE, value: 0n })
    expect(decodeSafeTransaction(calls[1]!.data)?.transaction.to).toBe(generator!.id)
    expect(effects.map(({ path }) => textOf(path))).toEqual([
      `safes/${SAFE}/watched/${hash}/approvals/${BEN}/approved`,
      ...built(model, BEN).through!.inner.effects.map(({ path }) => textOf(path)),
      `safes/${SAFE}/nonce`,
    ])
    expect(eventsBy(safeAbi, events.slice(0, 1))).toMatchObject([
      { eventName: 'ApproveHash', args: { owner: BEN } },
    ])
    expect(events.length).toBe(1 + built(model, BEN).through!.inner.events.length + 2)
  })

  it('is not known without owners or threshold, and impossible with too few owners or a threshold of 0', () => {
    for (const dark of [{ owners: unread }, { threshold: unread }])
      expect(completion(modelOf(dark))).toBeNull()
    expect(completion(modelOf({ threshold: given(0n) }))).toBeNull()
    expect(completion(modelOf({ threshold: given(4n) }))).toBeNull()
    expect(completion(modelOf({ threshold: given(3n) }))?.calls).toHaveLength(4)
  })
})

describe('approvals of the same calls at another nonce', () => {
  const at5 = modelOf()
  const { transaction } = built(at5).through!.proposal!
  const elsewhere = (
    nonces: readonly bigint[],
    safe: Partial<SafeFacts> = {},
    by: Leaf<boolean> = given(true),
  ) =>
    built(
      modelOf({
        watched: nonces.map((nonce) => {
          const id = safeTxHash(domain('1.4.1'), { ...transaction, nonce })
          const approvals = [
            { id: ANN, approved: by },
            { id: BEN, approved: given(false) },
            { id: CAT, approved: unread },
          ]
          return { id, onChain: given(id), approvals }
        }),
        ...safe,
      }),
    ).through!.proposal!.elsewhere

  it('are looked for three nonces behind and ahead, and not at the nonce of now', () => {
    const all = Array.from({ length: 12 }, (_, nonce) => BigInt(nonce))
    expect(elsewhere(all).map(({ nonce }) => nonce)).toEqual([2n, 3n, 4n, 6n, 7n, 8n])
    expect(elsewhere(all, { nonce: given(1n) }).map(({ nonce }) => nonce)).toEqual([0n, 2n, 3n, 4n])
  })

  it('are named by who approved, with how many could not be read', () => {
    expect(elsewhere([4n])).toEqual([{ nonce: 4n, owners: [ANN], unread: 1 }])
    expect(elsewhere([4n], {}, given(false))).toEqual([])
  })
})

describe('a transaction that cannot be put together', () => {
  const next = (safe: Partial<SafeFacts>) => built(modelOf(safe)).through!

  it('says why', () => {
    expect(next({ nonce: unread })).toMatchObject({ proposal: null, step: null })
    expect(next({ nonce: unread }).next).toBe(`The nonce of ${name} could not be read: It reverted.`)
    expect(next({ version: given('0.9.0'), domainSeparator: given('0x') }).next).toMatch(
      /^No transaction of .*0\.9\.0/,
    )
    const none = buildAction({ ...one, kind: 'freeze-all' }, { ...modelOf(), generators: [emptied()] }, ANN)
    expect(none?.through?.next).toBe('There is nothing to call.')
    expect(none).toMatchObject({ calls: [], effects: [], events: [] })
  })

  const emptied = () => {
    const { roles } = generator!
    const members = { length: given(0), items: [] }
    return { ...generator!, roles: { ...roles, relayer: { ...roles.relayer, members } } }
  }
})

describe('the bytes towards a Safe', () => {
  const model = approvedBy([ANN])
  const execution = built(model, BEN)
  const { transaction, signatures } = decodeSafeTransaction(execution.calls[0]!.data)!
  const faults = (change: Partial<typeof transaction>, signed = signatures, of: Action = execution) => {
    const data = encodeExecTransaction({ ...transaction, nonce: 5n, ...change } as never, signed)
    return readBack({ ...of, calls: of.calls.map((call) => ({ ...call, data })) }, model).flatMap(
      (back) => back.faults,
    )
  }

  it('are refused with a value, a gas or a receiver of a refund', () => {
    expect(faults({})).toEqual([])
    expect(faults({ value: 1n })).toContain('The Safe would send 1 wei.')
    for (const gas of [{ safeTxGas: 1n }, { baseGas: 1n }, { gasPrice: 1n }]) {
      expect(faults(gas)).toEqual(['The Safe would refund the sender, or limit the gas of its call.'])
    }
    for (const refund of [{ gasToken: ANN }, { refundReceiver: ANN }]) {
      expect(faults(refund)).toEqual(['The Safe transaction names a token or a receiver for a refund.'])
    }
  })

  it('are refused with signatures that are no approvals, or where owners are not known', () => {
    const twice = `${signatures.slice(0, 2 + 130)}${signatures.slice(2, 2 + 130)}` as Hex
    expect(faults({}, twice)).toEqual([expect.stringMatching(/not in the order/)])
    const signed = `${signatures.slice(0, -2)}1b` as Hex
    expect(faults({}, signed)).toEqual([
      'The transaction carries signatures that are neither approvals nor of an account.',
    ])
    expect(faults({}, `${signatures}00` as Hex)).toEqual([
      expect.stringMatching(/carries 2 approvals in 131 bytes/),
    ])
    const route = execution.through!
    const dark = (safe: Partial<SafeFacts>) => ({
      ...execution,
      through: { ...route, safe: { ...route.safe, ...safe } },
    })
    for (const safe of [{ owners: unread }, { threshold: unread }]) {
      expect(faults({}, signatures, dark(safe))).toEqual(['Owners and threshold are not known.'])
    }
    const uncollected = { ...route, proposal: { ...route.proposal!, collected: null } }
    for (const through of [uncollected, { ...route, proposal: null }]) {
      expect(faults({}, signatures, { ...execution, through })).toEqual([
        'Owners and threshold are not known.',
      ])
    }
    expect(faults({}, signatures, dark({ owners: given([ANN]) }))).toEqual([
      `The transaction counts ${BEN}, who did not approve.`,
    ])
  })

  it('are refused for an approval where no transaction could be put together', () => {
    const approve = built(approvedBy([]))
    const without = { ...approve, through: { ...approve.through!, proposal: null } }
    expect(readBack(without, model)[0]).toMatchObject({
      inner: [],
      faults: [expect.stringContaining('approveHash')],
    })
  })

  it('are refused where no function is known by them', () => {
    const unknownCall = {
      ...execution,
      calls: execution.calls.map((call) => ({ ...call, data: '0x12345678' as Hex })),
    }
    expect(readBack(unknownCall, model)[0]).toMatchObject({
      decoded: null,
      inner: [],
      faults: ['The bytes are not a call of a known function.'],
    })
  })
})
