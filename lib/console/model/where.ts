import type { Leaf } from '@/lib/leaf'
import type { SignedWad, Wad } from '@/lib/math'

/** A legacy ilk, and what its Prime drew through it [wad], each cut off. */
export interface LegacyPlace {
  /** Name of the ilk. */
  readonly id: string
  /** Owed by its last drip. */
  readonly booked: Leaf<Wad>
  /** Fees since then, which nobody has dripped. */
  readonly fees: Leaf<Wad>
}

/** What a vault of a Prime has and has lent, at one block. All [wad]. */
export interface VaultPlace {
  /** Of what is idle, what the liquidity buffer keeps there; the rest of it can be taken. */
  readonly kept: Leaf<Wad>
  readonly free: Leaf<Wad>
  /** Taken and not returned, with the yield that is owed on it. */
  readonly out: Leaf<Wad>
  /** Of that, the yield since the last drip of the vault. What is older is not told apart by the chain. */
  readonly yieldSinceDrip: Leaf<Wad>
  /** What the Generator's shares are worth. */
  readonly funding: Leaf<Wad>
  /** What others' shares are worth, and what nobody's shares cover: sent to the vault for no shares. */
  readonly others: Leaf<Wad>
}

/** Where the USDS of one Prime is, as one Generator funds it. */
export interface PrimePlace {
  /** Slug of the Prime. */
  readonly id: string
  readonly name: string
  /** Name of the Generator; null for a Prime that none funds yet. */
  readonly generator: string | null
  readonly legacy: readonly LegacyPlace[]
  /** USDS in its ALMProxy; null where it is not read. A Prime that several Generators fund has it at the first. */
  readonly proxy: Leaf<Wad> | null
  /** Null for a Prime that no Generator funds. */
  readonly vault: VaultPlace | null
}

/** Where the USDS is that a Generator has drawn. */
export interface GeneratorPlace {
  readonly id: string
  readonly name: string
  /** Name of its ilk. */
  readonly ilk: string
  readonly booked: Leaf<Wad>
  readonly fees: Leaf<Wad>
  /** In no vault: in its AllocatorBuffer, and in its ALMProxy. */
  readonly buffer: Leaf<Wad>
  readonly proxy: Leaf<Wad>
  /** What its shares in all vaults are worth. */
  readonly inVaults: Leaf<Wad>
  /** Places less debt: above zero it has more than it owes, below zero less. */
  readonly residual: Leaf<SignedWad>
}

/** Every place at one block, and the sums over them. */
export interface Whereabouts {
  readonly generators: readonly GeneratorPlace[]
  readonly primes: readonly PrimePlace[]
  readonly totals: WhereTotals
}

/** Sums over all Generators and Primes [wad]. A part that is unknown makes its sum unknown. */
export interface WhereTotals {
  readonly legacyBooked: Leaf<Wad>
  readonly legacyFees: Leaf<Wad>
  readonly generatorBooked: Leaf<Wad>
  readonly generatorFees: Leaf<Wad>
  /** All debt, fees not yet dripped included. */
  readonly debt: Leaf<Wad>
  readonly inNoVault: Leaf<Wad>
  readonly kept: Leaf<Wad>
  readonly free: Leaf<Wad>
  readonly out: Leaf<Wad>
  readonly yieldSinceDrip: Leaf<Wad>
  /** In vaults, but not the Generators': others' shares, and what was sent for none. */
  readonly others: Leaf<Wad>
  readonly proxies: Leaf<Wad>
  /**
   * What is in vaults, out of them and in none, less others' part, against the debt of all Generators: the sum that has to
   * come out, with what does not.
   */
  readonly residual: Leaf<SignedWad>
}
