import {
  add,
  excess,
  MAX_UINT256,
  min,
  mulDown,
  mulUp,
  RAY,
  type Ray,
  rpow,
  type Seconds,
  type Shares,
  sharesOf,
  sub,
  type Wad,
  wad,
} from '@/lib/math'
import type { Guardrails } from './guardrail-state'
import { isPaused } from './guardrails'
import { firstTime } from './search'

/**
 * What a Prime vault stores. Assets are in the unit of the asset, which is [wad] for USDS; shares have 18 decimals.
 */
export interface Vault {
  /** Assets per share at `rho`. */
  readonly chi: Ray
  /** Factor per second. */
  readonly vsr: Ray
  /** Time of the last drip [unix s]. */
  readonly rho: Seconds
  readonly totalSupply: Shares
  /** The most that all shares may be worth after a deposit; 0 until set. */
  readonly depositCap: Wad
  /** Assets that the vault holds: `asset.balanceOf(vault)`. */
  readonly idle: Wad
  readonly guardrails: Guardrails
}

/** The part of a vault that decides what a share is worth. */
export type Growth = Pick<Vault, 'chi' | 'vsr' | 'rho'>

/**
 * Assets per share at time t: `rpow(vsr, t − rho) × chi / RAY`, rounded down.
 *
 * @param t unix time [s]
 * @returns [ray]
 * @throws {Uint256Error} where `nowChi()` reverts: t before `rho`, or a power that overflows
 */
export function nowChi({ chi, vsr, rho }: Growth, t: Seconds): Ray {
  if (t === rho) return chi
  return mulDown(rpow(vsr, sub(t, rho), RAY), chi, RAY)
}

/**
 * What shares are worth at time t, rounded down; also what they redeem for.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function convertToAssets(vault: Growth, shares: Shares, t: Seconds): Wad {
  return wad(mulDown(shares, nowChi(vault, t), RAY))
}

/**
 * How many shares assets are worth at time t, rounded down; also what a deposit of them gives.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function convertToShares(vault: Growth, assets: Wad, t: Seconds): Shares {
  return sharesOf(mulDown(assets, RAY, nowChi(vault, t)))
}

/**
 * What all shares are worth at time t: `totalSupply × nowChi / RAY`, whatever the vault holds.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function totalAssets(vault: Vault, t: Seconds): Wad {
  return convertToAssets(vault, vault.totalSupply, t)
}

/**
 * What was taken and not returned, with the yield not yet paid in: `max(totalAssets − idle, 0)`.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function assetsOutstanding(vault: Vault, t: Seconds): Wad {
  return excess(totalAssets(vault, t), vault.idle)
}

/** The most assets with which a vault can compute: less one for rounding, their product with RAY fits a uint256. */
const MOST_ASSETS = wad(MAX_UINT256 / RAY - 1n)

/**
 * The room below the deposit cap at time t, for any receiver: the answer of `maxDeposit` in the deployed vault, which
 * has no further bound. Yield uses it up.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function roomUnderCap(vault: Vault, t: Seconds): Wad {
  return excess(vault.depositCap, totalAssets(vault, t))
}

/**
 * The room below the cap as this project's vault answers it to a receiver that is not a taker: no more than it can
 * compute with.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function maxDeposit(vault: Vault, t: Seconds): Wad {
  return roomUnderCap({ ...vault, depositCap: min(vault.depositCap, MOST_ASSETS) }, t)
}

/**
 * `maxDeposit` in shares, rounded down.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function maxMint(vault: Vault, t: Seconds): Shares {
  return convertToShares(vault, maxDeposit(vault, t), t)
}

/**
 * What an owner of so many shares can withdraw at time t: what they are worth, but no more than is idle; 0 while
 * withdrawals are paused.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function maxWithdraw(vault: Vault, shares: Shares, t: Seconds): Wad {
  return min(idleToWithdraw(vault, t), convertToAssets(vault, shares, t))
}

/**
 * How many of its shares an owner can redeem at time t; 0 while withdrawals are paused.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function maxRedeem(vault: Vault, shares: Shares, t: Seconds): Shares {
  return min(convertToShares(vault, idleToWithdraw(vault, t), t), shares)
}

const idleToWithdraw = ({ guardrails, idle }: Vault, t: Seconds): Wad =>
  isPaused(guardrails, 'withdrawals', t) ? wad(0n) : idle

/**
 * Shares that a deposit gives, rounded down.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export const previewDeposit = convertToShares

/**
 * Assets that a mint takes, rounded up.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function previewMint(vault: Growth, shares: Shares, t: Seconds): Wad {
  return wad(mulUp(shares, nowChi(vault, t), RAY))
}

/** A preview that reverts when the vault does not hold enough, as the deployed vault does. */
export type Preview<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly reason: 'SparkVault/insufficient-liquidity' }

const SHORT: Preview<never> = { ok: false, reason: 'SparkVault/insufficient-liquidity' }

/**
 * Shares that a withdrawal takes, rounded up.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function previewWithdraw(vault: Vault, assets: Wad, t: Seconds): Preview<Shares> {
  if (assets > vault.idle) return SHORT
  return { ok: true, value: sharesOf(mulUp(assets, RAY, nowChi(vault, t))) }
}

/**
 * Assets that a redemption gives, rounded down.
 *
 * @throws {Uint256Error} as `nowChi`
 */
export function previewRedeem(vault: Vault, shares: Shares, t: Seconds): Preview<Wad> {
  const assets = convertToAssets(vault, shares, t)
  return assets > vault.idle ? SHORT : { ok: true, value: assets }
}

/**
 * From when the deposit cap no longer lets an amount in, because yield has used it up [unix s]; `from` itself where the
 * cap already refuses it, null when it never will.
 *
 * @param from unix time [s]
 */
export function depositRoomEndsAt(vault: Vault, assets: Wad, from: Seconds): bigint | null {
  return firstTime((t) => add(totalAssets(vault, t), assets) > vault.depositCap, from)
}
