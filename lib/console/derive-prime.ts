import { type Address, isAddressEqual, toFunctionSelector, zeroAddress } from 'viem'
import { limitKey, limitKeyFor, type RateLimit } from '@/lib/limits'
import { ray } from '@/lib/math'
import {
  type Answer,
  assetsOutstanding,
  canAdd,
  canRecall,
  canTake,
  convertToAssets,
  type FunnelInputs,
  totalAssets,
  type Vault,
} from '@/lib/vaults'
import { attempt } from './attempt'
import { debtState, deriveIlk, totalOf } from './derive-debt'
import { deriveStored, storedLimit } from './derive-limit'
import type { Facts, GeneratorFacts, LimitFacts } from './facts'
import { chain, combine, every, type Leaf, map, unknown } from './leaf'
import type { PrimeFacts } from './prime-facts'
import type { PrimeModel, VaultModel } from './prime-model'

/** A Prime at time `t` [s]: its debt on both sides, its vault, and what it can draw. */
export function derivePrime(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  { mcd, block }: Pick<Facts, 'mcd' | 'block'>,
  t: bigint,
): PrimeModel {
  const legacy = prime.legacy.map((ilk) => deriveIlk(ilk, mcd, t, block.number))
  const inputs = funnelInputs(prime, generator, mcd)
  const answer = (f: (inputs: FunnelInputs, t: bigint) => Answer) => attempt(inputs, (known) => f(known, t))
  return {
    ...prime,
    vault: deriveVault(prime, generator, t),
    legacy,
    takeLimit: deriveStored(prime.takeLimit, t),
    returnLimit: deriveStored(prime.returnLimit, t),
    legacyDebt: totalOf(legacy.map(({ id, debtNow }) => ({ name: id, amount: debtNow }))),
    canTake: answer(canTake),
    canAdd: answer(canAdd),
    canRecall: answer(canRecall),
  }
}

function deriveVault({ vault }: PrimeFacts, generator: GeneratorFacts, t: bigint): VaultModel {
  const stored = inUsds(vault, generator, storedVault(vault))
  return {
    ...vault,
    totalAssets: attempt(stored, (known) => totalAssets(known, t)),
    outstanding: attempt(stored, (known) => assetsOutstanding(known, t)),
    funding: attempt(
      inUsds(
        vault,
        generator,
        combine({ growth: growthOf(vault), shares: vault.generatorShares }, (known) => known),
      ),
      ({ growth, shares }) => convertToAssets(growth, shares, t),
    ),
  }
}

const otherAsset = {
  kind: 'out-of-range',
  message: 'The vault holds another token than USDS, so its amounts are no USDS.',
} as const

/** A value of a vault, known only as far as the vault holds USDS: an amount of another token must enter no total. */
function inUsds<T>(vault: PrimeFacts['vault'], { addresses }: GeneratorFacts, value: Leaf<T>): Leaf<T> {
  return chain(vault.asset, (asset) => {
    // The reads of the value count even where they are not used: the same leaf rests on the same reads.
    const same = isAddressEqual(asset, addresses.usds)
    return same ? value : unknown(otherAsset, value.from)
  })
}

/** What a vault stores, for the formulas. */
export function storedVault({
  chi,
  vsr,
  rho,
  totalSupply,
  depositCap,
  idle,
}: PrimeFacts['vault']): Leaf<Vault> {
  return combine({ chi, vsr, rho, totalSupply, depositCap, idle }, (known) => ({
    ...known,
    chi: ray(known.chi),
    vsr: ray(known.vsr),
  }))
}

function growthOf({ chi, vsr, rho }: PrimeFacts['vault']): Leaf<Pick<Vault, 'chi' | 'vsr' | 'rho'>> {
  return combine({ chi, vsr, rho }, (known) => ({ chi: ray(known.chi), vsr: ray(known.vsr), rho: known.rho }))
}

/**
 * Everything that decides what the Prime can draw. It is known as a whole or not at all: an answer that leaves out a
 * constraint could be too large.
 */
export function funnelInputs(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: Facts['mcd'],
): Leaf<FunnelInputs> {
  const { addresses, wires } = generator
  const { vault } = prime.addresses
  const limit = (name: string) => limitOf(generator, limitKeyFor(name, vault))
  const is = (found: Leaf<Address>, expected: Address) => map(found, (at) => isAddressEqual(at, expected))
  return combine(
    {
      vault: inUsds(prime.vault, generator, storedVault(prime.vault)),
      generatorShares: prime.vault.generatorShares,
      maxExchangeRate: prime.vault.maxExchangeRate,
      takeLimit: storedLimit(prime.takeLimit),
      depositLimit: limit('LIMIT_4626_DEPOSIT'),
      withdrawLimit: limit('LIMIT_4626_WITHDRAW'),
      mintLimit: limitOf(generator, limitKey('LIMIT_USDS_MINT')),
      takeFunction: map(prime.wires.takeFacet, (facet) => facet !== zeroAddress),
      relayer: map(prime.wires.relayers, (count) => count > 0),
      primeProxy: is(prime.wires.proxy, prime.addresses.almProxy),
      primeRateLimits: is(prime.wires.rateLimits, prime.addresses.rateLimits),
      primeOnProxy: prime.wires.controllerOnProxy,
      primeOnRateLimits: prime.wires.controllerOnRateLimits,
      taker: prime.wires.taker,
      depositorTakes: prime.wires.depositorTakes,
      debt: debtState(generator.debt, mcd),
      idle: generator.proxyIdle,
      bufferAllowance: wires.bufferAllowance,
      mintFunction: serves(generator, 'mintUSDS(uint256)'),
      depositFunction: serves(generator, 'depositERC4626(address,uint256,uint256)'),
      withdrawFunction: serves(generator, 'withdrawERC4626(address,uint256,uint256)'),
      generatorRelayer: map(generator.roles.relayer.members.length, (count) => count > 0),
      proxy: is(wires.proxy, addresses.almProxy),
      rateLimits: is(wires.rateLimits, addresses.rateLimits),
      onProxy: wires.controllerOnProxy,
      onRateLimits: wires.controllerOnRateLimits,
      allocatorVault: wires.proxyWardOnVault,
    },
    (known): FunnelInputs => ({
      prime: {
        vault: known.vault,
        generatorShares: known.generatorShares,
        takeLimit: known.takeLimit,
        depositLimit: known.depositLimit,
        withdrawLimit: known.withdrawLimit,
        maxExchangeRate: known.maxExchangeRate,
        wires: {
          takeFunction: known.takeFunction,
          relayer: known.relayer,
          controllerOnRateLimits: known.primeOnRateLimits && known.primeRateLimits,
          controllerOnProxy: known.primeOnProxy && known.primeProxy,
          taker: known.taker,
          depositorIsNoTaker: !known.depositorTakes,
        },
      },
      generator: {
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
          relayer: known.generatorRelayer,
          controllerOnRateLimits: known.onRateLimits && known.rateLimits,
          controllerOnProxy: known.onProxy && known.proxy,
          allocatorVault: known.allocatorVault,
        },
      },
    }),
  )
}

const notRead = unknown({ kind: 'not-read', message: 'The limit was not read.' })

function limitOf({ limits }: GeneratorFacts, key: string): Leaf<RateLimit> {
  const limit = limits.find(({ id }: LimitFacts) => id === key)
  return limit ? storedLimit(limit) : notRead
}

/** Whether a facet of the Diamond serves a function. */
function serves({ diamond }: GeneratorFacts, signature: string): Leaf<boolean> {
  const selector = toFunctionSelector(signature)
  const { length, items } = diamond.facets
  const served = every(items.map(({ selectors }) => selectors))
  return combine({ length, served }, ({ served: lists }) => lists.flat().includes(selector))
}
