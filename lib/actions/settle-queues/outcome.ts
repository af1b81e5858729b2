import { haircutOf, type Publication, type Queue, type Settlement, settlementOf, worthOf } from '@/lib/lcts'
import { afterUse, currentLimit, type RateLimit } from '@/lib/limits'
import { divUp, excess, min, type Seconds, WAD, type Wad, wad } from '@/lib/math'

/** What a settlement starts from. */
export interface Before {
  readonly subscribe: Queue
  readonly redeem: Queue
  /** [sUSDS per 1e18 srUSDS] */
  readonly rate: Wad
  /** All srUSDS. */
  readonly supply: Wad
  /** sUSDS in the HoldingSystem. */
  readonly held: Wad
  /** What was published for the day; null for nothing. */
  readonly published: Publication | null
  readonly mintLimit: RateLimit
  readonly redeemLimit: RateLimit
}

/** What a settlement leaves behind. */
export interface Outcome {
  readonly settlement: Settlement
  /** What leaves the HoldingSystem for losses [sUSDS]. */
  readonly haircut: Wad
  /** What goes beyond netting, and uses a limit [sUSDS]: minted, and paid out. */
  readonly minted: Wad
  readonly paid: Wad
  readonly mintLimit: RateLimit
  readonly redeemLimit: RateLimit
  readonly supply: Wad
  readonly held: Wad
  /** How much the HoldingSystem lacks for it [sUSDS]: the settlement reverts unless that is 0. */
  readonly lacking: Wad
}

/**
 * What `settleQueues` makes of both queues, the rate, the HoldingSystem and the limits at time t: first the rate, then the
 * SubscribeQueue, then the RedeemQueue. Source: DOMAIN.md §12.2.
 *
 * @param t unix time [s]
 */
export function outcomeAt(before: Before, t: Seconds): Outcome {
  const { subscribe, redeem, rate, published } = before
  const settlement = settlementOf(subscribe, redeem, rate, {
    published,
    mintLimit: wad(currentLimit(before.mintLimit, t)),
    redeemLimit: wad(currentLimit(before.redeemLimit, t)),
  })
  const { rateAfter } = settlement
  const netted = min(lockedIn(subscribe), worthOf(lockedIn(redeem), rateAfter))
  const minted = excess(settlement.subscribe?.converted ?? NOTHING, netted)
  const paid = excess(settlement.redeem?.reward ?? NOTHING, netted)
  const haircut = haircutOf(before.supply, rate, rateAfter)
  const { supply, held, lacking } = balancesAfter(before, settlement, haircut)
  return {
    ...{ settlement, haircut, minted, paid, supply: wad(supply), held: wad(held > 0n ? held : 0n), lacking },
    mintLimit: minted > 0n ? afterUse(before.mintLimit, minted, t) : before.mintLimit,
    redeemLimit: paid > 0n ? afterUse(before.redeemLimit, paid, t) : before.redeemLimit,
  }
}

const NOTHING = wad(0n)

const lockedIn = ({ status, totalUnderlying }: Queue): Wad =>
  status === 'LOCKED' ? totalUnderlying : NOTHING

/** srUSDS and the sUSDS behind it afterwards, and the most that is lacking at any check of the HoldingSystem. */
function balancesAfter(
  before: Before,
  { rateBefore, rateAfter, subscribe, redeem }: Settlement,
  haircut: Wad,
): { readonly supply: bigint; readonly held: bigint; readonly lacking: Wad } {
  const owed = (supply: bigint) => divUp(supply * rateAfter, WAD)
  const cut = before.held - haircut
  const supply = before.supply + (subscribe?.reward ?? 0n) - (redeem?.converted ?? 0n)
  const held = cut + (subscribe?.converted ?? 0n) - (redeem?.reward ?? 0n)
  const lacks = [
    // A transfer of more than is there reverts; a rise and a payment ask for what backs the rest.
    -cut,
    rateAfter > rateBefore ? owed(before.supply) - before.held : 0n,
    (redeem?.reward ?? 0n) > 0n ? owed(supply) - held : 0n,
  ]
  return { supply, held, lacking: wad(lacks.reduce((most, one) => (one > most ? one : most), 0n)) }
}
