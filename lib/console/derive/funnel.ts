import { type Address, type Hex, isAddressEqual, toFunctionSelector } from 'viem'
import { andThen, combine, every, given, isLeaf, type Leaf, type List, map, unknown } from '@/lib/leaf'
import { attempt, attemptWith } from '@/lib/leaf/attempt'
import { settled } from '@/lib/leaf/consult'
import { memo } from '@/lib/leaf/memo'
import type { KnownLimitName, RateLimit } from '@/lib/limits'
import type { FunnelInputs, Vault } from '@/lib/vaults'
import type { FacetFacts, GeneratorFacts, LimitFacts } from '../facts'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import { relayerState } from './beams'
import { debtState } from './debt'
import { type GuardrailLeaves, guardrailLeaves, storedGuardrails } from './guardrails'
import { storedLimit } from './limits'
import { operatorState, takes } from './pau'

const otherAsset = {
  kind: 'out-of-range',
  message: 'The vault holds another token than USDS, so its amounts are not USDS.',
} as const

/** A value of a vault, known only as far as the vault holds USDS: an amount of another token must enter no total. */
export function inUsds<T>(
  vault: PrimeFacts['vault'],
  { addresses }: GeneratorFacts,
  value: Leaf<T>,
): Leaf<T> {
  return andThen(vault.asset, (asset) => {
    // An unknown value keeps its reads, so that a leaf rests on the same reads whatever the asset is.
    const same = isAddressEqual(asset, addresses.usds)
    return same ? value : unknown(otherAsset, value.from)
  })
}

/** What a vault stores, as values for the formulas. */
export function storedVault(vault: PrimeFacts['vault']): Leaf<Vault> {
  const { chi, vsr, rho, totalSupply, depositCap, idle } = vault
  const guardrails = storedGuardrails(vault)
  return combine({ chi, vsr, rho, totalSupply, depositCap, idle, guardrails }, (known) => known)
}

/** What a vault stores, as one leaf for each field: a formula rests on those that it reads. */
export function storedLeaves(vault: PrimeFacts['vault']): LeavesOf<Vault> {
  const { chi, vsr, rho, totalSupply, depositCap, idle } = vault
  return {
    chi,
    vsr,
    rho,
    totalSupply,
    depositCap,
    idle,
    guardrails: guardrailLeaves(vault),
  }
}

export function growthOf({ chi, vsr, rho }: PrimeFacts['vault']): Leaf<Pick<Vault, 'chi' | 'vsr' | 'rho'>> {
  return combine({ chi, vsr, rho }, (known) => known)
}

/** Everything that decides what the Prime can draw, as leaves: an answer rests on those that its formula reads. */
export const funnelLeaves = memo(
  (prime: PrimeFacts, generator: GeneratorFacts, mcd: McdFacts): LeavesOf<FunnelInputs> => ({
    prime: primeLeaves(prime, generator),
    generator: generatorLeaves(generator, mcd),
  }),
)

/** The inputs of the funnel as values, for formulas that read all of them. */
export const funnelInputs = memo(
  (prime: PrimeFacts, generator: GeneratorFacts, mcd: McdFacts): Leaf<FunnelInputs> =>
    settled(funnelLeaves(prime, generator, mcd)),
)

/** Everything that decides what a Prime can draw: leaf by leaf, and as values where all of it is known. */
export interface Funnel {
  readonly leaves: LeavesOf<FunnelInputs>
  readonly all: Leaf<FunnelInputs>
}

/** Both, of one Prime. */
export const funnelOf = (prime: PrimeFacts, generator: GeneratorFacts, mcd: McdFacts): Funnel => ({
  leaves: funnelLeaves(prime, generator, mcd),
  all: funnelInputs(prime, generator, mcd),
})

/** An answer of a funnel. Where a part of the funnel is unknown, the answer rests only on what its formula reads. */
export function askFunnel<T>({ leaves, all }: Funnel, formula: (inputs: FunnelInputs) => T): Leaf<T> {
  return all.ok ? attempt(all, formula) : attemptWith(leaves, formula)
}

/** Leaves for the fields of inputs. A limit, and what MCD holds, counts as one value that is known as a whole. */
type LeavesOf<T> = {
  readonly [K in keyof T]: K extends 'guardrails'
    ? GuardrailLeaves
    : K extends 'prime' | 'generator' | 'wires' | 'vault'
      ? LeavesOf<T[K]>
      : Leaf<T[K]>
}

function primeLeaves(prime: PrimeFacts, generator: GeneratorFacts): LeavesOf<FunnelInputs['prime']> {
  const { vault, wires, addresses } = prime
  const [controller] = prime.controllers
  const limit = (name: KnownLimitName) => limitOf(generator, name, addresses.vault)
  return {
    vault: vaultLeaves(vault, generator),
    generatorShares: vault.generatorShares,
    maxExchangeRate: vault.maxExchangeRate,
    takeLimit: storedLimit(prime.takeLimit),
    depositLimit: limit('LIMIT_4626_DEPOSIT'),
    withdrawLimit: limit('LIMIT_4626_WITHDRAW'),
    wires: {
      takeFunction: takes(prime),
      relayer: operatorState(controller),
      controllerOnRateLimits: both(
        controller.controllerOnRateLimits,
        is(controller.rateLimits, addresses.rateLimits),
      ),
      controllerOnProxy: both(controller.controllerOnProxy, is(controller.proxy, addresses.almProxy)),
      taker: wires.taker,
      depositorIsNoTaker: map(wires.depositorTakes, (takes) => !takes),
      depositor: mayDeposit(prime),
    },
  }
}

/** The deployed vault, without guardrails, takes deposits of anyone. */
export function mayDeposit({ vault, wires }: Pick<PrimeFacts, 'vault' | 'wires'>): Leaf<boolean> {
  if (vault.guardrails === null) return map(vault.guarded, () => true)
  return wires.depositor
}

/** What a vault stores, one leaf for each field, known only if the vault holds USDS. */
export function vaultLeaves(vault: PrimeFacts['vault'], generator: GeneratorFacts): LeavesOf<Vault> {
  const { guardrails, ...leaves } = storedLeaves(vault)
  const amount = <T>(leaf: Leaf<T>) => inUsds(vault, generator, leaf)
  return {
    chi: amount(leaves.chi),
    vsr: amount(leaves.vsr),
    rho: amount(leaves.rho),
    totalSupply: amount(leaves.totalSupply),
    depositCap: amount(leaves.depositCap),
    idle: amount(leaves.idle),
    guardrails: mapped(guardrails, amount),
  }
}

/** The leaves of guardrails, each mapped by the same function. */
function mapped(
  { bounds, ...leaves }: GuardrailLeaves,
  change: <T>(leaf: Leaf<T>) => Leaf<T>,
): GuardrailLeaves {
  const all = <T extends object>(tree: T) =>
    Object.fromEntries(
      Object.entries(tree).flatMap(([name, leaf]) => (isLeaf(leaf) ? [[name, change(leaf)]] : [])),
    )
  return { ...all(leaves), bounds: all(bounds) } as GuardrailLeaves
}

/** The part that all Primes share, as one object, so that what follows from it is computed once a second. */
const generatorLeaves = memo(
  (generator: GeneratorFacts, mcd: McdFacts): LeavesOf<FunnelInputs['generator']> => {
    const { addresses, wires } = generator
    return {
      debt: debtState(generator.debt, mcd),
      idle: generator.proxyIdle,
      mintLimit: limitOf(generator, 'LIMIT_USDS_MINT'),
      bufferAllowance: wires.bufferAllowance,
      // Like the newer facets, ours gives capacity back only to a key that is set (DOMAIN.md §4).
      zeroLimitBlocksRecall: given(false),
      wires: {
        mintFunction: serves(generator, functions.mint),
        depositFunction: serves(generator, functions.deposit),
        withdrawFunction: serves(generator, functions.withdraw),
        relayer: relayerState(generator.roles.relayer),
        controllerOnRateLimits: both(
          wires.controllerOnRateLimits,
          is(wires.rateLimits, addresses.rateLimits),
        ),
        controllerOnProxy: both(wires.controllerOnProxy, is(wires.proxy, addresses.almProxy)),
        allocatorVault: wires.proxyWardOnVault,
      },
    }
  },
)

const both = (one: Leaf<boolean>, other: Leaf<boolean>): Leaf<boolean> =>
  combine({ one, other }, (known) => known.one && known.other)

/** What the Diamond of a Generator is called for. */
export const functions = {
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

interface Served {
  readonly diamond: { readonly facets: List<Pick<FacetFacts, 'selectors'>> }
}

/** Whether a facet of the Diamond serves a function. */
export function serves({ diamond }: Served, selector: Hex): Leaf<boolean> {
  const { length, items } = diamond.facets
  const served = every(items.map(({ selectors }) => selectors))
  return combine({ length, served }, ({ served: lists }) => lists.flat().includes(selector))
}
