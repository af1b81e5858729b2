import { decodeFunctionData, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import { configuratorAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { textOf as pathText } from '@/lib/leaf/path'
import { limitKeyFor } from '@/lib/limits'
import { RAD, RAY, WAD, wad } from '@/lib/math'
import { rollbackHash } from '@/lib/migration'
import { CEILING, type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { type Action, type ActionRequest, buildAction, readBack, readinessOf } from '..'

const { generator, prime, ilk } = migrating
const { diamond } = generator.addresses
const HOUR = 3_600n

const step = (kind: 'migrate' | 'migrate-back', amount: bigint): ActionRequest => ({
  kind,
  generator: diamond,
  prime: prime.slug,
  ilk: ilk.ilk,
  amount: wad(amount),
})
const back: ActionRequest = { kind: 'rollback', generator: diamond, prime: prime.slug }

/** In dual-run, with 40 USDS owed on the legacy ilk under a ceiling of 70. */
const dualRun: FakeMigration = { phase: 'DualRun', Art: 40n * WAD, line: CEILING }
const cutOver: FakeMigration = { phase: 'CutOver', Art: 40n * WAD }

function built(request: ActionRequest, model: ConsoleModel): Action {
  const action = buildAction(request, model, someone)
  if (!action) throw new Error('nothing was built')
  return action
}

const blocked = (request: ActionRequest, state: FakeMigration, others = {}) => {
  const readiness = readinessOf(built(request, migratingModel(state, others)))
  return readiness.state === 'ready' ? [] : readiness.because.map(({ id }) => id)
}

const textOf = ({ requirements }: Action, id: string) =>
  requirements.find((requirement) => requirement.id === id)?.says.fails

const effectsOf = ({ effects }: Action) =>
  new Map(
    effects.map(({ path, after }): [string, unknown] => [
      pathText(path),
      after === 'gone' ? after : after.value,
    ]),
  )

describe('migrating a part of the debt', () => {
  const model = migratingModel(dualRun)
  const action = built(step('migrate', 12n * WAD), model)

  it('a step is ready to sign and is one call of migrate on the Diamond', () => {
    expect(readinessOf(action).state).toBe('ready')
    const [call] = action.calls
    expect(call?.to).toBe(diamond)
    expect(decodeFunctionData({ abi: legacyMigrationFacetAbi, data: call!.data })).toMatchObject({
      functionName: 'migrate',
      args: [prime.almProxy, expect.any(String), 12n * WAD],
    })
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('a step states its effects on both ilks, the vault, the limit and the tally of moved debt', () => {
    const own = `generators/${diamond}`
    const key = limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.vault)
    const effects = effectsOf(action)
    expect(Object.fromEntries(effects)).toMatchObject({
      [`${own}/debt/Art`]: 112n * WAD,
      [`${own}/primes/spark/legacy/${ilk.ilk}/Art`]: 28n * WAD,
      [`${own}/primes/spark/vault/totalSupply`]: 112n * WAD,
      [`${own}/primes/spark/migration/migrated`]: 82n * WAD,
      [`${own}/limits/${key}/lastAmount`]: 8n * WAD,
    })
    // At a rate of 1 nothing is rounded, so the total debt stays the same.
    expect(effects.get('mcd/debt')).toBe(1_000n * RAD)
    expect(effects.get(`${own}/totals/total`)).toBe(140n * RAD)
    expect(action.effects.filter(({ timed }) => !timed).map(({ path }) => path)).toEqual([
      `${own}/primes/spark/migration/migrated`,
    ])
  })

  it('a step says who can move the debt back', () => {
    expect(action.undo).toContain('migrateBack')
    expect(action.emergency).toBe(false)
  })
})

describe('migrating', () => {
  it('a step is blocked for each reason by itself', () => {
    const twelve = step('migrate', 12n * WAD)
    expect(blocked(twelve, { ...dualRun, frozen: true })).toEqual(['relayer'])
    expect(blocked(twelve, { ...dualRun, phase: 'Retired', held: true })).toEqual(['phase'])
    expect(blocked(twelve, { ...dualRun, time: fakeTime + 6n * HOUR })).toEqual(['window'])
    expect(blocked(twelve, { ...dualRun, held: false })).toEqual(['step'])
    expect(blocked(twelve, cutOver)).toEqual([])
    expect(blocked(step('migrate', 0n), dualRun)).toEqual(['amount', 'step'])
    expect(blocked(step('migrate', 20n * WAD), dualRun)).toEqual([])
    expect(blocked(step('migrate', 20n * WAD + 1n), dualRun)).toEqual(['step'])
  })

  it('a step inside the Processing Window says when the window ends and that the facet refuses until then', () => {
    const processing = built(step('migrate', WAD), migratingModel({ ...dualRun, time: fakeTime + 6n * HOUR }))
    expect(textOf(processing, 'window')).toBe(
      'It is inside the Processing Window (13:00 to 16:00 UTC), which ends at 16:00 UTC, in 2 h (LegacyMigrationFacet/processing-window)',
    )
  })

  it('a step that is too large says what limits it and from when it passes', () => {
    const more = built(step('migrate', 21n * WAD), migratingModel(dualRun))
    expect(textOf(more, 'step')).toBe(
      'At most 20 USDS moves in one step now: its migration limit binds; 21 USDS from 09:00 UTC, in 1 h',
    )
    expect(more.effects).toEqual([])
    expect(textOf(built(step('migrate', WAD), migratingModel({ ...dualRun, held: false })), 'step')).toBe(
      "At most 0 USDS moves in one step now: the Generator's Diamond does not hold CONTROLLER on the Prime's ALMProxy",
    )
  })

  it('a step for more than is owed moves what is left, and says so', () => {
    const last = { ...dualRun, Art: 5n * WAD }
    const action = built(step('migrate', 50n * WAD), migratingModel(last))
    expect(readinessOf(action).state).toBe('ready')
    expect(action.requirements.find(({ id }) => id === 'in-full')).toMatchObject({
      says: { fails: 'Not all of the amount moves: 5 USDS is all that Spark owes' },
      holds: { value: false },
      weight: 'warn',
    })
    expect(effectsOf(action).get(`generators/${diamond}/primes/spark/legacy/${ilk.ilk}/art`)).toBe(0n)
  })

  it('a step is not ready where one of its limits could not be read', () => {
    const others = { 'getRateLimitData(bytes32)': () => null }
    expect(blocked(step('migrate', WAD), dualRun, others)).toEqual(['step'])
  })

  it('no step is built for a Prime or an ilk that is not there, or for a Diamond without the facet', () => {
    const model = migratingModel(dualRun)
    expect(
      buildAction({ ...step('migrate', WAD), prime: 'keel' } as ActionRequest, model, someone),
    ).toBeNull()
    expect(buildAction({ ...step('migrate', WAD), ilk: 'OTHER' } as ActionRequest, model, someone)).toBeNull()
    const bare = migratingModel(dualRun, {
      'facetAddress(bytes4)': () => ['0x0000000000000000000000000000000000000000'],
    })
    expect(buildAction(step('migrate', WAD), bare, someone)).toBeNull()
    expect(buildAction(back, bare, someone)).toBeNull()
  })
})

describe('migrating back', () => {
  it('migrating back moves debt the other way, in dual-run only', () => {
    const request = step('migrate-back', 12n * WAD)
    expect(blocked(request, dualRun)).toEqual([])
    expect(blocked(request, { ...cutOver, line: CEILING })).toEqual(['phase'])
    expect(blocked(request, { ...dualRun, line: 41n * RAD })).toEqual(['step'])
    const effects = effectsOf(built(request, migratingModel(dualRun)))
    const own = `generators/${diamond}`
    expect(effects.get(`${own}/debt/Art`)).toBe(88n * WAD)
    expect(effects.get(`${own}/primes/spark/legacy/${ilk.ilk}/Art`)).toBe(52n * WAD)
    expect(effects.get(`${own}/primes/spark/vault/generatorShares`)).toBe(88n * WAD)
    expect(effects.get(`${own}/primes/spark/migration/migratedBack`)).toBe(22n * WAD)
  })

  it('a step uses up an allowance that is not unlimited', () => {
    const finite = { 'allowance(address,address)': () => [30n * WAD] }
    const path = `generators/${diamond}/primes/spark/legacyWires/${ilk.ilk}/allowance`
    const action = built(step('migrate-back', 12n * WAD), migratingModel(dualRun, finite))
    expect(effectsOf(action).get(path)).toBe(18n * WAD)
    const over = built(step('migrate', 12n * WAD), migratingModel(dualRun, finite))
    expect(effectsOf(over).get(`generators/${diamond}/wires/bufferAllowance`)).toBe(18n * WAD)
  })
})

describe('rolling back', () => {
  const model = migratingModel(cutOver)
  const action = built(back, model)

  it('a rollback is the approved call through the Configurator, and shows the call that it makes', () => {
    const { configurator } = modelUnit(model).configurator.addresses
    const [call] = action.calls
    expect(call).toMatchObject({ to: configurator, inner: { from: configurator, to: diamond } })
    const { args } = decodeFunctionData({ abi: configuratorAbi, data: call!.data })
    expect(args).toEqual([diamond, call?.inner?.data])
    expect(keccak256(call!.inner!.data)).toBe(rollbackHash(prime.almProxy))
    const [read] = readBack(action, model)
    expect(read?.faults).toEqual([])
    expect(read?.inner?.[0]?.decoded).toMatchObject({
      signature: 'rollback(address)',
      arguments: [{ value: prime.almProxy }],
    })
  })

  it('a rollback is exempt from the Processing Window', () => {
    expect(action.emergency).toBe(true)
    expect(readinessOf(action).state).toBe('ready')
    expect(blocked(back, { ...cutOver, time: fakeTime + 6n * HOUR })).toEqual([])
  })

  it('a rollback states the phase, every restored ceiling and the ceiling of all debt', () => {
    const path = `generators/${diamond}/primes/spark`
    expect(Object.fromEntries(effectsOf(action))).toEqual({
      [`${path}/migration/phase`]: 1,
      [`${path}/migration/rolledBackAt`]: fakeTime,
      [`${path}/legacy/${ilk.ilk}/line`]: CEILING,
      [`${path}/migration/ilks/items/${ilk.ilk}/closed`]: false,
      'mcd/Line': 3_000n * RAD + CEILING,
    })
  })

  it('a rollback is blocked while the Configurator is stopped, and says so', () => {
    const stopped = built(back, migratingModel({ ...cutOver, stopped: true }))
    expect(readinessOf(stopped)).toMatchObject({ state: 'blocked', because: [{ id: 'running' }] })
    expect(textOf(stopped, 'running')).toBe(
      'The Configurator is stopped. No rollback by a cBEAM is possible until it is started. Starting it again goes through the timelock. Until then only governance can roll back, by spell. (Configurator/stopped)',
    )
  })

  it('a rollback is blocked for each closed gate by itself', () => {
    expect(blocked(back, { ...cutOver, approved: false })).toEqual(['approved'])
    expect(blocked(back, { ...cutOver, ward: false })).toEqual(['ward'])
    expect(blocked(back, { ...cutOver, frozen: true })).toEqual(['cbeam'])
    expect(blocked(back, dualRun)).toEqual(['cut-over'])
    expect(blocked(back, { ...cutOver, listed: 0n })).toEqual(['listed'])
  })

  it('a rollback restores the listed ceiling where that is lower than the recorded one, and warns of it', () => {
    const less = built(back, migratingModel({ ...cutOver, listed: RAY }))
    expect(readinessOf(less).state).toBe('ready')
    expect(less.requirements.find(({ id }) => id === 'in-full')).toMatchObject({ holds: { value: false } })
    expect(effectsOf(less).get(`generators/${diamond}/primes/spark/legacy/${ilk.ilk}/line`)).toBe(RAY)
  })

  it('a rollback is still offered, as unknown, where a gate could not be read', () => {
    const unread = { 'isControllerActionEnabled(bytes32,address)': () => null }
    expect(readinessOf(built(back, migratingModel(cutOver, unread))).state).toBe('unknown')
  })
})
