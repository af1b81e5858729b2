import { type Address, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { RAD, rad, seconds, WAD, wad } from '@/lib/math'
import type { Phase } from '@/lib/migration'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { GeneratorFacts } from '../facts'
import type { MigrationModel } from '../model/migration'
import type { PrimeModel } from '../model/primes'
import { deriveSurface } from './migration'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const model = migratingModel({ phase: 'DualRun', Art: 40n * WAD })
const generator = model.generators[0]!
const sampled = generator.primes[0]!

const primeOf = (
  name: string,
  migration: Partial<MigrationModel> | null,
  debt: Leaf<bigint> = given(RAD),
): PrimeModel => ({
  ...{
    ...sampled,
    id: name.toLowerCase(),
    name,
    addresses: { ...sampled.addresses, almProxy: at(name.length) },
  },
  migration: migration && { ...sampled.migration!, ...migration },
  legacyDebt: debt as PrimeModel['legacyDebt'],
})
const scheduled = (phase: Phase, epoch: bigint, migrated = 0n) => ({
  ...{ phaseName: given(phase), epoch: given(seconds(epoch)) },
  ...{ migrated: given(wad(migrated)), migratedBack: given(wad(0n)) },
})
const surface = (primes: readonly PrimeModel[], facts: Partial<GeneratorFacts> = {}) =>
  deriveSurface({ ...generator, ...facts } as unknown as GeneratorFacts, primes)

describe('the migration of a Generator', () => {
  it('does not exist without the facet', () => {
    expect(surface([], { migration: null })).toBeNull()
  })

  it('names the Prime that is cut over next, by its epoch', () => {
    const primes = [
      primeOf('Spark', scheduled('DualRun', 20n)),
      primeOf('Obex', scheduled('DualRun', 10n)),
      primeOf('Keels', scheduled('CutOver', 5n)),
      primeOf('Grovey', null),
    ]
    expect(surface(primes)?.next).toMatchObject({
      ok: true,
      value: { prime: 'obex', name: 'Obex', epoch: 10n, almProxy: at(4) },
    })
    expect(Object.keys((surface(primes)!.next as { value: object }).value)).toEqual([
      ...['prime', 'name', 'epoch', 'almProxy'],
    ])
    expect(surface([primeOf('Spark', scheduled('Retired', 5n))])?.next).toMatchObject({
      ok: true,
      value: null,
    })
  })

  it('has moved what all Primes moved that migrate, of that and what they owe', () => {
    const primes = [
      primeOf('Spark', scheduled('DualRun', 20n, 3n * WAD), given(2n * RAD)),
      primeOf('Obex', scheduled('CutOver', 10n, 5n * WAD), given(4n * RAD)),
      primeOf('Grovey', null, given(100n * RAD)),
    ]
    expect(surface(primes)?.progress).toMatchObject({
      ok: true,
      value: { moved: 8n * WAD, left: 6n * WAD, base: 14n * WAD },
    })
  })

  it('is unknown where the schedule is, or a Prime of it', () => {
    const cut = { migration: { ...generator.migration!, scheduled: { length: unread, items: [] } } } as never
    for (const found of [
      surface([primeOf('Spark', scheduled('DualRun', 20n))], cut),
      surface([primeOf('Spark', { ...scheduled('DualRun', 20n), epoch: unread, migrated: unread })]),
    ]) {
      expect(found?.next.ok).toBe(false)
      expect(found?.progress.ok).toBe(false)
    }
    expect(
      surface([primeOf('Spark', { ...scheduled('DualRun', 20n), migrated: unread })])?.progress,
    ).toMatchObject({
      ok: false,
      reason: { message: 'It lacks Spark: It reverted.' },
    })
  })
})

describe('the vault of a Prime', () => {
  it('is worth its shares, of which what is not idle is out', () => {
    expect(sampled.vault).toMatchObject({
      totalAssets: { ok: true, value: 100n * WAD },
      outstanding: { ok: true, value: 90n * WAD },
      funding: { ok: true, value: 100n * WAD },
    })
  })
})

describe('the gates of a cutover', () => {
  it('begin with the phase and the epoch', () => {
    expect(sampled.migration?.cutover.gates.slice(0, 2).map(({ id }) => id)).toEqual(['dual-run', 'epoch'])
  })
})

describe('the debt of a Generator and its Primes', () => {
  it('is told apart and in total', () => {
    expect(generator.totals).toMatchObject({
      legacy: { ok: true, value: 40n * RAD },
      generator: { ok: true, value: 100n * RAD },
      total: { ok: true, value: 140n * RAD },
    })
    expect(generator.debt.line).toMatchObject({ value: rad(250n * RAD) })
    expect(model.time).toBe(fakeTime)
  })

  it('names the side that it lacks', () => {
    const lacking = migratingModel({ phase: 'DualRun' }, { 'ilks(bytes32)': () => null }).generators[0]!
      .totals
    expect(lacking.total.ok === false && lacking.total.reason.message).toMatch(
      /^It lacks the legacy ilks, the Generator ilk: /,
    )
  })
})
