import { type Address, isAddressEqual } from 'viem'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { nowChi, type RelayerState } from '@/lib/vaults'
import { pauWords } from '@/lib/words/paus'
import { growthOf, mayDeposit } from '../derive/funnel'
import { listedIn, operatorState, takes } from '../derive/pau'
import type { GeneratorModel, Unchecked } from '../model'
import type { Check } from '../model/check'
import type { PrimeModel } from '../model/primes'
import { tellingOf } from './check-at'
import { controllerChecks, onlyNamed } from './paus'
import { vaultSeed } from './vault-seed'
import { vaultViews } from './vault-views'

/** The checks of the Primes of a Generator: of each vault, and of its controllers. */
export function primeChecks(generator: GeneratorModel, model: Unchecked): readonly Check[] {
  // The vaults' own views answer for the time of the block.
  const { timestamp } = model.block
  return generator.primes.flatMap((prime) => {
    const { here, once } = tellingOf(model, generator, prime)
    return [
      ...here(wiringOf(prime, generator, operatorState(prime.controllers[0]))),
      ...once([wiredOf(prime)]),
      ...here([vaultViews(prime, timestamp), vaultSeed(prime, timestamp), rateOf(prime, timestamp)]),
      ...once(pausOf(prime, model)),
    ]
  })
}

/** Who controls its ALMProxy. How the first controller is wired is told above, but for what only agents have. */
function pausOf(prime: PrimeModel, { generators }: Pick<Unchecked, 'generators'>): readonly Check[] {
  const { id, name, controllers, strangers, addresses } = prime
  const shownAt = { page: 'prime', id } as const
  const of = { id, name, almProxy: addresses.almProxy, strangers, shownAt }
  const diamonds = generators.flatMap(({ primes }) =>
    primes.flatMap((one) => (one.id === id ? [one.wires.generatorOnProxy] : [])),
  )
  const named = [...controllers.map((pau) => pau.controllerOnProxy), ...diamonds]
  const told = `paus/wired/${controllers[0].id}`
  const all = controllers.flatMap((pau) => controllerChecks(pau, of))
  return [
    onlyNamed({ ...of, named }),
    ...all.filter((check) => check.id !== told || controllers[0].agency !== null),
  ]
}

/** The checks of Primes that no Generator funds yet. */
export function unfundedChecks({ unfunded }: Pick<Unchecked, 'unfunded'>): readonly Check[] {
  return unfunded.flatMap(({ id, name, almProxy, controllers, strangers }) => {
    const of = { id, name, almProxy, strangers, shownAt: { page: 'prime', id } as const }
    const named = controllers.map((pau) => pau.controllerOnProxy)
    return [onlyNamed({ ...of, named }), ...controllers.flatMap((pau) => controllerChecks(pau, of))]
  })
}

/** One thing that has to hold, and what is said where it does not. */
interface Part {
  readonly holds: Leaf<boolean>
  /** What is wrong, in a sentence that names the Prime. */
  readonly fails: string
  /** What was found, with addresses in full. */
  readonly not: string
}

/** What was found, and what is expected, where nothing is amiss. */
const ALL_OF_IT = 'All of it is in place.'

/** Makes checks of how a Prime is wired. */
const checkOf =
  (prime: PrimeModel) =>
  (id: string, holds: string, parts: readonly [Part, ...Part[]], remedy: string): Check => {
    const all = every(parts.map((part) => part.holds))
    const faulty = parts.find((part) => part.holds.ok && !part.holds.value) ?? parts[0]
    return {
      id: `prime/${id}/${prime.id}`,
      area: 'primes',
      says: { holds, fails: faulty.fails },
      level: 'critical',
      holds: map(all, (held) => held.every(Boolean)),
      found: map(
        all,
        (held) => parts.flatMap(({ not }, index) => (held[index] ? [] : [not])).join(' ') || ALL_OF_IT,
      ),
      expected: ALL_OF_IT,
      remedy,
      shownAt: { page: 'prime', id: prime.id },
    }
  }

/** An address that has to be the expected one. */
const same = (what: string, fails: string, found: Leaf<Address>, expected: Address): Part => ({
  fails,
  holds: map(found, (at) => isAddressEqual(at, expected)),
  not: `${what} is ${found.ok ? found.value : 'unknown'}, not ${expected}.`,
})

/** What connects a Prime to its vault. */
function wiringOf(
  prime: PrimeModel,
  generator: GeneratorModel,
  relayer: Leaf<RelayerState>,
): readonly Check[] {
  const { wires, vault, addresses, name } = prime
  const words = pauWords(prime.controllers[0].reader)
  const check = checkOf(prime)
  return [
    check(
      'asset',
      `${name}'s vault holds USDS`,
      [
        same(
          'Its asset',
          `${name}'s vault holds another token than USDS`,
          vault.asset,
          generator.addresses.usds,
        ),
      ],
      'Amounts of this vault are in another token: they are in no total.',
    ),
    check(
      'taker',
      `${name} may take from its vault`,
      [
        {
          holds: wires.taker,
          fails: `${name} may not take from its vault`,
          not: `${addresses.almProxy} does not hold TAKER_ROLE.`,
        },
        {
          holds: map(wires.depositorTakes, (takes) => !takes),
          fails: `${generator.name} may take from ${name}'s vault, and so cannot deposit into it`,
          not: `The depositor ${generator.addresses.almProxy} holds TAKER_ROLE.`,
        },
        {
          holds: mayDeposit(prime),
          fails: `${generator.name} may not deposit into ${name}'s vault`,
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
          holds: takes(prime),
          fails: `${name}'s controller has no facet that takes from its vault`,
          not: `It has no ${words.takes}.`,
        },
        {
          holds: map(relayer, (state) => state !== 'none'),
          fails: `${name}'s controller has no ${words.operator}`,
          not: words.nobody,
        },
        {
          holds: map(relayer, (state) => state !== 'frozen'),
          fails: `Guardians froze each relayer of ${name}`,
          not: `Frozen: ${relayersOf(prime)}.`,
        },
      ],
      `It has no ${words.takes}, or no ${words.operator} that can act: the Prime draws nothing.`,
    ),
  ]
}

/** What connects its controller to its funds. */
function wiredOf(prime: PrimeModel): Check {
  const { addresses, name } = prime
  const [controller] = prime.controllers
  return checkOf(prime)(
    'wired',
    `${name}'s controller is wired to its ALMProxy and RateLimits`,
    [
      same(
        'Its ALMProxy',
        `${name}'s controller acts through another ALMProxy`,
        controller.proxy,
        addresses.almProxy,
      ),
      same(
        'Its RateLimits',
        `${name}'s controller is bound by another RateLimits`,
        controller.rateLimits,
        addresses.rateLimits,
      ),
      {
        holds: controller.controllerOnProxy,
        fails: `${name}'s controller does not control its ALMProxy`,
        not: `It does not hold CONTROLLER on ${addresses.almProxy}.`,
      },
      {
        holds: controller.controllerOnRateLimits,
        fails: `${name}'s controller does not control its RateLimits`,
        not: `It does not hold CONTROLLER on ${addresses.rateLimits}.`,
      },
    ],
    'Its operations revert, or act on other funds than the ones shown here.',
  )
}

const relayersOf = ({ controllers: [{ relayers }] }: PrimeModel): string =>
  relayers === null ? '' : listedIn(relayers.members).join(', ')

/** Whether the growth of the vault's rate still lets the Generator deposit. */
function rateOf({ id, name, vault }: PrimeModel, timestamp: bigint): Check {
  const rate = attempt(growthOf(vault), (growth) => nowChi(growth, timestamp))
  const below = combine({ rate, most: vault.maxExchangeRate, shares: vault.generatorShares }, (read) =>
    // A vault into which nothing was ever deposited needs no rate yet.
    read.most === 0n ? read.shares === 0n : read.rate * 10n ** 9n <= read.most,
  )
  return {
    id: `prime/rate/${id}`,
    area: 'primes',
    says: {
      holds: `${name}'s exchange rate is within its maximum`,
      fails:
        vault.maxExchangeRate.ok && vault.maxExchangeRate.value === 0n
          ? `${name}'s vault is in use, but has no maximum exchange rate`
          : `${name}'s exchange rate is above its maximum`,
    },
    level: 'attention',
    holds: below,
    found: combine(
      { rate, most: vault.maxExchangeRate },
      (read) => `Rate ${read.rate} [ray], maximum ${read.most} [1e36].`,
    ),
    expected: 'At most maxExchangeRates(vault), which is set once the vault is in use',
    remedy: 'Deposits into this vault revert until governance sets a higher maximum.',
    shownAt: { page: 'prime', id },
  }
}
