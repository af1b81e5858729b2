import { type Address, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { roleHash } from '@/lib/chain/facts/roles'
import type { Leaf } from '@/lib/leaf'
import { leavesOf } from '@/lib/leaf/leaves'
import { textOf } from '@/lib/leaf/path'
import { fakePrimeDeployment, fakeUnitsDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import type { TimelockLog } from '@/lib/timelock'
import { ofUnit, unitOf } from '../facts/units'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'
import { pausAsked, pausOf } from '../paus'
import { foreignFreezes, frozenBeams, heldRoles } from './beams'

const deployment = fakeUnitsDeployment()
type Unit = (typeof deployment.units)[number]
const [first, second] = deployment.units as [Unit, Unit]
const calm: FakeOutputs = {
  'frozen(address)': () => [false],
  'paused()': () => [false],
  'stopped()': () => [false],
}
const model = fakeModel(calm, fakeTime, deployment)
const prime = model.generators[0]!.primes[0]!
const state = (of: ConsoleModel, id: string) => {
  const check = of.checks.find((one) => one.id === id)
  return check && checkState(check)
}

describe('several Units', () => {
  it('are each named by their Generators and Primes, by the BeamState', () => {
    expect(model.units.map(({ id, name }) => [id, name])).toEqual(
      deployment.units.map(({ beamState, name }) => [beamState, name]),
    )
    expect(model.generators.map(({ unit }) => unit)).toEqual([first.beamState, second.beamState])
    expect(prime.unit).toBe(second.beamState)
    expect(model.generators.map((generator) => unitOf(model, generator).name)).toEqual([
      first.name,
      second.name,
    ])
    expect(ofUnit(model.generators, model.units[1]!).map(({ name }) => name)).toEqual(['Second Generator'])
    expect(() => unitOf(model, { unit: someone })).toThrow(RangeError)
  })

  it('are read at their own contracts, and nothing of one is unknown for want of the other', () => {
    const half = fakeModel(calm, fakeTime, deployment, {}, Object.values(second))
    const read = (of: ConsoleModel) =>
      leavesOf({ unit: of.units[0]!, generator: { ...of.generators[0]!, primes: [] } }).map(
        ({ path, leaf }) => `${textOf(path)} ${leaf.ok}`,
      )
    expect(read(half)).toEqual(read(model))
    const unread = leavesOf({ unit: half.units[1]! }).filter(({ leaf }) => !leaf.ok)
    expect(unread.length).toBeGreaterThan(20)
    expect(half.units[1]?.configurator.stopped.ok).toBe(false)
  })

  it('have a check each, which names its Unit, and one alone names none', () => {
    const paused = fakeModel(
      { ...calm, 'paused()': (_, to) => [to === second.timelock] },
      fakeTime,
      deployment,
    )
    const id = 'emergency/timelock-paused'
    expect(state(paused, `${id}/${first.beamState}`)).toBe('pass')
    expect(state(paused, `${id}/${second.beamState}`)).toBe('critical')
    const check = paused.checks.find((one) => one.id === `${id}/${second.beamState}`)
    expect(check?.says.fails).toBe(`The timelock is paused (${second.name})`)
    const alone = fakeModel(calm, fakeTime, fakePrimeDeployment())
    expect(alone.checks.find((one) => one.id === id)?.says.fails).toBe('The timelock is paused')
    const ids = model.checks.map((one) => one.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('have their wiring checked also where no Generator is in their scope', () => {
    const [own] = deployment.generators
    const without = fakeModel(calm, fakeTime, { ...deployment, generators: [own!] })
    const wired = without.checks.find(({ id }) => id === `wiring/mom-timelock/${second.configurator}`)
    expect(wired?.says.holds).toBe(`PASMom pauses this timelock (${second.name})`)
    expect(without.checks.filter(({ id }) => id.startsWith('wiring/vat-live'))).toHaveLength(1)
  })

  it('are asked about the Primes in their scope alone, and all about one of which none is known', () => {
    const targets = (of: ConsoleModel, unit: number) =>
      new Set(of.units[unit]?.configurator.otherPairs.map(({ target }) => target))
    const { rateLimits, controller } = prime.addresses
    expect(targets(model, 0)).not.toContain(controller)
    expect(targets(model, 1)).toContain(controller)
    expect(targets(model, 1)).toContain(rateLimits)
    expect(pausOf(model, model.units[0])).toMatchObject({ controllers: [model.generators[0]!.id] })
    for (const unit of model.units) expect(pausAsked(model, unit, someone).ok).toBe(true)
    const nowhere = {
      ...deployment,
      generators: deployment.generators.map((generator) => ({
        ...generator,
        primes: generator.primes.map((one) => ({ ...one, unit: null })),
      })),
    }
    const unknown = fakeModel(calm, fakeTime, nowhere)
    for (const unit of [0, 1]) expect(targets(unknown, unit)).toContain(controller)
  })

  it('have each the queue of its own timelock', () => {
    const log = (timelock: Address, n: number): TimelockLog & { readonly timelock: Address } => ({
      ...{ timelock, eventName: 'Cancelled', args: { id: toHex(n, { size: 32 }) } },
      ...{ blockNumber: 1n, logIndex: n },
    })
    const of = fakeModel(calm, fakeTime, deployment, {
      timelock: [log(first.timelock, 1), log(second.timelock, 2)],
    })
    expect(of.units.map(({ timelock }) => timelock.operations.map(({ id }) => BigInt(id)))).toEqual([
      [1n],
      [2n],
    ])
  })

  it('have each its own pairs, though a cBEAM is one in both', () => {
    const pair = { kind: 'controller', cBeam: someone } as const
    const stranger = prime.addresses.vault
    const of = fakeModel(calm, fakeTime, deployment, {
      pairs: [{ ...pair, beamState: second.beamState, target: stranger }],
    })
    const others = of.units.map(({ configurator }) => configurator.otherPairs.map(({ target }) => target))
    expect(others[0]).not.toContain(stranger)
    expect(others[1]).toContain(stranger)
    expect(of.generators.map(({ scope }) => [...new Set(scope.pairs.map(({ target }) => target))])).toEqual(
      deployment.generators.map(({ addresses }) => [addresses.rateLimits, addresses.diamond]),
    )
  })
})

describe('a freeze by the guardians of one Unit', () => {
  const frozen = fakeModel(
    { ...calm, 'frozen(address)': ([account], to) => [account === someone && to === second.freezeRegistry] },
    fakeTime,
    deployment,
  )
  const value = <T>(leaf: Leaf<T>) => (leaf.ok ? leaf.value : null)

  it('binds the relayers in its scope, and nobody elsewhere', () => {
    expect(frozen.generators.map((generator) => value(generator.frozen))).toEqual([false, true])
    expect(state(frozen, `guardians/frozen/${first.beamState}`)).toBe('pass')
    expect(state(frozen, `guardians/frozen/${second.beamState}`)).toBe('critical')
  })

  it('is of the deployment, whichever Unit it is of', () => {
    for (const unit of frozen.units) expect(foreignFreezes(frozen, unit)).toEqual([])
    const accounts = frozen.units.map((unit) =>
      frozenBeams(frozen, unit).flatMap((leaf) => value(leaf)?.account ?? []),
    )
    expect(accounts).toEqual([[], [someone]])
  })

  it('takes what is held in its scope', () => {
    const labels = frozen.units.map((unit) =>
      value(heldRoles(frozen, unit, someone))?.map(({ label }) => label),
    )
    expect(labels[0]).toEqual(expect.arrayContaining(['Relayer of Generator', 'cBEAM of Generator']))
    expect(labels[0]?.join()).not.toContain('Second')
    expect(labels[1]).toEqual(
      expect.arrayContaining([
        'Relayer of Second Generator',
        'cBEAM of Second Generator',
        'Relayer of Spark',
      ]),
    )
    expect(labels[1]).not.toContain('Relayer of Generator')
  })

  it('asks no Diamond for a registry where its Unit has none', () => {
    const units = [{ ...first, freezeRegistry: null, guardianCouncil: null }, second]
    const of = fakeModel(calm, fakeTime, { ...deployment, units })
    expect(of.generators.map(({ roles }) => roles.relayer.freezesIn?.ok ?? null)).toEqual([null, true])
    expect(of.units.map(({ configurator }) => configurator.guardians === null)).toEqual([true, false])
  })
})

describe('the relayers of a Prime in the scope of a Unit', () => {
  const relayer: Address = '0x0000000000000000000000000000000000000777'
  const grants = [{ contract: prime.addresses.controller, role: roleHash('RELAYER'), account: relayer }]
  const gone: FakeOutputs = { ...calm, 'getRoleMemberCount(bytes32)': () => [0n] }
  const beams = (of: ConsoleModel) =>
    of.units.map(({ configurator }) => configurator.guardians?.beams.some(({ id }) => id === relayer))

  it('stay told there once an event named them, though somebody removed them since', () => {
    const named = { ...deployment, names: { [relayer]: 'Prime relayer' } }
    expect(beams(fakeModel(gone, fakeTime, named, { grants }))).toEqual([false, true])
    expect(beams(fakeModel(gone, fakeTime, named, { grants: [] }))).toEqual([false, false])
  })

  it('are not asked for every right, unless something else names them', () => {
    const of = fakeModel(gone, fakeTime, deployment, { grants })
    for (const { configurator } of of.units)
      expect(configurator.asked.map(({ id }) => id)).not.toContain(relayer)
  })
})
