import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { adminFacetAbi } from '@/lib/abi'
import type { Dialogue, Evidence, Run } from '@/lib/react/run'
import { encodeApproveHash, encodeExecTransaction, safeTransaction } from '@/lib/safe'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { allStopped, fundsAfter, holdersAfter, stillActing } from './holders-after'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const [first, second, stranger] = [at(0x71), at(0x72), at(0x73)] as const
const hash = `0x${'ab'.repeat(32)}` as const

/** A model, at block 1, in which these hold RELAYER; null for one that could not be read. */
const holding = (relayers: readonly (Address | null)[]) =>
  fakeModel({
    'getRoleMemberCount(bytes32)': () => [BigInt(relayers.length)],
    'getRoleMember(bytes32,uint256)': ([, index]) => {
      const relayer = relayers[Number(index)]
      return relayer ? [relayer] : null
    },
  })

const generator = holding([]).generators[0]!.id
const minedIn = (number: bigint): Evidence => ({
  ...{ state: 'mined', hash, depth: 0n, unproven: null, by: ['a', 'b'], against: [], silent: [] },
  block: { number, hash },
})
const mined = minedIn(1n)

const freeze = (statuses: readonly (Evidence | Dialogue)[], targets: readonly Address[]): Run => ({
  id: '1',
  chainId: 31337,
  request: { kind: 'freeze-all', generator },
  title: '',
  from: stranger,
  calls: targets.map((target, index) => ({
    to: generator,
    value: 0n,
    data: encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [target] }),
    ...stateOf(statuses[index]!),
  })),
  ...{ effects: [], at: 0, since: null, mine: true },
})

function stateOf(status: Evidence | Dialogue) {
  const submitted: Dialogue = { state: 'submitted', hash, nonce: null, at: 0 }
  return 'by' in status ? { dialogue: submitted, evidence: status } : { dialogue: status, evidence: null }
}

const told = (run: Run, model: ReturnType<typeof holding>) =>
  holdersAfter(run, model)[0]?.holders.map(({ account, holds }) => [
    account,
    holds.ok ? holds.value : 'unknown',
  ])

describe('the holders after a freeze', () => {
  it('lists the removed holders, and whoever still holds the role', () => {
    expect(told(freeze([mined], [first]), holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
  })

  it('shows a relayer that has the role although its removal was mined', () => {
    expect(told(freeze([mined], [first]), holding([first]))).toEqual([[first, true]])
  })

  it('shows a removal of an address that never had the role as what it is', () => {
    expect(told(freeze([mined], [stranger]), holding([first]))).toEqual([
      [stranger, false],
      [first, true],
    ])
  })

  it('shows holders as unknown, not gone, while the list could not be read whole', () => {
    expect(told(freeze([mined], [first]), holding([second, null]))).toEqual([
      [first, 'unknown'],
      [second, true],
    ])
  })

  it('counts only removals that were mined', () => {
    const run = freeze([mined, { state: 'rejected' }], [first, second])
    expect(told(run, holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
  })

  it('lists the holders that a Safe removed, and none while its owners only approve', () => {
    const removals = freeze([mined, mined], [first, second]).calls
    const transaction = safeTransaction(removals, 0n)
    const through = (data: Hex): Run => ({
      ...freeze([], []),
      calls: [{ to: stranger, value: 0n, data, ...stateOf(mined) }],
    })
    const executed = through(encodeExecTransaction(transaction, '0x'))
    expect(told(executed, holding([second]))).toEqual([
      [first, false],
      [second, true],
    ])
    expect(holdersAfter(through(encodeApproveHash(hash)), holding([second]))).toEqual([])
  })

  it('tells no holders before the block of the freeze was read', () => {
    expect(holdersAfter(freeze([minedIn(2n)], [first]), holding([]))).toEqual([])
    expect(holdersAfter(freeze([{ state: 'signing' }], [first]), holding([]))).toEqual([])
  })

  it('names who can still act, each with a freeze by the same way as this one', () => {
    const left = (run: Run, model = holding([second])) =>
      holdersAfter(run, model).flatMap((after) => stillActing(after).map(({ request }) => request))
    expect(left(freeze([mined], [first]))).toEqual([{ kind: 'freeze-relayer', generator, relayer: second }])
    const direct = freeze([mined], [first])
    const request = { ...direct.request, through: stranger } as Run['request']
    expect(left({ ...direct, request })).toEqual([
      { kind: 'freeze-relayer', generator, relayer: second, through: stranger },
    ])
  })

  it('says how a relayer comes back, and how much the others can move together', () => {
    const [after] = holdersAfter(freeze([mined], [first]), holding([second]))
    expect(after).toMatchObject({
      blockNumber: 1n,
      blockTime: fakeTime,
      reach: { ok: true, value: { others: [expect.any(String)] } },
    })
    expect(after?.wayBack).toMatch(/cBEAM .*set/)
  })

  it('says that all are stopped only where the whole list was read and nobody is on it', () => {
    const stopped = (relayers: readonly (Address | null)[]) =>
      holdersAfter(freeze([mined], [first]), holding(relayers)).map(allStopped)
    expect(stopped([])).toEqual([true])
    expect(stopped([second])).toEqual([false])
    expect(stopped([null])).toEqual([false])
  })
})

describe('the relayers after a freeze by a guardian', () => {
  const by = (beam: Address): Run => ({
    ...freeze([mined], [first]),
    request: { kind: 'guardian-freeze', unit: fakeUnit().beamState, beam },
  })

  it('shows that frozen relayers keep their role and the others can still act', () => {
    const outputs = {
      'getRoleMemberCount(bytes32)': () => [2n],
      'getRoleMember(bytes32,uint256)': ([, index]: readonly unknown[]) => [index === 0n ? first : second],
      'frozen(address)': ([beam]: readonly unknown[]) => [beam === first],
    }
    // Whoever an event named is asked for.
    const pairs = [first, second].map((cBeam) => ({ kind: 'controller', target: stranger, cBeam }) as const)
    const model = fakeModel(outputs, fakeTime, fakeDeployment(), { pairs })
    const [told] = holdersAfter(by(first), model)
    expect(told?.holders.map(({ account, acts }) => [account, acts.ok && acts.value])).toEqual([
      [first, false],
      [second, true],
    ])
    const [after] = holdersAfter(by(first), model)
    expect(after?.wayBack).toMatch(/guardians (can lift it|together can lift it)/)
    expect(after && stillActing(after).map(({ request }) => request)).toEqual([
      { kind: 'guardian-freeze', unit: fakeUnit().beamState, beam: second },
    ])
  })

  it('tells no relayers where the guardian froze none', () => {
    expect(holdersAfter(by(stranger), holding([first]))).toEqual([])
  })
})

describe('who can move funds after a freeze of funds', () => {
  const funds = (status: Evidence | Dialogue, prime?: string): Run => ({
    ...freeze([status], [first]),
    request: { kind: 'freeze-funds', ...(prime === undefined ? {} : { prime }) },
  })

  it('names who is left, on which contract, and the relayers of the Generator as after any freeze', () => {
    const model = holding([second])
    expect(fundsAfter(funds(mined), model)).toMatchObject({
      name: 'every Generator and Prime',
      blockNumber: 1n,
      safe: { ok: true, value: false },
      left: [{ account: second, on: generator }],
    })
    expect(told(funds(mined), model)).toEqual([
      [first, false],
      [second, true],
    ])
  })

  it('says that nobody can only where every list was read', () => {
    expect(fundsAfter(funds(mined), holding([]))).toMatchObject({
      safe: { ok: true, value: true },
      left: [],
    })
    expect(fundsAfter(funds(mined), holding([null]))?.safe.ok).toBe(false)
  })

  it('is nothing before it is mined and read, and for another action', () => {
    expect(fundsAfter(funds({ state: 'signing' }), holding([]))).toBeNull()
    expect(fundsAfter(funds(minedIn(2n)), holding([]))).toBeNull()
    expect(fundsAfter(freeze([mined], [first]), holding([]))).toBeNull()
  })
})
