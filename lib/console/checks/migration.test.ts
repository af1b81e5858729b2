import { type Address, getAddress, type Hex, pad, stringToHex, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { RAD, rad } from '@/lib/math'
import { checked } from '@/lib/testing/checked'
import { type FakeMigration, migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { RecordedIlkFacts } from '../facts/migration'
import type { GeneratorModel, Unchecked } from '../model'
import type { MigrationModel, MigrationSurfaceModel } from '../model/migration'
import type { PrimeModel } from '../model/primes'
import { migrationChecks } from './migration'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const ELSEWHERE = at(0x99)
const ILK = migrating.ilk.ilk
const LEGACY_VAULT = migrating.ilk.allocatorVault

interface Changes {
  readonly state?: Partial<FakeMigration>
  readonly migration?: Partial<Record<keyof MigrationModel, unknown>> | null
  readonly prime?: Partial<Record<keyof PrimeModel, unknown>>
  readonly surface?: Partial<Record<keyof MigrationSurfaceModel, unknown>> | null
  readonly model?: Partial<Unchecked>
  /** In the place of the only Prime. */
  readonly primes?: readonly PrimeModel[]
}

const sampledIn = (() => {
  const kept = new Map<string, Unchecked>()
  return (state: Partial<FakeMigration>) => {
    const key = JSON.stringify(state, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    const model = kept.get(key) ?? migratingModel({ phase: 'DualRun', ...state })
    kept.set(key, model)
    return model
  }
})()

/** The checks of a Prime in dual-run, with some of what is known of it changed. */
function checksOf({ state = {}, migration = {}, prime = {}, surface = {}, model = {}, primes }: Changes) {
  const sampled = sampledIn(state)
  const generator = sampled.generators[0]!
  const own = generator.primes[0]!
  return migrationChecks(
    {
      ...generator,
      migration: surface && { ...generator.migration!, ...surface },
      primes: primes ?? [{ ...own, migration: migration && { ...own.migration!, ...migration }, ...prime }],
    } as GeneratorModel,
    { ...sampled, ...model },
  )
}
const shown = (name: string, changes: Changes = {}) => checked(checksOf(changes), `migration/${name}`)
const spoken = (name: string, changes: Changes) =>
  checksOf(changes).find(({ id }) => id.startsWith(`migration/${name}/`))?.says

const recorded = (n: number, more: Partial<RecordedIlkFacts> = {}): RecordedIlkFacts => ({
  ...{ id: `ILK-${n}`, ilk: given<Hex>(toHex(n, { size: 32 })), allocatorVault: given(at(n)) },
  ...{ ceiling: given(rad(RAD)), listed: given(rad(0n)), closed: given(true) },
  ...more,
})
const ilks = (items: readonly RecordedIlkFacts[], length: Leaf<number> = given(items.length)) => ({
  length,
  items,
})

describe('the check of CONTROLLER', () => {
  it('says whether it is held, and in which phase', () => {
    expect(shown('permission')).toMatchObject({ state: 'pass', found: 'Held; Spark is in dual-run.' })
    expect(shown('permission', { state: { phase: 'Legacy' } })?.found).toBe('Not held; Spark is legacy.')
    expect(shown('permission', { state: { phase: 'Retired', held: true } })).toMatchObject({
      state: 'critical',
      title: 'Spark is retired, but the Diamond still controls its ALMProxy',
    })
    expect(spoken('permission', { migration: { phaseName: unread } })?.fails).toBe(
      'Spark is in an unknown phase, but the Diamond already controls its ALMProxy',
    )
  })

  it('demands that it is not held of a Prime that does not migrate', () => {
    const held = (is: boolean): Changes => ({
      migration: null,
      prime: { wires: { ...sampledIn({}).generators[0]!.primes[0]!.wires, generatorOnProxy: given(is) } },
    })
    expect(shown('permission', held(false))).toMatchObject({ state: 'pass', found: 'Not held.' })
    expect(shown('permission', held(true))).toEqual({
      state: 'critical',
      title: 'Spark does not migrate, but the Diamond already controls its ALMProxy',
      found: 'Held.',
    })
    expect(shown('epoch', held(false))).toBeNull()
  })

  it('is amber where it is missing', () => {
    expect(shown('permission-missing')).toMatchObject({ state: 'pass', found: 'As its phase demands.' })
    expect(shown('permission-missing', { state: { held: false } })).toEqual({
      state: 'attention',
      title: 'Spark is in dual-run, but the Diamond does not control its ALMProxy',
      found: "CONTROLLER on the Prime's ALMProxy is not held.",
    })
  })
})

describe('the checks of what a retired Prime leaves', () => {
  const retired = { state: { phase: 'Retired' } } as const

  it('tell an approval of its rollback', () => {
    expect(shown('approval-left', retired)).toMatchObject({ state: 'pass', found: 'Not approved.' })
    expect(shown('approval-left', { state: { ...retired.state, approved: true } })).toEqual({
      state: 'attention',
      title: 'Spark is retired, but BeamState still approves its rollback',
      found: 'Approved in BeamState.',
    })
    expect(shown('approval-left')).toMatchObject({ state: 'pass', found: 'Approved in BeamState.' })
  })

  it('tell each ilk with what MigrationMom has listed of it', () => {
    const of = (...items: readonly RecordedIlkFacts[]) =>
      shown('listed-left', { ...retired, migration: { ilks: ilks(items) } })
    expect(of()).toMatchObject({ state: 'pass', found: 'No legacy ilk is recorded.' })
    expect(of(recorded(1))).toMatchObject({ state: 'pass', found: 'ILK-1: 0 USDS.' })
    expect(of(recorded(1), recorded(2, { listed: given(rad(2n * RAD)) }))).toEqual({
      state: 'attention',
      title: 'Spark is retired, but MigrationMom still lists a legacy ilk of it',
      found: 'ILK-1: 0 USDS, ILK-2: 2 USDS.',
    })
    expect(shown('listed-left', { ...retired, migration: { ilks: ilks([], unread) } })?.state).toBe('unknown')
  })
})

describe('the checks of a Prime on its way', () => {
  it('say when its epoch is, and that it is over', () => {
    expect(shown('epoch', { state: { epoch: fakeTime + 1n } })).toMatchObject({
      state: 'pass',
      found: 'Epoch 2027-01-15 08:00 UTC; it is in dual-run.',
    })
    expect(shown('epoch', { state: { epoch: fakeTime } })).toMatchObject({
      state: 'attention',
      title: 'The epoch of Spark is over, but it is in dual-run',
    })
    expect(shown('epoch', { state: { phase: 'Legacy', epoch: 0n } })?.found).toBe('It is not scheduled.')
    expect(spoken('epoch', { migration: { phaseName: unread } })?.fails).toBe(
      'The epoch of Spark is over, but it is in an unknown phase',
    )
  })

  it('say which gate of its rollback is closed', () => {
    expect(shown('rollback', { state: { phase: 'CutOver' } })).toMatchObject({
      state: 'pass',
      found: 'Every gate is open.',
    })
    expect(shown('rollback', { state: { phase: 'CutOver', ward: false, stopped: true } })).toEqual({
      state: 'critical',
      title: 'Spark is cut over, but cannot be rolled back',
      found: 'The Configurator is stopped; MigrationMom is no ward of the Vat.',
    })
    expect(shown('rollback', { state: { ward: false } })?.state).toBe('pass')
  })

  it('say what could be drawn on each legacy ilk', () => {
    const of = (legacy: readonly unknown[] | undefined, state: Partial<FakeMigration>) =>
      shown('headroom', { state: { phase: 'CutOver', ...state }, ...(legacy && { prime: { legacy } }) })
    expect(of(undefined, {})).toMatchObject({ state: 'pass', found: `${ILK}: ceiling 0 USDS.` })
    expect(of(undefined, { line: 2n * RAD, highest: 3n * RAD })).toEqual({
      state: 'critical',
      title: 'Spark is cut over, but a legacy ilk of it can be drawn on again',
      found: `${ILK}: ceiling 2 USDS, up to 3 USDS by AutoLine.`,
    })
    expect(of(undefined, { highest: 1n })?.state).toBe('critical')
    expect(of([], {})).toMatchObject({ state: 'pass', found: 'It has no legacy ilks.' })
    const [ilk] = sampledIn({}).generators[0]!.primes[0]!.legacy
    expect(of([{ ...ilk, autoLine: null }], {})).toMatchObject({
      state: 'pass',
      found: `${ILK}: ceiling 0 USDS.`,
    })
  })
})

describe('the checks of what the facet recorded of a Prime', () => {
  const own = recorded(1, {
    id: ILK,
    ilk: given(stringToHex(ILK, { size: 32 })),
    allocatorVault: given(LEGACY_VAULT),
  })
  const of = (items: readonly RecordedIlkFacts[], length?: Leaf<number>) =>
    shown('ilks', { migration: { ilks: ilks(items, length) } })

  it('hold its ilks against those of the deployment file', () => {
    expect(of([own])).toEqual({
      state: 'pass',
      title: 'The facet recorded the legacy ilks of Spark that the deployment file names',
      found: `${ILK} with ${LEGACY_VAULT}.`,
    })
    expect(of([{ ...own, allocatorVault: given(ELSEWHERE) }])).toEqual({
      state: 'critical',
      title: 'The facet recorded other legacy ilks of Spark than the deployment file names',
      found: `${ILK} with ${ELSEWHERE}.`,
    })
    for (const other of [
      [],
      [own, recorded(2)],
      [recorded(2)],
      [{ ...own, ilk: given(toHex(3, { size: 32 })) }],
    ]) {
      expect(of(other)?.state).toBe('critical')
    }
    expect(of([own], unread)?.state).toBe('unknown')
    const [ilk] = sampledIn({}).generators[0]!.primes[0]!.legacy
    const second = { ...ilk!, id: 'ILK-2', ilk: toHex(2, { size: 32 }), allocatorVault: at(2) }
    const twoOf = (...items: readonly RecordedIlkFacts[]) =>
      shown('ilks', { migration: { ilks: ilks(items) }, prime: { legacy: [ilk, second] } })
    expect(twoOf(recorded(2), own)?.state).toBe('pass')
    expect(twoOf(recorded(3), own)?.state).toBe('critical')
  })

  it('expect the ilks of the deployment file, or none', () => {
    const expected = (changes: Changes) =>
      checksOf(changes).find(({ id }) => id.startsWith('migration/ilks/'))?.expected
    expect(expected({})).toBe(`${ILK} with ${LEGACY_VAULT}`)
    expect(expected({ prime: { legacy: [] } })).toBe('None')
  })

  it('hold nothing against a Prime that was never scheduled', () => {
    const never = { migration: { vault: given(zeroAddress), ilks: ilks([]) } }
    expect(shown('ilks', never)).toMatchObject({ state: 'pass', found: 'It was never scheduled.' })
    expect(shown('vault', never)).toMatchObject({ state: 'pass', found: 'It was never scheduled.' })
  })

  it('hold its vault against that of the deployment file', () => {
    const { vault } = migrating.prime
    expect(shown('vault', { migration: { vault: given(vault) } })).toMatchObject({
      state: 'pass',
      found: vault,
    })
    expect(shown('vault', { migration: { vault: given(ELSEWHERE) } })).toEqual({
      state: 'critical',
      title: 'The facet recorded another vault for Spark',
      found: ELSEWHERE,
    })
  })
})

describe('the checks of the migration of a Generator', () => {
  const scheduled = (primes: readonly Address[], length: Leaf<number> = given(primes.length)): Changes => ({
    surface: {
      scheduled: {
        length,
        items: primes.map((prime, index) => ({ id: String(index), prime: given(prime) })),
      },
    },
  })

  it('are not there without the facet', () => {
    expect(checksOf({ surface: null, migration: null }).map(({ id }) => id)).toEqual([
      'migration/permission/spark',
    ])
  })

  it('name each scheduled Prime that is not in the deployment file', () => {
    const { almProxy } = migrating.prime
    expect(shown('known', scheduled([almProxy]))).toMatchObject({
      state: 'pass',
      title: 'Every Prime in the migration schedule of Generator is known here',
      found: 'Each is in the deployment file.',
    })
    expect(shown('known', scheduled([at(7), almProxy, at(8)]))).toEqual({
      state: 'attention',
      title: 'The migration schedule of Generator has 2 Primes unknown to this console',
      found: `Not in the deployment file: ${at(7)}, ${at(8)}.`,
    })
    expect(shown('known', scheduled([almProxy], unread))?.state).toBe('unknown')
    const [own] = sampledIn({}).generators[0]!.primes
    const second = { ...own!, id: 'keel', migration: null, addresses: { ...own!.addresses, almProxy: at(7) } }
    expect(shown('known', { ...scheduled([at(7), almProxy]), primes: [own!, second] })?.state).toBe('pass')
    expect(spoken('known', scheduled([almProxy], unread))?.fails).toBe(
      'The migration schedule of Generator has a Prime unknown to this console',
    )
  })

  it('name the Diamond and the Vat that MigrationMom serves', () => {
    const { mom } = sampledIn({}).generators[0]!.migration!
    const { diamond } = migrating.generator.addresses
    const of = (more: object) => shown('mom', { surface: { mom: { ...mom, ...more } } })
    const { vat } = sampledIn({}).mcd.addresses
    expect(of({})).toMatchObject({ state: 'pass', found: `Diamond ${diamond}, Vat ${vat}.` })
    for (const other of [{ diamond: given(ELSEWHERE) }, { vat: given(ELSEWHERE) }]) {
      expect(of(other)).toMatchObject({
        state: 'critical',
        title: 'MigrationMom of Generator serves another Diamond or another Vat',
      })
    }
  })

  it('hold MigrationMom and AutoLine against the deployment file, where that names them', () => {
    const { governance, mcd } = sampledIn({})
    const autoLine = { autoLine: given(ELSEWHERE) }
    expect(shown('auto-line', { surface: autoLine })).toEqual({
      state: 'critical',
      title: 'The migration of Generator looks into another AutoLine',
      found: ELSEWHERE,
    })
    expect(shown('mom-deployed')).toMatchObject({
      state: 'pass',
      title: 'The migration of Generator restores ceilings by this MigrationMom',
      found: governance!.addresses.migrationMom,
    })
    expect(shown('mom-deployed', { model: { governance: null } })).toBeNull()
    const without = { mcd: { ...mcd, addresses: { ...mcd.addresses, autoLine: null } } }
    expect(shown('auto-line', { model: without })).toBeNull()
  })
})
