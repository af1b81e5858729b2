import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { given, unknown } from '@/lib/leaf'
import { RAD, rad, WAD, wad } from '@/lib/math'
import { rollbackCall } from '@/lib/migration'
import { migratingModel } from '@/lib/testing/fakes/migration'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { MigrationFacts, RecordedIlkFacts } from '../facts/migration'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import {
  approvalsOf,
  inTheSameAutoLine,
  legacyIlks,
  legacyRights,
  listedIlks,
  noMigrationFacet,
  wayBackIlks,
} from './gate-evidence'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const hash = (n: number): Hex => toHex(n, { size: 32 })
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })

const recordedIlk = (n: number, more: Partial<RecordedIlkFacts> = {}): RecordedIlkFacts => ({
  ...{ id: `ILK-${n}`, ilk: given(hash(n)), allocatorVault: given(at(n)) },
  ...{ ceiling: given(rad(BigInt(n) * 10n * RAD)), listed: given(rad(BigInt(n) * RAD)), closed: given(true) },
  ...more,
})
const migrationOf = (ilks: readonly RecordedIlkFacts[], length = given(ilks.length)) =>
  ({ ilks: { length, items: ilks } }) as Partial<MigrationFacts> as MigrationFacts
const two = migrationOf([recordedIlk(1), recordedIlk(2)])

/** The facts of a Prime, whose legacy ilks are these. */
const { prime: sample, mcd } = (() => {
  const model = migratingModel({ phase: 'DualRun', Art: 40n * WAD, line: 5n * RAD, highest: 7n * RAD })
  return { prime: model.generators[0]!.primes[0]! as unknown as PrimeFacts, mcd: model.mcd }
})()
const legacyIlk = sample.legacy[0]!
const prime = (...numbers: readonly number[]): PrimeFacts => ({
  ...sample,
  legacy: numbers.map((n) => ({
    ...legacyIlk,
    id: `ILK-${n}`,
    ilk: hash(n),
    Art: given(wad(BigInt(n) * WAD)),
  })),
  legacyWires: numbers.map((n) => ({
    ...{ id: `ILK-${n}`, allowance: given(wad(BigInt(n))) },
    ...{ mayDraw: given(n !== 2), mayWipe: given(n !== 3) },
  })) as unknown as PrimeFacts['legacyWires'],
})
const notInFile = {
  ok: false,
  reason: {
    kind: 'not-read',
    message: 'The facet recorded ILK-2, which the deployment file does not name for this Prime.',
  },
}

describe('what a gate is judged by', () => {
  it('is every recorded ilk with what MigrationMom restores of it', () => {
    expect(listedIlks(two)).toMatchObject({
      ok: true,
      value: [
        { id: 'ILK-1', recorded: 10n * RAD, listed: RAD },
        { id: 'ILK-2', recorded: 20n * RAD, listed: 2n * RAD },
      ],
    })
    expect(listedIlks(migrationOf([recordedIlk(1, { listed: unread })])).ok).toBe(false)
  })

  it('is the right to draw and wipe, by the wires of the same ilk', () => {
    const three = migrationOf([recordedIlk(1), recordedIlk(2), recordedIlk(3)])
    expect(legacyRights(three, prime(3, 2, 1))).toMatchObject({
      ok: true,
      value: [
        { id: 'ILK-1', recorded: 10n * RAD, mayDraw: true, allowance: 1n },
        { id: 'ILK-2', mayDraw: false, allowance: 2n },
        { id: 'ILK-3', mayDraw: false, allowance: 3n },
      ],
    })
    expect(legacyRights(two, prime(1))).toMatchObject(notInFile)
  })

  it('is the debt of the same ilk, for the way back', () => {
    expect(wayBackIlks(two, prime(2, 1), mcd)).toMatchObject({
      ok: true,
      value: [
        { id: 'ILK-1', recorded: 10n * RAD, closed: true, state: { ilk: { Art: WAD } } },
        { id: 'ILK-2', recorded: 20n * RAD, closed: true, state: { ilk: { Art: 2n * WAD } } },
      ],
    })
    expect(wayBackIlks(two, prime(1), mcd)).toMatchObject(notInFile)
  })

  it('is the ceiling of the same ilk, and the highest by AutoLine', () => {
    expect(legacyIlks(two, prime(2, 1))).toMatchObject({
      ok: true,
      value: [
        { id: 'ILK-1', line: 5n * RAD, Art: WAD, highest: 7n * RAD },
        { id: 'ILK-2', line: 5n * RAD, Art: 2n * WAD, highest: 7n * RAD },
      ],
    })
    expect(legacyIlks(two, prime(1))).toMatchObject(notInFile)
    const outside = { ...prime(1), legacy: prime(1).legacy.map((ilk) => ({ ...ilk, autoLine: null })) }
    expect(legacyIlks(migrationOf([recordedIlk(1)]), outside)).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: 'The deployment file names no AutoLine.' },
    })
  })

  it('is unknown where the number of recorded ilks is', () => {
    const cut = migrationOf([recordedIlk(1)], unread as never)
    for (const leaf of [
      listedIlks(cut),
      legacyRights(cut, prime(1)),
      wayBackIlks(cut, prime(1), mcd),
      legacyIlks(cut, prime(1)),
    ]) {
      expect(leaf.ok).toBe(false)
    }
  })
})

describe('what the facet asks of AutoLine', () => {
  const own = mcd.addresses.autoLine!
  const ask = (autoLine: Address | null, addresses: McdFacts['addresses'] = mcd.addresses) =>
    inTheSameAutoLine(
      given('evidence'),
      { migration: autoLine && { autoLine: given(autoLine) } } as unknown as GeneratorFacts,
      { ...mcd, addresses },
    )

  it('counts only where it asks the AutoLine that is read here', () => {
    expect(ask(own)).toMatchObject({ ok: true, value: 'evidence' })
    expect(ask(at(9))).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: `The facet looks into another AutoLine: ${at(9)}.` },
    })
  })

  it('is unknown without the facet, and without an AutoLine in the deployment file', () => {
    expect(ask(null)).toMatchObject({ ok: false, reason: noMigrationFacet.reason })
    expect(noMigrationFacet.reason).toEqual({
      kind: 'not-read',
      message: 'The Diamond has no LegacyMigrationFacet.',
    })
    expect(ask(own, { ...mcd.addresses, autoLine: null })).toMatchObject({
      ok: false,
      reason: { kind: 'not-read', message: 'The deployment file names no AutoLine.' },
    })
  })
})

describe('the operations that approve a rollback', () => {
  const [DIAMOND, BEAM_STATE] = [at(0x31), at(0x11)]
  const approval = (controller: Address, almProxy = sample.addresses.almProxy, target = BEAM_STATE) => ({
    target,
    value: 0n,
    data: encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackCall(almProxy), controller],
    }),
  })
  const approvals = (...operations: readonly (readonly ReturnType<typeof approval>[])[]) =>
    approvalsOf(
      sample,
      { id: DIAMOND } as GeneratorFacts,
      { addresses: { beamState: BEAM_STATE } } as ConfiguratorFacts,
      {
        operations: operations.map((calls, index) => ({ id: hash(index), queued: { calls } })),
      } as unknown as TimelockFacts,
    )

  it('have a call of BeamState for this Prime, and this Diamond or every controller', () => {
    const other = { target: at(7), value: 0n, data: '0x' as Hex }
    expect(approvals([approval(DIAMOND)], [other], [other, approval(zeroAddress)])).toEqual([
      hash(0),
      hash(2),
    ])
  })

  it('are none for another Prime, another Diamond or another contract', () => {
    expect(
      approvals(
        [approval(DIAMOND, at(0x99))],
        [approval(at(0x32))],
        [approval(DIAMOND, sample.addresses.almProxy, at(0x12))],
        [],
      ),
    ).toEqual([])
  })
})
