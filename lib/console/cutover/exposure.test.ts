import { keccak256, stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import type { ConsoleModel, LimitModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { limitKeyFor } from '@/lib/limits'
import { MAX_UINT256, RAD, RAY, WAD, wad } from '@/lib/math'
import { fakePrimeDeployment, fakeStagesDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel, operating } from '@/lib/testing/fakes/migration'
import {
  type FakeOutputs,
  fakeModel,
  fakeTime,
  someone,
  type Told,
  unnamedKey,
} from '@/lib/testing/fakes/model'
import { cBeamRamps, type Exposure, exposures, reach } from './exposure'

const HOUR = 3_600n
/** Each key holds 20 USDS of at most 30, and refills one an hour. */
const world = (outputs: FakeOutputs = {}, state: object = {}, told: Told = {}) =>
  exposures(migratingModel({ phase: 'DualRun', ...state }, { ...operating, ...outputs }, told))
function known<T>(leaf: Leaf<T> | undefined): T {
  if (!leaf?.ok) throw new Error(leaf?.reason.message ?? 'There is none')
  return leaf.value
}
const ofGenerator = (all: readonly Exposure[]) => all.find(({ prime }) => prime === null)!
const ofPrime = (all: readonly Exposure[]) => all.find(({ prime }) => prime === 'spark')!
const keyTo = (exposure: Exposure, from: string, to: string) =>
  exposure.keys.find((key) => key.from.of === from && key.to.of === to)!
const limited = (maxAmount: bigint): FakeOutputs => ({
  'getRateLimitData(bytes32)': () => [{ maxAmount, slope: 0n, lastAmount: 0n, lastUpdated: fakeTime }],
  'getCurrentRateLimit(bytes32)': () => [maxAmount],
})

/** Each key holds all of so much, and refills nothing. */
const full = (maxAmount: bigint): FakeOutputs => ({
  'getRateLimitData(bytes32)': () => [{ maxAmount, slope: 0n, lastAmount: maxAmount, lastUpdated: fakeTime }],
})

/** The same Prime twice, with a vault of its own each, funded by one Generator. */
function twoVaults(ofSecond: Partial<PrimeModel['vault']>, outputs: FakeOutputs): ConsoleModel {
  const model = migratingModel({ phase: 'DualRun' }, { ...operating, ...outputs })
  const [generator] = model.generators
  const [first] = generator?.primes ?? []
  if (!generator || !first) throw new Error('The Generator funds no Prime')
  const addresses = { ...first.addresses, vault: someone }
  const second: PrimeModel = {
    ...first,
    ...{ id: 'second', name: 'Second', addresses, vault: { ...first.vault, ...ofSecond } },
  }
  const limits = generator.limits.flatMap((limit): LimitModel[] =>
    limit.name?.addresses[0] === first.addresses.vault
      ? [{ ...limit, id: `${limit.id}02`, name: { ...limit.name, addresses: [someone] } }]
      : [],
  )
  return {
    ...model,
    generators: [{ ...generator, primes: [first, second], limits: [...generator.limits, ...limits] }],
  }
}

/** The Prime with a vault at each of two Generators; 40 USDS are idle in the second. */
function twoGenerators(): ConsoleModel {
  const model = migratingModel({ phase: 'DualRun' }, operating)
  const [generator] = model.generators
  const [prime] = generator?.primes ?? []
  const vault = { ...prime!.vault, idle: given(wad(40n * WAD)) }
  const second = { ...prime!, vault, takeLimit: { ...prime!.takeLimit, id: unnamedKey } }
  const other = { ...generator!, id: someone, name: 'Other', primes: [second] }
  return { ...model, generators: [generator!, other] }
}

describe('what a relayer that was taken over could move', () => {
  it('counts in 24 h what refills while it is used, not capped by the maximum', () => {
    const mint = keyTo(ofGenerator(world()), 'mcd', 'generator')
    expect(known(mint.now)).toBe(20n * WAD)
    // 24 more, which is above the maximum of 30; a slope is cut to whole units a second.
    expect(known(mint.day)).toBe(20n * WAD + (WAD / HOUR) * 24n * HOUR)
  })

  it('is bounded by what is there to move', () => {
    const all = world({ 'getCurrentRateLimit(bytes32)': () => [20n * WAD] })
    const recall = keyTo(ofGenerator(all), 'vault', 'generator')
    // The vault has 10 USDS idle.
    expect(known(recall.there)).toBe(10n * WAD)
    expect(known(reach(ofGenerator(all), recall, 'now', false))).toBe(10n * WAD)
    expect(known(reach(ofGenerator(all), recall, 'day', false))).toBe(10n * WAD)
  })

  it('adds what the same relayer can mint to what it can deposit', () => {
    const deposit = keyTo(ofGenerator(world()), 'generator', 'vault')
    // 10 in the ALMProxy, and 20 that can be minted now, 44 in a day.
    expect(known(deposit.there)).toBe(30n * WAD)
    expect(known(deposit.thereInADay)).toBeGreaterThan(53n * WAD)
  })

  it('adds what it can withdraw from other vaults, and not what it would bring back', () => {
    const two = (ofSecond: Partial<PrimeModel['vault']> = {}, outputs: FakeOutputs = {}) =>
      ofGenerator(exposures(twoVaults(ofSecond, outputs)))
    const into = (exposure: Exposure, name: string) =>
      exposure.keys.find(({ from, to }) => from.of === 'generator' && to.of === 'vault' && to.name === name)!
    // 10 in the ALMProxy, 20 that can be minted, and of the 40 that are idle in the other vault what its key lets out.
    const generator = two({ idle: given(wad(40n * WAD)) })
    expect(known(into(generator, 'Spark').there)).toBe(50n * WAD)
    expect(known(into(generator, 'Spark').thereInADay)).toBeGreaterThan(93n * WAD)
    // The first vault has 10 idle.
    expect(known(into(generator, 'Second').there)).toBe(40n * WAD)
    const unlimited = two({ idle: given(wad(40n * WAD)) }, full(MAX_UINT256))
    expect(known(into(unlimited, 'Second').there)).toBe(170n * WAD)
    // What lies in a vault that could not be read is missing at the others, and not at itself.
    const unread = two({ idle: unknown({ kind: 'reverted', message: 'The call reverted.' }) })
    expect(into(unread, 'Spark').there.ok).toBe(false)
    expect(known(into(unread, 'Second').there)).toBe(40n * WAD)
  })

  it('can mint what fits below the ceiling that AutoLine sets first, for whoever calls it', () => {
    const { mcd } = fakePrimeDeployment()
    /** All below the ceiling is drawn, the gap is 50, an increase waits for an hour. */
    const ceiling = (lastInc: bigint, Line = 3_000n * RAD): FakeOutputs => ({
      ...full(40n * WAD),
      'Line()': () => [Line],
      'ilks(bytes32)': (_, to) => {
        if (to === mcd.lineMom) return [1n, 0n, 0n, 0n, 0n]
        if (to === mcd.autoLine) return [900n * RAD, 50n * RAD, HOUR, 0n, lastInc]
        if (to !== mcd.vat) return [RAY, fakeTime, 0n, 0n, 0n]
        return [100n * WAD, RAY, RAY, 100n * RAD, 0n]
      },
    })
    const mint = (outputs: FakeOutputs) => {
      const generator = ofGenerator(world(outputs))
      const key = keyTo(generator, 'mcd', 'generator')
      return [known(key.there), known(reach(generator, key, 'now', false))]
    }
    expect(mint(ceiling(fakeTime - HOUR))).toEqual([50n * WAD, 40n * WAD])
    expect(mint(ceiling(fakeTime - HOUR + 1n))).toEqual([0n, 0n])
    // Both ceilings rise by the same amount: all debt is 1,000, and its ceiling 30 above that after the call.
    expect(mint(ceiling(fakeTime - HOUR, 980n * RAD))).toEqual([30n * WAD, 30n * WAD])
  })

  it('does not call AutoLine where that would lower the ceiling', () => {
    const { mcd } = fakePrimeDeployment()
    const lowering: FakeOutputs = {
      'ilks(bytes32)': (_, to) => {
        if (to === mcd.lineMom) return [1n, 0n, 0n, 0n, 0n]
        if (to === mcd.autoLine) return [900n * RAD, 50n * RAD, HOUR, 0n, fakeTime]
        if (to !== mcd.vat) return [RAY, fakeTime, 0n, 0n, 0n]
        return [100n * WAD, RAY, RAY, 250n * RAD, 0n]
      },
    }
    expect(known(keyTo(ofGenerator(world(lowering)), 'mcd', 'generator').there)).toBe(150n * WAD)
  })

  it('is without a bound where a key is unlimited, and still no more than is there', () => {
    const all = world(limited(MAX_UINT256))
    const take = keyTo(ofPrime(all), 'vault', 'prime')
    expect(known(take.day)).toBe(MAX_UINT256)
    expect(known(reach(ofPrime(all), take, 'day', false))).toBe(10n * WAD)
  })

  it('is nothing where a key is not set, or where nobody operates the controller', () => {
    const all = world(limited(0n))
    expect(known(reach(ofPrime(all), keyTo(ofPrime(all), 'vault', 'prime'), 'day', false))).toBe(0n)
    const frozen = world({}, { frozen: true })
    const mint = keyTo(ofGenerator(frozen), 'mcd', 'generator')
    expect(known(ofGenerator(frozen).before)).toBe(false)
    expect(known(reach(ofGenerator(frozen), mint, 'now', false))).toBe(0n)
  })

  it('is nothing after a freeze, which removes every relayer', () => {
    const all = world()
    const generator = ofGenerator(all)
    expect(known(generator.after)).toBe(false)
    for (const key of generator.keys) expect(known(reach(generator, key, 'day', true))).toBe(0n)
  })

  describe('whom nobody may freeze', () => {
    const freezer = keccak256(stringToHex('FREEZER'))
    const freezers = (count: readonly [bigint] | null): FakeOutputs => ({
      'getRoleMemberCount(bytes32)': ([role]) => (role === freezer ? count : [1n]),
    })

    it('moves after a freeze what it moves before', () => {
      const all = world(freezers([0n]))
      for (const one of [ofGenerator(all), ofPrime(all)]) expect(known(one.after)).toBe(true)
      const mint = keyTo(ofGenerator(all), 'mcd', 'generator')
      expect(known(reach(ofGenerator(all), mint, 'day', true))).toBeGreaterThan(20n * WAD)
      expect(known(ofGenerator(world(freezers([1n]))).after)).toBe(false)
    })

    it('is unknown where the freezers could not be read, except of one whom nobody operates', () => {
      expect(ofGenerator(world(freezers(null))).after.ok).toBe(false)
      expect(known(ofGenerator(world(freezers(null), { frozen: true })).after)).toBe(false)
      expect(known(ofGenerator(world(freezers([0n]), { frozen: true })).after)).toBe(false)
    })

    it('is an actor of an agent that has no revoker and no admin', () => {
      const agents = (may: bigint, actors = 1n): FakeOutputs => ({
        'actorCount()': () => [actors],
        'revokerCount()': () => [may],
        'adminCount()': () => [may],
      })
      const first = (outputs: FakeOutputs) =>
        ofPrime(exposures(fakeModel(outputs, fakeTime, fakeStagesDeployment())))
      expect(known(first(agents(1n)).after)).toBe(false)
      expect(known(first(agents(0n)).after)).toBe(true)
      expect(known(first(agents(0n, 0n)).after)).toBe(false)
      expect(known(first({ ...agents(0n), 'adminCount()': () => [1n] }).after)).toBe(false)
      expect(first({ ...agents(0n), 'adminCount()': () => null }).after.ok).toBe(false)
    })
  })

  it('does not count keys that are not read as nothing', () => {
    const prime = ofPrime(world())
    const other = keyTo(prime, 'prime', 'elsewhere')
    expect(other.limit).toBeNull()
    expect(reach(prime, other, 'now', false).ok).toBe(false)
    // At most the 10 in its ALMProxy and the 10 that it can take.
    expect(known(other.there)).toBe(20n * WAD)
  })

  it('counts what a controller of a Prime takes from every vault that funds it', () => {
    const exposure = ofPrime(exposures(twoGenerators()))
    const into = (name: string) =>
      exposure.keys.find(({ from, to }) => from.of === 'prime' && to.of === 'vault' && to.name === name)
    // 10 in its ALMProxy; of the 40 that are idle in the other vault its key lets out 20, of the 10 here all.
    expect(known(into('Spark at Generator')?.there)).toBe(30n * WAD)
    expect(known(into('Spark at Generator')?.thereInADay)).toBeGreaterThan(49n * WAD)
    expect(known(into('Spark at Other')?.there)).toBe(20n * WAD)
    expect(known(keyTo(exposure, 'prime', 'elsewhere').there)).toBe(40n * WAD)
  })

  it('tells the vaults of a Prime apart by their Generators, whoever moves what is in them', () => {
    const vaults = exposures(twoGenerators())
      .flatMap(({ keys }) => keys.flatMap(({ from, to }) => [from, to]))
      .flatMap((spot) => (spot.of === 'vault' ? [spot.name] : []))
    expect(new Set(vaults)).toEqual(new Set(['Spark at Generator', 'Spark at Other']))
  })

  it('does not know where a key leads that no name explains', () => {
    const unnamed = ofGenerator(world()).keys.find(({ limit }) => limit !== null && limit.name === null)!
    expect(unnamed.to.of).toBe('elsewhere')
    expect(reach(ofGenerator(world()), unnamed, 'now', false).ok).toBe(false)
    // In what it counts is not known either: 20e18 of a token with 6 decimals is no 20 USDS.
    for (const leaf of [unnamed.now, unnamed.day]) {
      expect(leaf).toMatchObject({
        ok: false,
        reason: { message: expect.stringMatching(/^Its unit is not known/) },
      })
    }
  })

  const keyOf = (name: string, ...addresses: `0x${string}`[]): Told => ({
    limitKeys: [
      { rateLimits: migrating.generator.addresses.rateLimits, key: limitKeyFor(name, ...addresses) },
    ],
  })

  it('leaves out the limits of the settlements of srUSDS, which no relayer uses', () => {
    for (const name of ['LIMIT_SRUSDS_MINT', 'LIMIT_SRUSDS_REDEEM']) {
      const { keys } = ofGenerator(world({}, {}, keyOf(name)))
      expect(keys.filter(({ limit }) => limit?.name?.name === name)).toEqual([])
    }
  })

  it('does not say of a key with a name that it has none', () => {
    const told = keyOf('LIMIT_4626_DEPOSIT', migrating.generator.addresses.allocatorVault)
    const found = ofGenerator(world({}, {}, told)).keys.find(({ to }) => to.of === 'elsewhere')
    expect(found?.limit?.name?.name).toBe('LIMIT_4626_DEPOSIT')
    for (const leaf of [found!.now, found!.day, found!.there, found!.thereInADay]) {
      expect(leaf).toMatchObject({
        ok: false,
        reason: { message: expect.stringMatching(/no vault that is read here/) },
      })
    }
  })

  it('is unknown where it could not be read who operates a controller', () => {
    const all = world({ 'getRoleMemberCount(bytes32)': () => null })
    const generator = ofGenerator(all)
    expect(generator.before.ok).toBe(false)
    expect(reach(generator, keyTo(generator, 'mcd', 'generator'), 'now', false).ok).toBe(false)
  })
})

describe('an account that the deployment file does not name', () => {
  const { generator, prime } = migrating
  const told: Told = {
    controls: [generator.addresses, prime].map(({ almProxy }) => ({ almProxy, controller: someone })),
  }
  const strangers = (outputs: FakeOutputs = {}) =>
    world(outputs, {}, told).filter(({ controller }) => controller === someone)
  const holding = (answer: readonly [boolean] | null): FakeOutputs => ({
    'hasRole(bytes32,address)': ([, account]) => (account === someone ? answer : [true]),
  })

  it('counts where it holds CONTROLLER, and no freeze removes it', () => {
    const found = strangers(holding([true]))
    expect(found.map(({ prime: of }) => of)).toEqual([null, 'spark'])
    for (const one of found) {
      expect(one.stranger).toBe(true)
      expect([known(one.before), known(one.after)]).toEqual([true, true])
    }
  })

  it('moves nobody knows how much, and no more than the ALMProxy has or can bring', () => {
    const [atGenerator, atPrime] = strangers(holding([true]))
    for (const one of [atGenerator!, atPrime!]) {
      const [key, ...others] = one.keys
      expect(others).toEqual([])
      expect(key).toMatchObject({ limit: null, to: { of: 'elsewhere' } })
      expect(reach(one, key!, 'now', false)).toMatchObject({
        ok: false,
        reason: { message: expect.stringMatching(/not a known controller/) },
      })
    }
    // 10 in its ALMProxy, 10 in the buffer, 10 idle in the vault, and the 150 that still can be drawn.
    expect(known(atGenerator?.keys[0]?.there)).toBe(180n * WAD)
    // 10 in its ALMProxy, 10 idle in the vault.
    expect(known(atPrime?.keys[0]?.there)).toBe(20n * WAD)
  })

  it('is left out where it holds CONTROLLER no more, and is unknown where that could not be read', () => {
    expect(strangers(holding([false]))).toEqual([])
    for (const one of strangers(holding(null))) {
      expect([one.before.ok, one.after.ok]).toEqual([false, false])
    }
    expect(strangers(holding(null))).toHaveLength(2)
  })

  it('makes nothing unknown of a controller that is known', () => {
    const all = world(holding(null), {}, told)
    expect(known(ofGenerator(all).after)).toBe(false)
  })
})

describe('how far a cBEAM could raise a limit in 24 h', () => {
  const ramp = (outputs: FakeOutputs = {}, state: object = {}) =>
    cBeamRamps(migratingModel({ phase: 'DualRun', ...state }, { ...operating, ...outputs })).find(
      ({ limit }) => limit.name?.name === 'LIMIT_USDS_MINT',
    )!
  const raising: FakeOutputs = {
    'getHop(address)': () => [18n * HOUR],
    'getMaxChange(address)': () => [(125n * WAD) / 100n],
    'zzz(address,bytes32)': () => [0n],
    'getInitRateLimits(bytes32,address)': () => [{ maxAmount: 0n, slope: 0n }],
  }

  it('is a step for each hop, each a quarter more', () => {
    // One step now, one 18 h later.
    expect(known(ramp(raising).inADay)?.maxAmount).toBe((30n * WAD * 125n * 125n) / 10_000n)
  })

  it('leaves out the limits that are not in USDS', () => {
    const { rateLimits } = migrating.generator.addresses
    const told: Told = { limitKeys: [{ rateLimits, key: limitKeyFor('LIMIT_SRUSDS_MINT') }] }
    const names = cBeamRamps(migratingModel({ phase: 'DualRun' }, operating, told)).map(
      ({ limit }) => limit.name?.name,
    )
    expect(names).toContain('LIMIT_USDS_MINT')
    expect(names).not.toContain('LIMIT_SRUSDS_MINT')
  })

  it('is nothing while the Configurator is stopped', () => {
    expect(known(ramp(raising, { stopped: true }).inADay)?.maxAmount).toBe(30n * WAD)
  })

  it('is nothing where no cBEAM is paired', () => {
    const unpaired = { ...raising, 'rateLimitsCBeams(address,address)': () => [0n] }
    expect(known(ramp(unpaired).inADay)?.maxAmount).toBe(30n * WAD)
  })
})
