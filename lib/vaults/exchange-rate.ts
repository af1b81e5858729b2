import type { Moment } from '@/lib/limits'
import {
  isUint256Error,
  MAX_UINT256,
  max,
  min,
  mulDown,
  panicOf,
  RAY,
  type Seconds,
  type Wad,
  wad,
} from '@/lib/math'
import { firstTime } from './search'
import { convertToShares, type Growth, nowChi } from './vault'

/** 1.0 as the Erc4626Facet keeps an exchange rate: assets per share [1e36]. */
export const EXCHANGE_RATE_PRECISION = 10n ** 36n

/**
 * The rate that the facet keeps for so many assets per so many shares [1e36]: 0 for no assets, which unsets it. It refuses
 * assets for no shares.
 */
export const exchangeRateOf = (shares: bigint, assets: bigint): bigint =>
  assets === 0n ? 0n : mulDown(EXCHANGE_RATE_PRECISION, assets, shares)

/** The reasons with which the facet refuses the rate of a deposit. */
export type RateRevert =
  | 'Erc4626Facet/max-exchange-rate-not-set'
  | 'Erc4626Facet/zero-shares'
  | 'Erc4626Facet/exchange-rate-too-high'
  | 'Panic(0x11)'
  | 'Panic(0x12)'

export type RateVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: RateRevert }

/**
 * Whether the Erc4626Facet accepts the rate at which a deposit buys shares at time t. That rate is what was paid for
 * each share received, and it exceeds the vault's rate by the rounding of the shares. In a small deposit that rounding
 * is a large part, so a small deposit can be refused where a larger one is accepted.
 *
 * @param maxExchangeRate `maxExchangeRates(vault)` [1e36]; 0 is not set, and refuses everything
 * @param assets that are deposited
 * @param t unix time [s]
 */
export function judgeExchangeRate(
  vault: Growth,
  maxExchangeRate: bigint,
  assets: Wad,
  t: Seconds,
): RateVerdict {
  if (maxExchangeRate === 0n) return refuse('Erc4626Facet/max-exchange-rate-not-set')
  try {
    const shares = convertToShares(vault, assets, t)
    if (assets === 0n) return { ok: true }
    if (shares === 0n) return refuse('Erc4626Facet/zero-shares')
    const rate = mulDown(EXCHANGE_RATE_PRECISION, assets, shares)
    return rate <= maxExchangeRate ? { ok: true } : refuse('Erc4626Facet/exchange-rate-too-high')
  } catch (error) {
    if (isUint256Error(error)) return refuse(panicOf(error))
    throw error
  }
}

/** How many numbers of shares are tried when rounding refuses an amount. */
const TRIES = 64

/**
 * The greatest amount, at most `atMost`, whose rate is accepted at time t. From a billion wei up every amount is
 * accepted, until the second in which the rate of the vault itself passes the maximum. Below that, rounding decides; an
 * accepted amount far below a refused one is not searched for.
 *
 * @param t unix time [s]
 */
export function greatestAtRate(vault: Growth, maxExchangeRate: bigint, atMost: Wad, t: Seconds): Wad {
  const passes = (assets: Wad) => judgeExchangeRate(vault, maxExchangeRate, assets, t).ok
  const most = wad(min<bigint>(atMost, MAX_UINT256 / EXCHANGE_RATE_PRECISION))
  if (passes(most)) return most
  if (!mayPass(vault, maxExchangeRate, t)) return wad(0n)
  const shares = convertToShares(vault, most, t)
  for (let some: bigint = shares; some > max<bigint>(shares - BigInt(TRIES), 0n); some--) {
    // The largest amount that is accepted for these shares. One that buys more of them was found before.
    const accepted = ((maxExchangeRate + 1n) * some - 1n) / EXCHANGE_RATE_PRECISION
    const assets = wad(min<bigint>(most, accepted))
    if (passes(assets)) return assets
  }
  return wad(0n)
}

/** Why the maximum is never passed. `no-growth`: not within a hundred years. */
export type NeverTrips = 'no-growth'

/**
 * The first second in which no deposit passes, because the growth of the vault's rate has reached past the maximum;
 * `from` itself where that is so already, or where no maximum is set.
 *
 * @param from unix time [s]
 */
export function exchangeRateTripsAt(
  vault: Growth,
  maxExchangeRate: bigint,
  from: Seconds,
): Moment<NeverTrips> {
  const at = firstTime((t) => !mayPass(vault, maxExchangeRate, t), from)
  return at === null ? { never: 'no-growth' } : { at }
}

/** Whether any amount passes: the rate of the vault itself, without rounding, is within the maximum. */
function mayPass(vault: Growth, maxExchangeRate: bigint, t: Seconds): boolean {
  return mulDown(EXCHANGE_RATE_PRECISION, nowChi(vault, t), RAY) <= maxExchangeRate
}

function refuse(reason: RateRevert): RateVerdict {
  return { ok: false, reason }
}
