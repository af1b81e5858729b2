import { stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { legacyMigrationFacetAbi, migrationMomAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { RAD, RAY, WAD } from '@/lib/math'
import { stored } from '@/lib/testing/fakes/migration'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import {
  built,
  diamond,
  type Given,
  ilk,
  legacyIlk,
  mom,
  ofStep,
  own,
  placeOf,
  prime,
  requirement,
} from '@/lib/testing/fakes/plans'
import { effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'

describe('a step of a migration', () => {
  const recorded = own.migration.ilks.items(ilk.ilk)

  it('starts the dual-run: CONTROLLER, the phase, and the ceilings as they are now', () => {
    const action = built(ofStep('startDualRun'), { held: false })
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(placeOf(ofStep('startDualRun')).plotted)]: false,
      [pathTo(own.wires.generatorOnProxy)]: true,
      [pathTo(own.migration.phase)]: 1,
      [pathTo(own.migration.dualRunAt)]: fakeTime,
      [pathTo(recorded.ceiling)]: 50n * RAD,
      [pathTo(recorded.listed)]: 50n * RAD,
    })
    const told = eventsBy([...legacyMigrationFacetAbi, ...migrationMomAbi], action.events.slice(1, 4))
    expect(action.events[0]).toMatchObject({ address: prime.almProxy })
    expect(action.disables[1]).toBe(
      `A rollback after the cutover restores the ceiling of ${ilk.ilk} to no more than 50 USDS.`,
    )
    expect(told.map((event) => ('eventName' in event ? event.eventName : null))).toEqual([
      'DualRunStarted',
      'CeilingsRecorded',
      'List',
    ])
    expect(action.events).toHaveLength(5)
  })

  it('grants CONTROLLER only where the Diamond does not hold it', () => {
    const action = built(ofStep('startDualRun'), { held: true })
    expect(Object.keys(effectsBy(action.effects))).not.toContain(pathTo(own.wires.generatorOnProxy))
    expect(action.events).toHaveLength(4)
  })

  it('lists nothing that is listed already, and delists what has no ceiling', () => {
    const same = built(ofStep('recordCeilings'), { phase: 'DualRun', listed: 50n * RAD })
    expect(same.events).toHaveLength(2)
    const none = built(ofStep('recordCeilings'), { phase: 'DualRun', line: 0n, listed: 1n })
    expect(effectsBy(none.effects)).toMatchObject({ [pathTo(recorded.listed)]: 0n })
    expect(eventsBy(migrationMomAbi, none.events.slice(1, 2))).toEqual([
      { address: mom, eventName: 'Delist', args: { ilk: legacyIlk } },
    ])
  })

  it('cuts over: the ilk leaves AutoLine, its ceiling ends, and that of all debt falls', () => {
    const step = ofStep('cutOver')
    const action = built(step, { phase: 'DualRun', closed: false, epoch: fakeTime })
    const rule = own.legacy(ilk.ilk).autoLine
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(placeOf(step).plotted)]: false,
      ...Object.fromEntries(
        [rule.line, rule.gap, rule.ttl, rule.last, rule.lastInc].map((leaf) => [pathTo(leaf), 0n]),
      ),
      [pathTo(own.legacy(ilk.ilk).line)]: 0n,
      [pathTo(recorded.closed)]: true,
      [pathTo(places.mcd.Line)]: 2_950n * RAD,
      [pathTo(own.legacy(ilk.ilk).rate)]: RAY,
      [pathTo(own.legacy(ilk.ilk).rho)]: fakeTime,
      [pathTo(places.mcd.debt)]: 1_000n * RAD,
      [pathTo(own.migration.phase)]: 2,
      [pathTo(own.migration.cutOverAt)]: fakeTime,
    })
    expect(action.events).toHaveLength(8)
    expect(action.disables[1]).toMatch(/^No new debt on the legacy ilks of Spark/)
  })

  it('cuts over an ilk without a ceiling, which closes nothing; and the total never falls below 0', () => {
    const bare = built(ofStep('cutOver'), { phase: 'DualRun', line: 0n })
    expect(Object.keys(effectsBy(bare.effects))).not.toContain(pathTo(places.mcd.Line))
    expect(bare.events).toHaveLength(5)
    const low = built(ofStep('cutOver'), { phase: 'DualRun', outputs: { 'Line()': () => [RAD] } })
    expect(effectsBy(low.effects)).toMatchObject({ [pathTo(places.mcd.Line)]: 0n })
  })

  it('is not stated where the record has an ilk that the deployment file does not', () => {
    const other = stringToHex('ALLOCATOR-OTHER-A', { size: 32 })
    const ilks = [{ ilk: other, allocatorVault: someone, ceiling: 1n }]
    const strange = built(ofStep('startDualRun'), {
      outputs: { 'migrations()': () => [[{ ...stored, ilks }]] },
    })
    expect(requirement(strange, 'plan-effects-known').says.fails).toMatch(/A legacy ilk of Spark could not/)
  })

  it('books the fees of an ilk at the cutover, to the second, if a way back is promised for it', () => {
    const step = ofStep('cutOver')
    const owed = { phase: 'DualRun', Art: 40n * WAD, epoch: fakeTime, time: fakeTime + 1n } as const
    const dripped = built(step, owed)
    expect(effectsBy(dripped.effects)).toMatchObject({
      [pathTo(own.legacy(ilk.ilk).rho)]: fakeTime + 1n,
      [pathTo(own.legacy(ilk.ilk).rate)]: RAY,
      [pathTo(places.mcd.debt)]: 1_000n * RAD,
    })
    const none = { ...stored, phase: 1, epoch: fakeTime }
    const ilks = [{ ilk: legacyIlk, allocatorVault: ilk.allocatorVault, ceiling: 0n }]
    const wound = built(step, { ...owed, outputs: { 'migrations()': () => [[{ ...none, ilks }]] } })
    expect(Object.keys(effectsBy(wound.effects))).not.toContain(pathTo(places.mcd.debt))
    expect(dripped.events.length - wound.events.length).toBe(2)
  })
})

describe('the retirement of a Prime', () => {
  const step = ofStep('retire')
  const surface = places.generators(diamond).migration
  const retire = (change: Given = {}) => built(step, { phase: 'CutOver', line: 0n, ...change })
  const keysOf = (action: ReturnType<typeof built>) => Object.keys(effectsBy(action.effects))

  it('ends all that the migration allowed: CONTROLLER, what MigrationMom restores, and its right to', () => {
    const action = retire({ held: true, listed: 50n * RAD, ward: true, approved: false })
    expect(effectsBy(action.effects)).toMatchObject({
      [pathTo(own.migration.phase)]: 3,
      [pathTo(own.migration.retiredAt)]: fakeTime,
      [pathTo(own.wires.generatorOnProxy)]: false,
      [pathTo(own.migration.ilks.items(ilk.ilk).listed)]: 0n,
      [pathTo(surface.mom.ward)]: false,
    })
    expect(action.events[0]).toMatchObject({ address: diamond })
    expect(action.disables[1]).toMatch(/^No way leads back: nothing restores the legacy ceilings of Spark/)
  })

  it('changes nothing of what has ended already', () => {
    const action = retire({ held: false, listed: 0n, ward: false, approved: false })
    for (const gone of [
      own.wires.generatorOnProxy,
      own.migration.ilks.items(ilk.ilk).listed,
      surface.mom.ward,
    ]) {
      expect(keysOf(action)).not.toContain(pathTo(gone))
    }
    expect(action.events).toHaveLength(2)
  })

  it('is not stated where it is not known where the rollback is approved', () => {
    const fails = requirement(retire({ approved: true }), 'plan-effects-known').says.fails
    expect(fails).toMatch(/No event that was seen tells where BeamState approves the rollback/)
  })

  it('leaves the right of MigrationMom while another Prime migrates, and is not stated where that is not known', () => {
    const other = { ...stored, prime: someone }
    const with2 = (phase: number) => ({
      'migrations()': () => [
        [
          { ...stored, phase: 2 },
          { ...other, phase },
        ],
      ],
    })
    const fails = requirement(
      retire({ ward: true, approved: false, outputs: with2(1) }),
      'plan-effects-known',
    ).says.fails
    expect(fails).toMatch(/was scheduled, and is no Prime of the deployment file/)
  })
})
