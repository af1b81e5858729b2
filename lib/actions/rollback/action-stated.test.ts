import { type Address, decodeFunctionData, getAddress, pad, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { configuratorAbi, legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { textOf } from '@/lib/leaf/path'
import { RAD, WAD } from '@/lib/math'
import { PHASES, rollbackCall } from '@/lib/migration'
import { CEILING, type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit } from '@/lib/testing/units'
import { type Action, buildAction, readBack, readinessOf } from '..'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const { generator, prime, ilk } = migrating
const { diamond } = generator.addresses
const request = { kind: 'rollback', generator: diamond, prime: prime.slug } as const
const place = places.generators(diamond).primes(prime.slug)

const modelOf = (state: Partial<FakeMigration> = {}, outputs: FakeOutputs = {}) =>
  migratingModel({ phase: 'CutOver', ...state }, outputs)
const built = (...input: Parameters<typeof modelOf>): Action =>
  buildAction(request, modelOf(...input), someone)!
const requirement = ({ requirements }: Action, id: string) => requirements.find((one) => one.id === id)!

describe('rolling back a cutover', () => {
  it('is a call of the Configurator, which calls the Diamond', () => {
    const action = built()
    const { configurator } = modelUnit(modelOf()).configurator.addresses
    const inner = { from: configurator, to: diamond, data: rollbackCall(prime.almProxy) }
    expect(action.calls.map(({ data: _, ...call }) => call)).toEqual([{ to: configurator, value: 0n, inner }])
    expect(decodeFunctionData({ abi: configuratorAbi, data: action.calls[0]!.data })).toEqual({
      functionName: 'callControllerAction',
      args: [diamond, inner.data],
    })
    expect(action).toMatchObject({ title: 'Roll back the cutover of Spark', emergency: true, from: someone })
    expect(readinessOf(action)).toEqual({ state: 'ready' })
    expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('is nothing without the Prime or its facet', () => {
    expect(buildAction({ ...request, prime: 'nobody' }, modelOf(), someone)).toBeNull()
    expect(buildAction({ ...request, generator: at(9) }, modelOf(), someone)).toBeNull()
    const bare = modelOf({ held: false }, { 'facetAddress(bytes4)': () => [at(0)] })
    expect(buildAction(request, bare, someone)).toBeNull()
  })

  it('takes a cBEAM of the Diamond', () => {
    const { permission } = built({}, { 'controllersCBeams(address,address)': () => [0n] })
    expect(permission).toMatchObject({ weight: 'blocks', holds: { ok: true, value: false } })
    expect(titleOf(permission)).toMatch(new RegExp(`^${someone} is not a cBEAM of the Diamond of Generator`))
  })
})

describe('what a rollback demands', () => {
  it('is a Prime that is cut over, and the reason of the facet where it is not', () => {
    expect(because(readinessOf(built({ phase: 'DualRun' })))).toEqual([
      'Spark is cut over; it is in dual-run (LegacyMigrationFacet/wrong-phase)',
    ])
    expect(titleOf(requirement(built(), 'cut-over'))).toBe('Spark is cut over')
    const newer = { 'migrations()': () => null }
    expect(titleOf(requirement(built({}, newer), 'cut-over'))).toBe('Spark is cut over')
  })

  it.each<[id: string, state: Partial<FakeMigration>, reason: string]>([
    ['running', { stopped: true }, 'Configurator/stopped'],
    ['approved', { approved: false }, 'Configurator/not-valid-data'],
    ['ward', { ward: false }, 'Vat/not-authorized'],
    ['listed', { listed: 0n }, 'LegacyMigrationFacet/nothing-to-restore'],
  ])(
    'is every gate but that of the caller, with what was found and why it reverts: %s',
    (id, state, reason) => {
      const { says, holds, weight } = requirement(built(state), id)
      expect({ holds, weight }).toMatchObject({ holds: { ok: true, value: false }, weight: 'blocks' })
      expect(says.fails).toMatch(new RegExp(`^[A-Z].*\\. .*\\. \\(${reason}\\)$`))
      expect(requirement(built(), id).says.holds).not.toContain('(')
      expect(requirement(built(), 'cbeam')).toBeUndefined()
    },
  )

  it('is not told by a reason where a gate was not read', () => {
    const dark = built({}, { 'stopped()': () => null })
    expect(requirement(dark, 'running').holds.ok).toBe(false)
    expect(requirement(dark, 'running').says.fails).not.toContain('(')
    expect(readinessOf(dark).state).toBe('unknown')
  })

  it('is read back as nothing that was asked for where the Prime is not there', () => {
    const model = modelOf()
    for (const generators of [[], [{ ...model.generators[0]!, primes: [] }]]) {
      expect(readBack(built(), { ...model, generators })[0]?.faults).toEqual([
        'The bytes call callControllerAction(address,bytes), not what was asked for.',
      ])
    }
  })

  it('says which ceiling is restored to less', () => {
    const { says } = requirement(built({ listed: 0n }), 'in-full')
    expect([says.holds, says.fails]).toEqual([
      expect.stringMatching(/ceiling/),
      expect.stringMatching(/less/),
    ])
  })

  it('warns where less is restored than was recorded, to the unit', () => {
    expect(requirement(built(), 'in-full')).toMatchObject({
      weight: 'warn',
      holds: { ok: true, value: true },
    })
    expect(requirement(built({ listed: CEILING - 1n }), 'in-full').holds).toMatchObject({
      ok: true,
      value: false,
    })
  })
})

describe('what a rollback changes', () => {
  const line = place.legacy(ilk.ilk).line
  const closed = place.migration.ilks.items(ilk.ilk).closed
  const own = {
    [pathTo(place.migration.phase)]: PHASES.indexOf('DualRun'),
    [pathTo(place.migration.rolledBackAt)]: fakeTime,
  }

  it('is the phase, the ceiling of each ilk, and that of all debt by as much', () => {
    expect(effectsBy(built().effects)).toEqual({
      ...own,
      [pathTo(line)]: CEILING,
      [pathTo(closed)]: false,
      [pathTo(places.mcd.Line)]: 3_000n * RAD + CEILING,
    })
    const open = effectsBy(built({ closed: false }).effects)
    expect(open).not.toHaveProperty([pathTo(closed)])
    expect(open[pathTo(line)]).toBe(CEILING)
    expect(
      built()
        .effects.filter(({ timed }) => timed)
        .map(({ path }) => textOf(path)),
    ).toEqual([pathTo(place.migration.rolledBackAt)])
  })

  it('is no ceiling that stands where it is restored to', () => {
    expect(effectsBy(built({ line: CEILING }).effects)).toEqual(own)
    expect(effectsBy(built({ line: CEILING + 1n }).effects)).toEqual(own)
  })

  it('is stated of the phase also where no ceiling was read', () => {
    const dark = built({}, { 'Line()': () => null })
    expect(effectsBy(dark.effects)).toEqual(own)
    expect(dark.events).toEqual([])
  })

  it('is told by the Vat, MigrationMom, the facet and the Configurator', () => {
    const { vat } = modelOf().mcd.addresses
    const mom = modelOf().governance!.addresses.migrationMom
    const abi = [...migrationMomAbi, ...legacyMigrationFacetAbi, ...configuratorAbi]
    const told = eventsBy(abi, built().events)
    expect(told.map(({ address }) => address)).toEqual([
      ...[vat, vat, mom, diamond, modelUnit(modelOf()).configurator.addresses.configurator],
    ])
    const word = (text: string) => stringToHex(text, { size: 32 })
    expect(told[0]).toMatchObject({
      note: [expect.any(String), word(ilk.ilk), word('line'), toHex(CEILING, { size: 32 })],
    })
    expect(told[1]).toMatchObject({ note: [expect.any(String), word('Line'), null, toHex(0, { size: 32 })] })
    expect(told.slice(2)).toMatchObject([
      { eventName: 'Restore', args: { ilk: word(ilk.ilk), line: CEILING } },
      { eventName: 'PrimeRolledBack', args: { prime: prime.almProxy } },
      {
        eventName: 'CallControllerAction',
        args: { controller: diamond, data: rollbackCall(prime.almProxy) },
      },
    ])
    expect(built({}, { 'migrationMom()': () => null }).events).toEqual([])
    expect(built({ line: CEILING }).events).toHaveLength(2)
  })

  it('says what is possible again, and how to cut over anew', () => {
    const { disables, undo } = built({ Art: 5n * WAD })
    expect(disables).toHaveLength(2)
    expect(disables[0]).toMatch(/^New funding of Spark /)
    expect(undo).toMatch(/^Governance can cut over again .*the rollback is still approved\.$/)
  })
})
