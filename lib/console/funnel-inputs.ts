import { type Address, type Hex, isAddressEqual, toFunctionSelector, zeroAddress } from 'viem'
import type { KnownLimitName, RateLimit } from '@/lib/limits'
import { ray } from '@/lib/math'
import type { FunnelInputs, Vault } from '@/lib/vaults'
import { hasActiveRelayer } from './beams'
import { debtState } from './derive-debt'
import { storedGuardrails } from './derive-guardrails'
import { storedLimit } from './derive-limit'
import type { ConfiguratorFacts, GeneratorFacts, LimitFacts } from './facts'
import { chain, combine, every, type Leaf, map, unknown } from './leaf'
import { memo } from './memo'
import type { McdFacts, PrimeFacts } from './prime-facts'

const otherAsset = {
  kind: 'out-of-range',
  message: 'The vault holds another token than USDS, so its amounts are no USDS.',
} as const

/** A value of a vault, known only as far as the vault holds USDS: an amount of another token must enter no total. */
export function inUsds<T>(
  vault: PrimeFacts['vault'],
  { addresses }: GeneratorFacts,
  value: Leaf<T>,
): Leaf<T> {
  return chain(vault.asset, (asset) => {
    // The reads of the value count even where they are not used: the same leaf rests on the same reads.
    const same = isAddressEqual(asset, addresses.usds)
    return same ? value : unknown(otherAsset, value.from)
  })
}

/** What a vault stores, for the formulas. */
export function storedVault(vault: PrimeFacts['vault']): Leaf<Vault> {
  const { chi, vsr, rho, totalSupply, depositCap, idle } = vault
  const guardrails = storedGuardrails(vault)
  return combine({ chi, vsr, rho, totalSupply, depositCap, idle, guardrails }, (known) => ({
    ...known,
    chi: ray(known.chi),
    vsr: ray(known.vsr),
  }))
}

export function growthOf({ chi, vsr, rho }: PrimeFacts['vault']): Leaf<Pick<Vault, 'chi' | 'vsr' | 'rho'>> {
  return combine({ chi, vsr, rho }, (known) => ({ chi: ray(known.chi), vsr: ray(known.vsr), rho: known.rho }))
}

/**
 * Everything that decides what the Prime can draw. It is known as a whole or not at all: an answer that leaves out a
 * constraint could be too large.
 */
export const funnelInputs = memo(
  (
    prime: PrimeFacts,
    generator: GeneratorFacts,
    mcd: McdFacts,
    configurator: ConfiguratorFacts,
  ): Leaf<FunnelInputs> =>
    combine(
      { prime: primeInputs(prime, generator), generator: generatorInputs(generator, mcd, configurator) },
      (known) => known,
    ),
)

function primeInputs(prime: PrimeFacts, generator: GeneratorFacts): Leaf<FunnelInputs['prime']> {
  const { vault, wires, addresses } = prime
  const limit = (name: KnownLimitName) => limitOf(generator, name, addresses.vault)
  return combine(
    {
      vault: inUsds(vault, generator, storedVault(vault)),
      generatorShares: vault.generatorShares,
      maxExchangeRate: vault.maxExchangeRate,
      takeLimit: storedLimit(prime.takeLimit),
      depositLimit: limit('LIMIT_4626_DEPOSIT'),
      withdrawLimit: limit('LIMIT_4626_WITHDRAW'),
      takeFunction: map(wires.takeFacet, (facet) => facet !== zeroAddress),
      relayer: map(wires.relayers, (count) => count > 0),
      proxy: is(wires.proxy, addresses.almProxy),
      rateLimits: is(wires.rateLimits, addresses.rateLimits),
      onProxy: wires.controllerOnProxy,
      onRateLimits: wires.controllerOnRateLimits,
      taker: wires.taker,
      depositorTakes: wires.depositorTakes,
    },
    (known) => ({
      vault: known.vault,
      generatorShares: known.generatorShares,
      takeLimit: known.takeLimit,
      depositLimit: known.depositLimit,
      withdrawLimit: known.withdrawLimit,
      maxExchangeRate: known.maxExchangeRate,
      wires: {
        takeFunction: known.takeFunction,
        relayer: known.relayer,
        controllerOnRateLimits: known.onRateLimits && known.rateLimits,
        controllerOnProxy: known.onProxy && known.proxy,
        taker: known.taker,
        depositorIsNoTaker: !known.depositorTakes,
      },
    }),
  )
}

/** The part that all Primes share, as one object: what is computed from it for a second is computed once. */
const generatorInputs = memo(
  (
    generator: GeneratorFacts,
    mcd: McdFacts,
    configurator: ConfiguratorFacts,
  ): Leaf<FunnelInputs['generator']> => {
    const { addresses, wires } = generator
    return combine(
      {
        debt: debtState(generator.debt, mcd),
        idle: generator.proxyIdle,
        mintLimit: limitOf(generator, 'LIMIT_USDS_MINT'),
        bufferAllowance: wires.bufferAllowance,
        mintFunction: serves(generator, functions.mint),
        depositFunction: serves(generator, functions.deposit),
        withdrawFunction: serves(generator, functions.withdraw),
        relayer: hasActiveRelayer({ configurator }, generator),
        proxy: is(wires.proxy, addresses.almProxy),
        rateLimits: is(wires.rateLimits, addresses.rateLimits),
        onProxy: wires.controllerOnProxy,
        onRateLimits: wires.controllerOnRateLimits,
        allocatorVault: wires.proxyWardOnVault,
      },
      (known) => ({
        debt: known.debt,
        idle: known.idle,
        mintLimit: known.mintLimit,
        bufferAllowance: known.bufferAllowance,
        // As the newer facets, ours gives capacity back only to a key that is set (domain.md §4.3).
        zeroLimitBlocksRecall: false,
        wires: {
          mintFunction: known.mintFunction,
          depositFunction: known.depositFunction,
          withdrawFunction: known.withdrawFunction,
          relayer: known.relayer,
          controllerOnRateLimits: known.onRateLimits && known.rateLimits,
          controllerOnProxy: known.onProxy && known.proxy,
          allocatorVault: known.allocatorVault,
        },
      }),
    )
  },
)

const functions = {
  mint: toFunctionSelector('mintUSDS(uint256)'),
  deposit: toFunctionSelector('depositERC4626(address,uint256,uint256)'),
  withdraw: toFunctionSelector('withdrawERC4626(address,uint256,uint256)'),
} as const

const is = (found: Leaf<Address>, expected: Address) => map(found, (at) => isAddressEqual(at, expected))

const notRead = unknown({ kind: 'not-read', message: 'The limit was not read.' })

/** A limit of the Generator by its name, as the facts list it. */
export function limitOf(generator: GeneratorFacts, name: KnownLimitName, vault?: Address): Leaf<RateLimit> {
  const limit = limitsByName(generator.limits).get(`${name} ${vault ?? ''}`)
  return limit ? storedLimit(limit) : notRead
}

const limitsByName = memo(
  (limits: GeneratorFacts['limits']): ReadonlyMap<string, LimitFacts> =>
    new Map(
      limits.flatMap((limit) =>
        limit.name ? [[`${limit.name.name} ${limit.name.addresses.join()}`, limit] as const] : [],
      ),
    ),
)

/** Whether a facet of the Diamond serves a function. */
export function serves({ diamond }: GeneratorFacts, selector: Hex): Leaf<boolean> {
  const { length, items } = diamond.facets
  const served = every(items.map(({ selectors }) => selectors))
  return combine({ length, served }, ({ served: lists }) => lists.flat().includes(selector))
}
