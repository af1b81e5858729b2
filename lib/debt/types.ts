import type { Rad, Ray, Seconds, Wad } from '@/lib/math'

/** `Vat.ilks(ilk)`; the names are the Vat's. */
export interface Ilk {
  /** Normalised debt of all urns. */
  readonly Art: Wad
  /** What a unit of normalised debt has grown to at the last drip. */
  readonly rate: Ray
  /** Debt that a unit of collateral carries. */
  readonly spot: Ray
  /** Ceiling. */
  readonly line: Rad
  /** Least debt of an urn that is not empty; 0 for an allocator ilk. */
  readonly dust: Rad
}

/** `Vat.urns(ilk, usr)` of the AllocatorVault, which has the only urn of its ilk. */
export interface Urn {
  readonly ink: Wad
  readonly art: Wad
}

/** `Jug.ilks(ilk)`. */
export interface JugIlk {
  /** Factor per second, without `base`. */
  readonly duty: Ray
  /** Time of the last drip [unix s]. */
  readonly rho: Seconds
}

/** `AutoLine.ilks(ilk)`; all zero for an ilk outside AutoLine. */
export interface AutoLineIlk {
  /** Highest ceiling that `exec` sets. */
  readonly line: Rad
  /** Distance that the ceiling keeps from the debt. */
  readonly gap: Rad
  /** Least time between two increases [s]. */
  readonly ttl: Seconds
  /** Block number of the last change. */
  readonly last: bigint
  /** Time of the last increase [unix s]. */
  readonly lastInc: Seconds
}

/** What the Vat holds for all ilks together. */
export interface Vat {
  readonly debt: Rad
  /** Ceiling of all debt. */
  readonly Line: Rad
  /** 1 while MCD works. */
  readonly live: bigint
}

/** What decides how the debt of an ilk grows. */
export interface Accrual {
  readonly ilk: Pick<Ilk, 'Art' | 'rate'>
  readonly jug: JugIlk
  /** `Jug.base()`: added to the factor of every ilk. */
  readonly base: Ray
}

/** Everything in MCD that decides what an AllocatorVault can draw, as stored: nothing in it depends on time. */
export interface DebtState extends Accrual {
  readonly ilk: Ilk
  readonly urn: Urn
  readonly vat: Vat
  readonly autoLine: AutoLineIlk
}
