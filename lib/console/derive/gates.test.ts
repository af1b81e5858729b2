import { type Address, encodeFunctionData, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { rollbackCall } from '@/lib/migration'
import { type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { hashOperation, type OperationContent } from '@/lib/timelock'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { PrimeFacts } from '../facts/primes'
import type { Gate } from '../model/gates'
import { roomGates, storedMigration, withQueue } from './gates'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })

/** What is stored of a Prime in dual-run, with some of it changed. */
function storedOf(changes: {
  readonly generator?: Partial<GeneratorFacts>
  readonly configurator?: Partial<ConfiguratorFacts>
  readonly state?: Partial<FakeMigration>
}) {
  const model = migratingModel({ phase: 'DualRun', ...changes.state })
  const generator = model.generators[0]! as unknown as GeneratorFacts
  const prime = generator.primes[0]! as PrimeFacts
  return storedMigration(
    prime.migration as MigrationFacts,
    prime,
    { ...generator, ...changes.generator },
    model.mcd,
    { ...modelUnit(model).configurator, ...changes.configurator },
    modelUnit(model).timelock as unknown as TimelockFacts,
  )
}
const gateIn = (gates: readonly Gate[], id: string) => gates.find((gate) => gate.id === id)!

describe('the gates of a rollback', () => {
  it('ask a cBEAM of the Diamond for its pair alone', () => {
    const { scope } = migratingModel({ phase: 'DualRun' }).generators[0]!
    const cbeam = (actives: readonly Leaf<boolean>[], kind: 'rateLimits' | 'controller' = 'controller') => {
      const pairs = actives.map((active, index) => ({
        ...{ ...scope.pairs[0]!, kind, active },
        cBeam: at(0x90 + index),
      }))
      return gateIn(storedOf({ generator: { scope: { ...scope, pairs } } }).rollback, 'cbeam')
    }
    // Whether a guardian froze it was read of nobody here.
    expect(cbeam([given(false), given(true)])).toMatchObject({
      holds: { ok: true, value: true },
      fact: { ok: true, value: [at(0x91)] },
    })
    for (const gate of [cbeam([]), cbeam([given(false)]), cbeam([given(true)], 'rateLimits')]) {
      expect(gate.holds).toMatchObject({ ok: true, value: false })
    }
    expect(cbeam([given(false), unread]).holds.ok).toBe(false)
  })

  it('name no approval in the queue before that is looked for', () => {
    const { rollback } = storedOf({ state: { approved: false } })
    expect(gateIn(rollback, 'approved')).toMatchObject({
      holds: { ok: true, value: false },
      fact: { ok: true, value: { isApproved: false, queued: null } },
    })
  })

  it('are unknown where the Diamond has no facet that names a MigrationMom', () => {
    const { rollback } = storedOf({ generator: { migration: null } })
    const reason = { kind: 'not-read', message: 'The Diamond has no LegacyMigrationFacet.' }
    for (const id of ['mom', 'ward']) {
      expect(gateIn(rollback, id).holds).toMatchObject({ ok: false, reason })
    }
  })
})

describe('the room on the way back', () => {
  it('is unknown where the Diamond has no facet that names a margin', () => {
    const model = migratingModel({ phase: 'DualRun' })
    const generator = model.generators[0]! as unknown as GeneratorFacts
    const prime = generator.primes[0]! as PrimeFacts
    const gates = (migration: GeneratorFacts['migration']) =>
      roomGates(prime.migration!, prime, { ...generator, migration }, model.mcd, fakeTime)
    expect(gates(generator.migration).map(({ id, holds }) => [id, holds.ok])).toEqual([
      ['room', true],
      ['drawable', true],
    ])
    const message = 'The Diamond has no LegacyMigrationFacet.'
    expect(gates(null).map(({ holds }) => !holds.ok && holds.reason.message)).toEqual([message, message])
  })
})

describe('the queue of the timelock', () => {
  const [approved, running] = ['approved', 'running'] as const
  const gateOf = (id: string, fact: unknown, of = 'rollback') =>
    ({ of, id, prime: 'Spark', holds: given(false), fact: given(fact) }) as unknown as Gate
  const queued = given({ operation: '0x01' }) as never

  it('is told of the approval that is missing, and of nothing else', () => {
    expect(withQueue(gateOf(approved, { isApproved: false, queued: null }), queued).fact).toMatchObject({
      value: { isApproved: false, queued: { operation: '0x01' } },
    })
    const given = gateOf(approved, { isApproved: true })
    expect(withQueue(given, queued).fact).toMatchObject({ ok: true, value: { isApproved: true } })
    expect(withQueue(given, unread as never).fact).toMatchObject({ ok: true, value: { isApproved: true } })
    for (const other of [gateOf(running, true), gateOf(approved, { isApproved: false }, 'cutover')]) {
      expect(withQueue(other, queued)).toBe(other)
    }
  })
})

describe('the approval of a rollback in the queue', () => {
  const { prime, generator } = migrating
  const approval = (n: number): OperationContent => ({
    calls: [
      {
        target: at(0x11),
        value: 0n,
        data: encodeFunctionData({
          abi: beamStateAbi,
          functionName: 'addInitControllerActions',
          args: [rollbackCall(prime.almProxy), generator.addresses.diamond],
        }),
      },
    ],
    predecessor: toHex(0, { size: 32 }),
    salt: toHex(n, { size: 32 }),
  })
  const [first, second] = [approval(1), approval(2)] as const

  /** A timelock that lists these, each ready at its time; 0 and 1 stand for what is not pending. */
  const queue = (...held: readonly (readonly [OperationContent, readyAt: bigint])[]): FakeOutputs => {
    const ids = held.map(([content]) => hashOperation(content))
    const idAt = (place: number) => [ids[place] ?? toHex(0, { size: 32 })]
    return {
      'getOperationsCount()': () => [BigInt(ids.length)],
      'getOperationCount()': () => null,
      'getFirstOperationId()': () => idAt(0),
      'getNextOperationId(bytes32)': ([id]) => idAt(ids.indexOf(id as Hex) + 1),
      'getOperation(bytes32)': ([id]) => {
        const { calls, predecessor, salt } = held[ids.indexOf(id as Hex)]![0]
        const lists = {
          targets: calls.map(({ target }) => target),
          values: calls.map(({ value }) => value),
          payloads: calls.map(({ data }) => data),
        }
        return [{ ...lists, predecessor, salt }]
      },
      'getTimestamp(bytes32)': ([id]) => [held[ids.indexOf(id as Hex)]?.[1] ?? 0n],
      'paused()': () => [false],
    }
  }
  const rollbackOf = (outputs: FakeOutputs, state: Partial<FakeMigration> = {}) =>
    migratingModel({ phase: 'CutOver', approved: false, ...state }, outputs).generators[0]!.primes[0]!
      .migration!

  it('is the one that passes first', () => {
    const late = [first, fakeTime + 20n] as const
    const soon = [second, fakeTime + 10n] as const
    for (const held of [
      [late, soon],
      [soon, late],
    ]) {
      const { rollbackQueued, rollback } = rollbackOf(queue(...held))
      expect(rollbackQueued).toMatchObject({
        ok: true,
        value: { operation: hashOperation(second), executable: { at: fakeTime + 10n } },
      })
      expect(gateIn(rollback.gates, 'approved').fact).toMatchObject({
        value: { isApproved: false, queued: { operation: hashOperation(second) } },
      })
    }
  })

  it('is no other operation, and none that is done', () => {
    const other: OperationContent = {
      ...approval(3),
      calls: [{ ...approval(3).calls[0]!, target: at(0x99) }],
    }
    const { rollbackQueued } = rollbackOf(queue([other, fakeTime], [first, 1n], [second, fakeTime + 10n]))
    expect(rollbackQueued).toMatchObject({ ok: true, value: { operation: hashOperation(second) } })
    expect(rollbackOf(queue([other, fakeTime])).rollbackQueued).toMatchObject({ ok: true, value: null })
  })

  it('is none where the queue is known in full and has none, or only one that is done', () => {
    expect(rollbackOf(queue()).rollbackQueued).toMatchObject({ ok: true, value: null })
    expect(rollbackOf({ ...queue(), 'getOperationsCount()': () => [1n] }).rollbackQueued).toMatchObject({
      ok: false,
      reason: {
        kind: 'not-read',
        message:
          'The queue of the timelock is not known in full, so an approval may be pending that is not listed.',
      },
    })
  })

  it('is told where it was found, whatever else is pending', () => {
    const outputs = { ...queue([first, fakeTime + 10n]), 'getOperationsCount()': () => [2n] }
    expect(rollbackOf(outputs).rollbackQueued).toMatchObject({
      ok: true,
      value: { operation: hashOperation(first) },
    })
  })
})
