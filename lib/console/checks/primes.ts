import { isAddressEqual, zeroAddress } from 'viem'
import { assetsOutstanding, maxDeposit, maxTake, maxWithdraw, nowChi, totalAssets } from '@/lib/vaults'
import { attempt } from '../attempt'
import type { Check } from '../check'
import { growthOf, storedVault } from '../funnel-inputs'
import { combine, type Leaf, map } from '../leaf'
import type { GeneratorModel } from '../model'
import type { PrimeModel } from '../prime-model'

/** @param timestamp Time of the block: what the vaults' own views speak of [s]. */
export function primeChecks(generator: GeneratorModel, timestamp: bigint): readonly Check[] {
  return generator.primes.flatMap((prime) => [
    ...wiringOf(prime, generator),
    agrees(prime, timestamp),
    rateOf(prime, timestamp),
  ])
}

function wiringOf(prime: PrimeModel, generator: GeneratorModel): readonly Check[] {
  const { wires, vault, addresses, name } = prime
  const check = (part: string, title: string, holds: Leaf<boolean>, remedy: string): Check => ({
    id: `prime/${part}/${prime.id}`,
    area: 'primes',
    title,
    level: 'critical',
    holds,
    found: map(holds, (yes) => (yes ? 'Yes.' : 'No.')),
    expected: 'Yes.',
    remedy,
    href: `/primes/${prime.id}`,
  })
  const takes = combine(
    { facet: wires.takeFacet, relayers: wires.relayers },
    ({ facet, relayers }) => facet !== zeroAddress && relayers > 0,
  )
  const wired = combine(
    {
      proxy: map(wires.proxy, (found) => isAddressEqual(found, addresses.almProxy)),
      rateLimits: map(wires.rateLimits, (found) => isAddressEqual(found, addresses.rateLimits)),
      onProxy: wires.controllerOnProxy,
      onRateLimits: wires.controllerOnRateLimits,
    },
    (read) => Object.values(read).every(Boolean),
  )
  return [
    check(
      'asset',
      `${name}'s vault holds USDS`,
      map(vault.asset, (asset) => isAddressEqual(asset, generator.addresses.usds)),
      'Amounts of this vault are in another token: they are in no total.',
    ),
    check(
      'taker',
      `${name} may take from its vault`,
      combine(
        { taker: wires.taker, depositor: wires.depositorTakes },
        ({ taker, depositor }) => taker && !depositor,
      ),
      'Without TAKER_ROLE the Prime draws nothing; a depositor with TAKER_ROLE can no longer deposit.',
    ),
    check(
      'controller',
      `${name}'s controller can operate its vault`,
      takes,
      'It has no takeFromSparkVault, or no relayer: the Prime draws nothing.',
    ),
    check(
      'wired',
      `${name}'s controller is wired to its ALMProxy and RateLimits`,
      wired,
      'Its operations revert, or act on other funds than the ones shown here.',
    ),
  ]
}

/** The vault's own views against the console's formulas, at the time of the block. */
function agrees({ id, name, vault, wires }: PrimeModel, timestamp: bigint): Check {
  const stored = storedVault(vault)
  const read = combine(
    {
      totalAssets: attempt(stored, (known) => totalAssets(known, timestamp)),
      outstanding: attempt(stored, (known) => assetsOutstanding(known, timestamp)),
      // The vault promises nothing to a taker, which may not hold shares.
      room: attempt(
        combine({ stored, takes: wires.depositorTakes }, (known) => known),
        (known) => (known.takes ? 0n : maxDeposit(known.stored, timestamp)),
      ),
      recall: attempt(
        combine({ stored, shares: vault.generatorShares }, (known) => known),
        (known) => maxWithdraw(known.stored, known.shares, timestamp),
      ),
      take: map(stored, ({ guardrails, idle }) => maxTake(guardrails, idle, timestamp)),
      contractTotalAssets: vault.contractTotalAssets,
      contractOutstanding: vault.contractOutstanding,
      contractMaxDeposit: vault.contractMaxDeposit,
      contractMaxWithdraw: vault.contractMaxWithdraw,
      // A vault without guardrails has no such view.
      contractMaxTake: vault.guardrails?.contractMaxTake ?? map(vault.guarded, () => null),
    },
    (both) => both,
  )
  return {
    id: `prime/agrees/${id}`,
    area: 'primes',
    title: `${name}'s vault agrees with the console`,
    level: 'critical',
    holds: map(
      read,
      (both) =>
        both.totalAssets === both.contractTotalAssets &&
        both.outstanding === both.contractOutstanding &&
        both.room === both.contractMaxDeposit &&
        both.recall === both.contractMaxWithdraw &&
        (both.contractMaxTake === null || both.take === both.contractMaxTake),
    ),
    found: map(
      read,
      (both) =>
        `totalAssets computed ${both.totalAssets}, the contract says ${both.contractTotalAssets} (smallest units).`,
    ),
    expected: 'totalAssets, assetsOutstanding, maxDeposit, maxWithdraw and maxTake as computed',
    remedy: 'Do not rely on the amounts of this vault: it does not work as its interface says.',
    href: `/primes/${id}`,
  }
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
