import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { WAD } from '@/lib/math'
import { type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import type { GeneratorFacts } from '../facts'
import type { PrimeFacts } from '../facts/primes'
import { deriveSteps, phaseLeaf, stepInputs } from './steps'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const { prime, generator } = migrating

/** What decides a step of a Prime in dual-run, with what is told otherwise. */
function inputsOf(state: Partial<FakeMigration> = {}, outputs: FakeOutputs = {}) {
  const model = migratingModel({ phase: 'DualRun', Art: 40n * WAD, ...state }, outputs)
  const own = model.generators[0]! as unknown as GeneratorFacts
  const of = own.primes[0]! as PrimeFacts
  return { model, own, of, inputs: stepInputs(of, of.legacy[0]!, own, model.mcd) }
}
const wiresOf = (...input: Parameters<typeof inputsOf>) => {
  const { inputs } = inputsOf(...input)
  return inputs.ok
    ? Object.entries(inputs.value.wires).flatMap(([name, holds]) => (holds ? [] : [name]))
    : 'unknown'
}

describe('what decides a step', () => {
  it('has all its wires where everything is in place', () => {
    expect(wiresOf()).toEqual([])
    const { inputs } = inputsOf()
    expect(inputs).toMatchObject({
      ok: true,
      value: { phase: 'DualRun', legacy: { ilk: { Art: 40n * WAD } } },
    })
  })

  const none: FakeOutputs = { 'facets()': () => [[]] }
  const scheduledFor = (vault: Address): FakeOutputs => ({
    'migrations()': () => {
      const recorded = {
        ilk: toHex('ALLOCATOR-SPARK-A', { size: 32 }),
        allocatorVault: at(0x65),
        ceiling: 1n,
      }
      const times = {
        epoch: 1n,
        scheduledAt: 1n,
        dualRunAt: 1n,
        cutOverAt: 0n,
        rolledBackAt: 0n,
        retiredAt: 0n,
      }
      const amounts = { migrated: 0n, migratedBack: 0n }
      return [[{ prime: prime.almProxy, vault, phase: 1, ...times, ...amounts, ilks: [recorded] }]]
    },
  })

  it.each<[lost: readonly string[], state: Partial<FakeMigration>, outputs: FakeOutputs]>([
    [['migrateFunction', 'migrateBackFunction'], {}, none],
    [['scheduledVault'], {}, scheduledFor(someone)],
    [[], {}, scheduledFor(prime.vault)],
    [['scheduledIlk'], { allocatorVault: someone }, {}],
    [['controllerOnPrime'], { held: false }, {}],
  ])('lacks %s where that is not in place', (lost, state, outputs) => {
    expect(wiresOf(state, outputs)).toEqual(lost)
  })

  it('is unknown where one of it was not read, and where the Diamond has no facet', () => {
    const { of, own, model } = inputsOf()
    const ilk = of.legacy[0]!
    const ask = (changed: Partial<PrimeFacts>) => stepInputs({ ...of, ...changed }, ilk, own, model.mcd)
    const noFacet = {
      ok: false,
      reason: { kind: 'not-read', message: 'The Diamond has no LegacyMigrationFacet.' },
    }
    expect(ask({ migration: null })).toMatchObject(noFacet)
    expect(ask({ legacyWires: [] })).toMatchObject(noFacet)
    const migration = { ...of.migration!, ilks: { ...of.migration!.ilks, length: unread } }
    expect(ask({ migration }).ok).toBe(false)
    const [step] = deriveSteps({ ...of, migration: null }, own, model, fakeTime as never)
    expect(step).toMatchObject({ id: ilk.id, canMigrate: noFacet, canMigrateBack: noFacet })
  })

  it('has the wires of its own ilk', () => {
    const { of, own, model } = inputsOf()
    const [first] = of.legacyWires
    const legacyWires = [{ ...first!, id: 'ALLOCATOR-OTHER-A', mayDraw: given(false) }, first!]
    const inputs = stepInputs({ ...of, legacyWires }, of.legacy[0]!, own, model.mcd)
    expect(inputs).toMatchObject({ ok: true, value: { wires: { legacyDraw: true } } })
  })

  it('is what the deployment file names of an ilk, whatever else is recorded', () => {
    const { of, own, model } = inputsOf()
    const [first] = of.migration!.ilks.items
    const other = { ...first!, ilk: given(toHex(9, { size: 32 })) as Leaf<`0x${string}`> }
    const scheduledIlk = (items: readonly (typeof other)[]) => {
      const migration = { ...of.migration!, ilks: { length: given(items.length), items } }
      const inputs = stepInputs({ ...of, migration }, of.legacy[0]!, own, model.mcd)
      return inputs.ok && inputs.value.wires.scheduledIlk
    }
    expect(scheduledIlk([other, first!])).toBe(true)
    expect(scheduledIlk([other])).toBe(false)
    expect(scheduledIlk([{ ...other, allocatorVault: given(at(0x65)) }])).toBe(false)
    expect(generator.addresses.diamond).toBe(own.id)
  })
})

describe('what a step moves', () => {
  it('is bound by the debt and by the limit, both ways', () => {
    const { of, own, model } = inputsOf()
    const [step] = deriveSteps(of, own, model, fakeTime as never)
    expect(step?.canMigrate.ok && step.canMigrate.value.amount).toBeLessThanOrEqual(20n * WAD)
    expect(step?.canMigrate.ok).toBe(true)
    expect(step?.canMigrateBack).toMatchObject({ ok: true, value: { amount: expect.any(BigInt) } })
    expect(step?.id).toBe(migrating.ilk.ilk)
  })
})

describe('the phase', () => {
  it('is known by its name, unless the facet names a newer one', () => {
    expect(phaseLeaf({ phase: given(2) })).toMatchObject({ ok: true, value: 'CutOver' })
    expect(phaseLeaf({ phase: given(4) })).toMatchObject({
      ok: false,
      reason: { kind: 'out-of-range', message: 'The facet names a phase that this console does not know.' },
    })
  })
})
