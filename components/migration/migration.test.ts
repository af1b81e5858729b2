import { describe, expect, it } from 'vitest'
import type { GeneratorModel } from '@/lib/console/model'
import type { Gate } from '@/lib/console/model/gates'
import type { MigrationModel, Permission, TransitionReadiness } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { RAY, type Rad, rad, wad } from '@/lib/math'
import type { Phase } from '@/lib/migration'
import { migrationSentence, primeSentence, progressWords, rollbackWords } from './migration-words'
import { nextStep } from './next-step'
import { phaseLines, placeOf } from './phases'
import { migrationRows, rollbackOutlook, surfaceOf } from './rows'

const MILLION = 10n ** 24n
const DAY = 86_400n
const now = BigInt(Date.UTC(2026, 10, 20, 8) / 1000)
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const gate = (id: 'running' | 'ward' | 'configurator', holds: Leaf<boolean>): Gate => ({
  of: 'rollback',
  id,
  prime: 'Keel',
  holds,
  fact: holds,
})
const approval = (isApproved: boolean): Gate => ({
  of: 'rollback',
  id: 'approved',
  prime: 'Keel',
  holds: given(isApproved),
  fact: given(isApproved ? { isApproved } : { isApproved, queued: null }),
})
const readiness = (gates: readonly Gate[]): TransitionReadiness => ({
  gates,
  ready: given(gates.every(({ holds }) => holds.ok && holds.value)),
})

interface Parts {
  readonly phase?: Leaf<Phase>
  readonly epoch?: Leaf<bigint>
  readonly moved?: bigint
  readonly left?: bigint
  readonly rollback?: TransitionReadiness
  readonly permission?: Permission
  readonly times?: Partial<MigrationModel>
}

const migration = ({
  phase = given('Legacy'),
  epoch = given(0n),
  moved = 0n,
  left = 100n,
  rollback = readiness([approval(true)]),
  permission = 'not-held',
  times = {},
}: Parts = {}) =>
  ({
    phaseName: phase,
    epoch,
    progress: given({ moved: moved * MILLION, left: left * MILLION, base: (moved + left) * MILLION }),
    rollback,
    permission: given(permission),
    cutOverAt: given(0n),
    retiredAt: given(0n),
    ...times,
  }) as MigrationModel

const prime = (
  name: string,
  parts: Parts = {},
  legacyDebt: Leaf<Rad> = given(rad((parts.left ?? 100n) * MILLION * RAY)),
) =>
  ({
    id: name.toLowerCase(),
    name,
    addresses: { almProxy: '0x0000000000000000000000000000000000000062' },
    migration: migration(parts),
    legacyDebt,
  }) as unknown as PrimeModel

const rowsOf = (...primes: readonly PrimeModel[]) =>
  migrationRows({
    generators: [{ id: '0x31', name: 'Generator', primes } as unknown as GeneratorModel],
    governance: null,
    time: now,
  })

const scenario = () =>
  rowsOf(
    prime('Spark', { left: 1_900n }),
    prime('Grove', { left: 1_100n, epoch: given(now + 7n * DAY) }),
    prime('Keel', { phase: given('DualRun'), epoch: given(now + DAY), moved: 60n, left: 40n }),
    prime('Obex', { phase: given('Retired'), epoch: given(now - DAY), moved: 25n, left: 0n }),
  )

describe('the rows of the migration', () => {
  it('stand in the order of the schedule, then what is not known, then what is not scheduled', () => {
    expect(scenario().map((row) => row.prime.name)).toEqual(['Obex', 'Keel', 'Grove', 'Spark'])
    const odd = rowsOf(
      prime('A'),
      prime('B', { epoch: failed }),
      prime('C', { epoch: given(1n) }),
      prime('D'),
    )
    expect(odd.map((row) => row.prime.name)).toEqual(['C', 'B', 'A', 'D'])
  })

  it('leave out Primes of a Diamond that migrates nothing', () => {
    expect(rowsOf({ ...prime('Spark'), migration: null })).toEqual([])
  })
})

describe('whether there is a migration', () => {
  const generator = (parts: object) => ({ migration: null, ...parts }) as GeneratorModel

  it('says that there is no migration where no Diamond has the facet, and unknown where one could not be asked', () => {
    const none = generator({ migrationFacet: given('0x00') })
    const silent = generator({ migrationFacet: failed })
    expect(surfaceOf({ generators: [none] })).toEqual(given(false))
    expect(surfaceOf({ generators: [none, silent] })).toBe(failed)
    expect(surfaceOf({ generators: [silent, generator({ migration: {} })] })).toEqual(given(true))
  })
})

describe('the sentence on all Primes', () => {
  it('counts Primes by phase, with the legacy debt that is left', () => {
    expect(migrationSentence(scenario())).toBe(
      '1 of 4 Primes retired, 1 in dual-run, 1 scheduled; 3.04B USDS of legacy debt left',
    )
    expect(migrationSentence(rowsOf(prime('Spark'), prime('Grove')))).toBe(
      'None of 2 Primes is scheduled to migrate; 200M USDS of legacy debt left',
    )
    expect(migrationSentence(rowsOf(prime('Obex', { phase: given('Retired'), left: 0n })))).toBe(
      '1 of 1 Prime retired; no legacy debt left',
    )
  })

  it('tells what is not known apart, and gives no sum that lacks a part', () => {
    const dual = prime('Keel', { phase: given('DualRun') })
    expect(migrationSentence(rowsOf(dual, prime('Grove', { phase: failed }, failed)))).toBe(
      '1 of 2 Primes in dual-run; of 1 it is not known; how much legacy debt is left is not known',
    )
    expect(migrationSentence(rowsOf(prime('Grove', { phase: failed })))).toBe(
      'Where 1 Prime stands is not known; 100M USDS of legacy debt left',
    )
  })
})

describe('the sentence on one Prime', () => {
  it('says where a Prime stands and what can come next', () => {
    const say = (parts: Parts) => primeSentence('Keel', migration(parts), now)
    expect(say({})).toBe('The migration of Keel is not scheduled')
    expect(say({ epoch: given(now + 7n * DAY) })).toBe(
      'Keel is scheduled to migrate; it can be cut over from 2026-11-27 08:00 UTC, in 7 d',
    )
    expect(say({ phase: given('DualRun'), epoch: given(now), moved: 60n, left: 40n })).toBe(
      'Keel is in dual-run: 60 % of 100M USDS has moved; it can be cut over since 08:00 UTC',
    )
    expect(say({ phase: given('CutOver'), left: 10n, times: { cutOverAt: given(now - DAY) } })).toBe(
      'Keel is cut over since 2026-11-19 08:00 UTC; 10M USDS of legacy debt left',
    )
    expect(say({ phase: given('Retired'), left: 0n })).toBe('Keel is retired; no legacy debt left')
    expect(say({ phase: failed })).toBe('Where Keel stands in its migration is not known')
  })

  it('gives a share only with its base', () => {
    expect(progressWords({ moved: wad(0n), left: wad(0n), base: wad(0n) })).toBe('none of no debt')
    expect(progressWords({ moved: wad(1n), left: wad(2n), base: wad(3n) })).toBe('33.33 % of <0.01 USDS')
  })
})

describe('whether a Prime could come back', () => {
  const closed = readiness([approval(false), gate('ward', given(true))])
  const outlook = (parts: Parts) => rollbackOutlook(migration(parts), now)

  it('asks for a way back from the schedule of a Prime on, until it is retired', () => {
    expect(outlook({})).toMatchObject({ value: { state: 'not-applicable' } })
    expect(outlook({ phase: given('Retired'), epoch: given(1n) })).toMatchObject({
      value: { state: 'not-applicable' },
    })
    expect(outlook({ epoch: given(now) })).toMatchObject({ value: { state: 'ready' } })
  })

  it('names the gate that is closed, and is graver once nothing else leads back', () => {
    const scheduled = outlook({ epoch: given(now), rollback: closed })
    expect(scheduled).toMatchObject({ value: { state: 'not-ready', needed: false } })
    expect(scheduled.ok && rollbackWords(scheduled.value)).toBe('Not ready: not approved')
    expect(outlook({ phase: given('CutOver'), epoch: given(now), rollback: closed })).toMatchObject({
      value: { needed: true },
    })
  })

  it('leaves the way back unknown where a gate could not be read and none is closed', () => {
    const unread = { gates: [{ ...approval(false), holds: failed }], ready: failed }
    expect(outlook({ phase: given('CutOver'), epoch: given(now), rollback: unread }).ok).toBe(false)
  })
})

describe('what comes next', () => {
  const next = (parts: Parts, planned: Parameters<typeof nextStep>[1] = null) => {
    const step = nextStep(migration(parts), planned, now)
    return step.ok ? step.value : step.reason.message
  }

  it('derives the next step from the phase', () => {
    const ahead = given(now + DAY)
    expect(next({})).toEqual({ by: 'Spell', what: 'schedule it', at: null })
    expect(next({ epoch: ahead })).toMatchObject({ by: 'Spell', what: 'start the dual-run' })
    expect(next({ phase: given('DualRun'), epoch: ahead })).toMatchObject({
      by: 'Relayer',
      what: 'migrate 100M USDS',
    })
    expect(next({ phase: given('DualRun'), epoch: ahead, left: 0n })).toEqual({
      by: 'Spell',
      what: 'cut over',
      at: now + DAY,
    })
    expect(next({ phase: given('DualRun'), epoch: given(now) })).toMatchObject({ what: 'cut over', at: now })
    expect(next({ phase: given('CutOver') })).toMatchObject({ by: 'Relayer', what: 'migrate 100M USDS' })
    expect(next({ phase: given('CutOver'), left: 0n })).toMatchObject({ what: 'retire the legacy ilks' })
    expect(next({ phase: given('Retired') })).toBeNull()
  })

  it('takes a permission that was left behind as the next step', () => {
    expect(next({ phase: given('Retired'), permission: 'left-behind' })).toMatchObject({
      by: 'Spell',
      what: 'revoke CONTROLLER left behind',
    })
  })

  it('takes a plan that governance has plotted as the next step, with its time', () => {
    const planned = { what: 'start the dual-run', at: now + 3_600n }
    expect(next({ epoch: given(now + DAY) }, planned)).toEqual({
      by: 'Spell',
      what: 'start the dual-run',
      at: now + 3_600n,
    })
  })

  it('does not guess the next step where the phase is not known', () => {
    expect(next({ phase: failed })).toBe('The call reverted.')
  })
})

describe('the phases of a Prime', () => {
  const never = { epoch: 0n, scheduledAt: 0n, dualRunAt: 0n, cutOverAt: 0n, rolledBackAt: 0n, retiredAt: 0n }

  it('places each phase behind, now or ahead', () => {
    expect(
      (['Legacy', 'DualRun', 'CutOver', 'Retired'] as const).map((phase) => placeOf(phase, 'DualRun')),
    ).toEqual(['done', 'now', 'ahead', 'ahead'])
  })

  it('says when each phase began, or from when it may begin', () => {
    expect(phaseLines('Legacy', 'Legacy', never, now)).toEqual(['Not scheduled'])
    expect(phaseLines('CutOver', 'Legacy', never, now)).toEqual(['No epoch yet'])
    const times = { ...never, epoch: now + DAY, scheduledAt: now - 2n * DAY, dualRunAt: now - DAY }
    expect(phaseLines('Legacy', 'DualRun', times, now)).toEqual(['Scheduled 2026-11-18 08:00 UTC'])
    expect(phaseLines('DualRun', 'DualRun', times, now)).toEqual(['Since 2026-11-19 08:00 UTC'])
    expect(phaseLines('CutOver', 'DualRun', times, now)).toEqual(['Not before 2026-11-21 08:00 UTC, in 1 d'])
    expect(phaseLines('CutOver', 'DualRun', { ...times, epoch: now }, now)).toEqual([
      'Possible since 08:00 UTC',
    ])
    expect(phaseLines('Retired', 'DualRun', times, now)).toEqual(['By spell, once no legacy debt is left'])
  })

  it('keeps in sight that a Prime came back from its cutover', () => {
    const back = { ...never, epoch: 1n, dualRunAt: now - DAY, cutOverAt: now - 60n, rolledBackAt: now }
    expect(phaseLines('DualRun', 'DualRun', back, now)).toEqual([
      'Since 2026-11-19 08:00 UTC',
      'Rolled back 2026-11-20 08:00 UTC',
    ])
    expect(phaseLines('CutOver', 'DualRun', back, now)).toEqual(['Possible since 1970-01-01 00:00 UTC'])
  })
})
