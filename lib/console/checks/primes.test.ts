import { type Address, getAddress, pad, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { given, type Leaf, unknown } from '@/lib/leaf'
import { RAY, WAD } from '@/lib/math'
import { checked } from '@/lib/testing/checked'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime } from '@/lib/testing/fakes/model'
import type { RelayerFacts } from '../facts/roles'
import type { PauModel } from '../model/paus'
import type { PrimeModel, VaultModel } from '../model/primes'
import { primeChecks } from './primes'

const at = (n: number): Address => getAddress(pad(toHex(n), { size: 20 }))
const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const [ELSEWHERE, ANN, BEN] = [at(0x99), at(1), at(2)]
const model = migratingModel({ phase: 'DualRun' })
const generator = model.generators[0]!
const sampled = generator.primes[0]!
const { addresses } = sampled
const { almProxy, usds } = generator.addresses

const [controller] = sampled.controllers
const relayers = (members: readonly (readonly [Leaf<Address>, frozen: boolean])[]): RelayerFacts => ({
  ...controller.relayers!,
  members: {
    length: given(members.length),
    items: members.map(([account, frozen], index) => ({ id: String(index), account, frozen: given(frozen) })),
  },
})

/** 100 shares at a rate of 1, of which 10 are idle, and every view of the vault as computed. */
const vault: VaultModel = {
  ...sampled.vault,
  ...{
    asset: given(usds),
    maxExchangeRate: given(2n * 10n ** 36n) as never,
    contractTotalAssets: given(100n * WAD) as never,
  },
  ...{ contractOutstanding: given(90n * WAD) as never, contractMaxDeposit: given(900n * WAD) as never },
  contractMaxWithdraw: given(10n * WAD) as never,
}
const wires: PrimeModel['wires'] = {
  ...sampled.wires,
  ...{ taker: given(true), depositorTakes: given(false), depositor: given(true), takeFacet: given(at(5)) },
}
const wired: PauModel = {
  ...controller,
  ...{ proxy: given(addresses.almProxy), rateLimits: given(addresses.rateLimits) },
  ...{ controllerOnProxy: given(true), controllerOnRateLimits: given(true) },
  relayers: relayers([[given(ANN), false]]),
}

interface Changes {
  readonly wires?: Partial<PrimeModel['wires']>
  readonly vault?: Partial<Record<keyof VaultModel, unknown>>
  readonly controller?: Partial<PauModel>
}
const checksOf = (changes: Changes = {}) => {
  const changed = {
    ...generator,
    primes: [
      {
        ...sampled,
        wires: { ...wires, ...changes.wires },
        vault: { ...vault, guardrails: null, guarded: given(false), ...changes.vault } as VaultModel,
        controllers: [{ ...wired, ...changes.controller }] as const,
      },
    ],
  }
  const block = { ...model.block, timestamp: fakeTime }
  return primeChecks(changed, { ...model, generators: [changed], block })
}
/** Those of this file's subject: what a vault was seeded with is told apart. */
const ownChecks = () => checksOf().filter(({ id }) => !id.startsWith('prime/seed/'))
const shown = (name: string, changes: Changes = {}) => checked(checksOf(changes), `prime/${name}`)

describe('the checks of a Prime', () => {
  it('pass where everything is in place', () => {
    expect(ownChecks().map(({ id, holds }) => [id.split('/')[1], holds.ok && holds.value])).toEqual(
      ['asset', 'taker', 'controller', 'wired', 'agrees', 'rate', 'only-named', 'operators'].map((name) => [
        name,
        true,
      ]),
    )
    expect(shown('wired')?.found).toBe('All of it is in place.')
  })

  it.each<[name: string, changes: Changes, title: string, found: string]>([
    [
      'asset',
      { vault: { asset: given(ELSEWHERE) } },
      "Spark's vault holds another token than USDS",
      `Its asset is ${ELSEWHERE}, not ${usds}.`,
    ],
    [
      'taker',
      { wires: { taker: given(false) } },
      'Spark may not take from its vault',
      `${addresses.almProxy} does not hold TAKER_ROLE.`,
    ],
    [
      'taker',
      { wires: { depositorTakes: given(true) } },
      "Generator may take from Spark's vault, and so cannot deposit into it",
      `The depositor ${almProxy} holds TAKER_ROLE.`,
    ],
    [
      'taker',
      { wires: { depositor: given(false) }, vault: { guardrails: sampled.vault.guardrails } },
      "Generator may not deposit into Spark's vault",
      `The depositor ${almProxy} does not hold DEPOSITOR_ROLE.`,
    ],
    [
      'controller',
      { wires: { takeFacet: given(zeroAddress) } },
      "Spark's controller has no facet that takes from its vault",
      'It has no takeFromSparkVault.',
    ],
    [
      'controller',
      { controller: { relayers: relayers([]) } },
      "Spark's controller has no relayer",
      'Nobody holds RELAYER on it.',
    ],
    [
      'controller',
      {
        controller: {
          relayers: relayers([
            [given(ANN), true],
            [given(BEN), true],
          ]),
        },
      },
      'Guardians froze each relayer of Spark',
      `Frozen: ${ANN}, ${BEN}.`,
    ],
    [
      'controller',
      {
        controller: {
          relayers: relayers([
            [given(ANN), true],
            [unread, true],
          ]),
        },
      },
      'Guardians froze each relayer of Spark',
      `Frozen: ${ANN}.`,
    ],
    [
      'wired',
      { controller: { proxy: given(ELSEWHERE) } },
      "Spark's controller acts through another ALMProxy",
      `Its ALMProxy is ${ELSEWHERE}, not ${addresses.almProxy}.`,
    ],
    [
      'wired',
      { controller: { rateLimits: given(ELSEWHERE) } },
      "Spark's controller is bound by another RateLimits",
      `Its RateLimits is ${ELSEWHERE}, not ${addresses.rateLimits}.`,
    ],
    [
      'wired',
      { controller: { controllerOnProxy: given(false) } },
      "Spark's controller does not control its ALMProxy",
      `It does not hold CONTROLLER on ${addresses.almProxy}.`,
    ],
    [
      'wired',
      { controller: { controllerOnRateLimits: given(false) } },
      "Spark's controller does not control its RateLimits",
      `It does not hold CONTROLLER on ${addresses.rateLimits}.`,
    ],
  ])('say what is wrong with %s: %#', (name, changes, title, found) => {
    expect(shown(name, changes)).toEqual({ state: 'critical', title, found })
  })

  it('tell all that is wrong, under the first of it', () => {
    const changes = { controller: { rateLimits: given(ELSEWHERE), controllerOnProxy: given(false) } }
    expect(shown('wired', changes)).toEqual({
      state: 'critical',
      title: "Spark's controller is bound by another RateLimits",
      found: `Its RateLimits is ${ELSEWHERE}, not ${addresses.rateLimits}. It does not hold CONTROLLER on ${addresses.almProxy}.`,
    })
    const [, , , check] = checksOf({ controller: { proxy: unread, controllerOnProxy: given(false) } })
    expect(check).toMatchObject({
      holds: { ok: false },
      says: { fails: "Spark's controller does not control its ALMProxy" },
    })
  })
})

describe('the check of the exchange rate', () => {
  const of = (more: NonNullable<Changes['vault']>) => shown('rate', { vault: more })

  it('passes up to the maximum, to the unit', () => {
    const most = 10n ** 36n
    expect(of({ maxExchangeRate: given(most) })).toEqual({
      state: 'pass',
      title: "Spark's exchange rate is within its maximum",
      found: `Rate ${RAY} [ray], maximum ${most} [1e36].`,
    })
    expect(of({ maxExchangeRate: given(most - 1n) })).toMatchObject({
      state: 'attention',
      title: "Spark's exchange rate is above its maximum",
    })
    expect(of({ maxExchangeRate: unread })?.state).toBe('unknown')
  })

  it('asks for a maximum only where something was deposited', () => {
    const none = { maxExchangeRate: given(0n) }
    expect(of({ ...none, generatorShares: given(0n) })?.state).toBe('pass')
    expect(of({ ...none, generatorShares: given(1n) })).toMatchObject({
      state: 'attention',
      title: "Spark's vault is in use, but has no maximum exchange rate",
    })
  })
})

describe("the check of the vault's own views", () => {
  const of = (more: NonNullable<Changes['vault']>, changedWires: NonNullable<Changes['wires']> = {}) =>
    shown('agrees', { vault: more, wires: changedWires })
  const { guardrails } = sampled.vault
  const guarded = (contractMaxTake: Leaf<bigint>, more: object = {}) => ({
    guardrails: { ...guardrails!, buffer: given(0n), ...more, contractMaxTake },
    guarded: given(true),
  })

  it('names the views that agree, without one that the vault does not have', () => {
    expect(of({})).toEqual({
      state: 'pass',
      title: "Spark's vault agrees with the console",
      found: 'totalAssets, assetsOutstanding, maxDeposit, maxWithdraw as computed.',
    })
  })

  it('names those that differ, whatever could not be read', () => {
    const two = {
      contractTotalAssets: given(1n),
      contractMaxWithdraw: given(7n),
      contractOutstanding: unread,
    }
    expect(of(two)).toEqual({
      state: 'critical',
      title: "Spark's vault and the console differ on totalAssets, maxWithdraw",
      found:
        'totalAssets computed 100,000,000,000,000,000,000, the contract says 1; maxWithdraw computed 10,000,000,000,000,000,000, the contract says 7 (smallest units).',
    })
    for (const view of [
      'contractTotalAssets',
      'contractOutstanding',
      'contractMaxDeposit',
      'contractMaxWithdraw',
    ]) {
      expect(of({ [view]: given(1n) })?.state, view).toBe('critical')
      expect(of({ [view]: unread })?.state, view).toBe('unknown')
    }
    expect(of({ guarded: unread })?.state).toBe('unknown')
  })

  it('expects no room for a depositor that may take or may not deposit, where the vault has guardrails', () => {
    const maxTake = guarded(unread)
    const of900 = { ...maxTake, contractMaxDeposit: given(900n * WAD) }
    const none = { ...maxTake, contractMaxDeposit: given(0n) }
    for (const [more, changed, differs] of [
      [of900, {}, false],
      [none, {}, true],
      [of900, { depositorTakes: given(true) }, true],
      [none, { depositorTakes: given(true) }, false],
      [of900, { depositor: given(false) }, true],
      [none, { depositor: given(false) }, false],
    ] as const) {
      expect(of(more, changed)?.state).toBe(differs ? 'critical' : 'unknown')
    }
    // The vault without guardrails answers the same room to anybody.
    expect(of({}, { depositorTakes: given(true), depositor: given(false) })?.state).toBe('pass')
  })
})
