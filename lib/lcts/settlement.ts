import { add, divUp, excess, min, WAD, type Wad, wad } from '@/lib/math'
import { afterSettle, mulDiv, type QueueSettlement } from './queue'
import type { Queue } from './types'

const NOTHING = wad(0n)
/** The factor that leaves the rate as it is. */
export const UNCHANGED: Wad = WAD

/** The exchange rate after a settlement [sUSDS per 1e18 srUSDS]: `floor(rate × factor ÷ 1e18)`. */
export const rateAfter = (rate: Wad, factor: Wad): Wad => wad(mulDiv(rate, factor, WAD))

/** The lowest rate that a settlement leaves [sUSDS per 1e18 srUSDS]: `MIN_RATE` of the SrUsdsFacet. */
export const RATE_MIN: Wad = wad(1_000_000_000n)

/**
 * Why a settlement would revert at its first step, the rate; null where it passes. (`SrUsdsFacet`, `HoldingSystem`)
 *
 * @param supply srUSDS that there is
 * @param held sUSDS in the HoldingSystem
 * @param rate before it [sUSDS per 1e18 srUSDS]
 * @param factor by which it is multiplied
 */
export function rateFault(supply: Wad, held: Wad, rate: Wad, factor: Wad): RateFault | null {
  const after = rateAfter(rate, factor)
  if (after < RATE_MIN) return { kind: 'too-low', lacking: NOTHING }
  const needed = after < rate ? haircutOf(supply, rate, after) : divUp(supply * after, WAD)
  if (after === rate || held >= needed) return null
  return { kind: after < rate ? 'haircut' : 'yield', lacking: wad(needed - held) }
}

/** `lacking`: how much sUSDS has to be brought to the HoldingSystem first. */
export interface RateFault {
  readonly kind: 'too-low' | 'haircut' | 'yield'
  readonly lacking: Wad
}

/** What srUSDS is worth in sUSDS at a rate, rounded down. */
export const worthOf = (srUsds: Wad, rate: Wad): Wad => wad(mulDiv(srUsds, rate, WAD))

/** How much srUSDS an amount of sUSDS buys at a rate, rounded down; none at a rate of 0. */
export const boughtWith = (sUsds: Wad, rate: Wad): Wad =>
  rate === 0n ? NOTHING : wad(mulDiv(sUsds, WAD, rate))

/** What the Core Council publishes for the settlement of a day, before its lock. */
export interface Publication {
  /** How much sUSDS may be converted beyond netting [wad]. */
  readonly capacity: Wad
  /** By what the rate is multiplied [wad]: above 1e18 for yield, below it for a haircut. */
  readonly factor: Wad
}

/** What a settlement goes by. */
export interface Terms {
  /** Null where nothing was published: then the rate stays, and the queues are netted only. */
  readonly published: Publication | null
  /** What the limit of minting lets in beyond netting [sUSDS, wad]. */
  readonly mintLimit: Wad
  /** What the limit of redemptions lets out beyond netting [sUSDS, wad]. */
  readonly redeemLimit: Wad
}

/** What a settlement converts in each queue. */
export interface Capacities {
  /** What nets out, by value [sUSDS]; 0 where either side converts nothing. */
  readonly netted: Wad
  /** Of the SubscribeQueue [sUSDS]. */
  readonly subscribe: Wad
  /** Of the RedeemQueue [srUSDS]. */
  readonly redeem: Wad
}

/**
 * What each queue converts at the new rate. Amounts are compared by value, since the queues are in different tokens. A side that
 * netting clears is converted whole, never by a number that was converted back, which would leave a unit behind. One whose
 * reward would round to 0 converts nothing, and a queue that is not locked does not count.
 */
export function capacitiesOf(
  subscribe: Queue,
  redeem: Queue,
  rate: Wad,
  { published, mintLimit, redeemLimit }: Terms,
): Capacities {
  const entering = lockedIn(subscribe)
  const leaving = lockedIn(redeem)
  const value = worthOf(leaving, rate)
  const netted = min(entering, value)
  const minted = min(excess(entering, netted), published?.capacity ?? NOTHING, mintLimit)
  const paid = min(excess(value, netted), published ? redeemLimit : NOTHING)
  const subscribed = add(netted, minted)
  const redeemed = add(netted, paid) === value ? leaving : boughtWith(add(netted, paid), rate)
  const entered = boughtWith(subscribed, rate) === 0n ? NOTHING : subscribed
  const left = worthOf(redeemed, rate) === 0n ? NOTHING : redeemed
  const isNetted = entered > 0n && left > 0n
  return { netted: isNetted ? netted : NOTHING, subscribe: entered, redeem: left }
}

const lockedIn = ({ status, totalUnderlying }: Queue): Wad =>
  status === 'LOCKED' ? totalUnderlying : NOTHING

/** A settlement of both queues. */
export interface Settlement {
  readonly rateBefore: Wad
  readonly rateAfter: Wad
  readonly capacities: Capacities
  /** Null for a queue that was not locked: it is skipped. */
  readonly subscribe: QueueSettlement | null
  readonly redeem: QueueSettlement | null
}

/**
 * What a settlement makes of both queues: first the rate, then each queue at the new rate. Pure: a review and a forecast ask
 * for it alike. (DOMAIN.md §12)
 *
 * @param rate before it [sUSDS per 1e18 srUSDS]
 */
export function settlementOf(subscribe: Queue, redeem: Queue, rate: Wad, terms: Terms): Settlement {
  const after = rateAfter(rate, terms.published?.factor ?? UNCHANGED)
  const capacities = capacitiesOf(subscribe, redeem, after, terms)
  return {
    rateBefore: rate,
    rateAfter: after,
    capacities,
    subscribe:
      subscribe.status === 'LOCKED'
        ? afterSettle(subscribe, capacities.subscribe, boughtWith(capacities.subscribe, after))
        : null,
    redeem:
      redeem.status === 'LOCKED'
        ? afterSettle(redeem, capacities.redeem, worthOf(capacities.redeem, after))
        : null,
  }
}

/** What a haircut takes out of the HoldingSystem [sUSDS]: `floor(supply × (rate before − rate after) ÷ 1e18)`; 0 for a rate that rose. */
export const haircutOf = (supply: Wad, before: Wad, after: Wad): Wad =>
  wad(mulDiv(supply, excess(before, after), WAD))
