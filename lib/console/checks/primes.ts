import { type Address, isAddressEqual, zeroAddress } from 'viem'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { nowChi, type RelayerState } from '@/lib/vaults'
import { relayerState } from '../derive/beams'
import { growthOf, mayDeposit } from '../derive/funnel'
import type { GeneratorModel } from '../model'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'
import { vaultViews } from './vault-views'

/** @param timestamp Time of the block: what the vaults' own views speak of [s]. */
export function primeChecks(generator: GeneratorModel, timestamp: bigint): readonly Check[] {
  return generator.primes.flatMap((prime) => [
    ...wiringOf(prime, generator, relayerState(prime.relayers)),
    vaultViews(prime, timestamp),
    rateOf(prime, timestamp),
  ])
}

/** One thing that has to be so, and what is said where it is not. */
interface Part {
  readonly holds: Leaf<boolean>
  readonly not: string
}

function wiringOf(
  prime: PrimeModel,
  generator: GeneratorModel,
  relayer: Leaf<RelayerState>,
): readonly Check[] {
  const { wires, vault, addresses, name } = prime
  const check = (id: string, title: string, parts: readonly Part[], remedy: string): Check => {
    const all = every(parts.map(({ holds }) => holds))
    return {
      id: `prime/${id}/${prime.id}`,
      area: 'primes',
      title,
      level: 'critical',
      holds: map(all, (held) => held.every(Boolean)),
      found: map(
        all,
        (held) => parts.flatMap(({ not }, index) => (held[index] ? [] : [not])).join(' ') || 'Yes.',
      ),
      expected: 'Yes.',
      remedy,
      href: `/primes/${prime.id}`,
    }
  }
  /** An address that has to be another. */
  const same = (what: string, found: Leaf<Address>, expected: Address): Part => ({
    holds: map(found, (at) => isAddressEqual(at, expected)),
    not: `${what} is ${found.ok ? found.value : 'unknown'}, not ${expected}.`,
  })
  return [
    check(
      'asset',
      `${name}'s vault holds USDS`,
      [same('Its asset', vault.asset, generator.addresses.usds)],
      'Amounts of this vault are in another token: they are in no total.',
    ),
    check(
      'taker',
      `${name} may take from its vault`,
      [
        { holds: wires.taker, not: `${addresses.almProxy} does not hold TAKER_ROLE.` },
        {
          holds: map(wires.depositorTakes, (takes) => !takes),
          not: `The depositor ${generator.addresses.almProxy} holds TAKER_ROLE.`,
        },
        {
          holds: mayDeposit(prime),
          not: `The depositor ${generator.addresses.almProxy} does not hold DEPOSITOR_ROLE.`,
        },
      ],
      'Without TAKER_ROLE the Prime draws nothing; a depositor with TAKER_ROLE, or without DEPOSITOR_ROLE, deposits nothing.',
    ),
    check(
      'controller',
      `${name}'s controller can operate its vault`,
      [
        {
          holds: map(wires.takeFacet, (facet) => facet !== zeroAddress),
          not: 'It has no takeFromSparkVault.',
        },
        { holds: map(relayer, (state) => state !== 'none'), not: 'It has no relayer.' },
        { holds: map(relayer, (state) => state !== 'frozen'), not: 'Guardians froze each of its relayers.' },
      ],
      'It has no takeFromSparkVault, or no relayer that can act: the Prime draws nothing.',
    ),
    check(
      'wired',
      `${name}'s controller is wired to its ALMProxy and RateLimits`,
      [
        same('Its ALMProxy', wires.proxy, addresses.almProxy),
        same('Its RateLimits', wires.rateLimits, addresses.rateLimits),
        { holds: wires.controllerOnProxy, not: `It does not hold CONTROLLER on ${addresses.almProxy}.` },
        {
          holds: wires.controllerOnRateLimits,
          not: `It does not hold CONTROLLER on ${addresses.rateLimits}.`,
        },
      ],
      'Its operations revert, or act on other funds than the ones shown here.',
    ),
  ]
}

/** Whether the growth of the vault's rate still lets the Generator deposit. */
function rateOf({ id, name, vault }: PrimeModel, timestamp: bigint): Check {
  const rate = attempt(growthOf(vault), (growth) => nowChi(growth, timestamp))
  const below = combine({ rate, most: vault.maxExchangeRate, shares: vault.generatorShares }, (read) =>
    // A vault that nothing was ever deposited into needs no rate yet.
    read.most === 0n ? read.shares === 0n : read.rate * 10n ** 9n <= read.most,
  )
  return {
    id: `prime/rate/${id}`,
    area: 'primes',
    title: `${name}'s exchange rate is within its maximum`,
    level: 'attention',
    holds: below,
    found: combine(
      { rate, most: vault.maxExchangeRate },
      (read) => `Rate ${read.rate} [ray], maximum ${read.most} [1e36].`,
    ),
    expected: 'At most maxExchangeRates(vault), which is set once the vault is in use',
    remedy: 'Deposits into this vault revert until governance sets a higher maximum.',
    href: `/primes/${id}`,
  }
}
