import { Uint256Error } from './errors'

declare const unit: unique symbol

/** Fixed point with 18 decimals [wad]: token amounts of USDS, normalised debt, multipliers. */
export type Wad = bigint & { readonly [unit]: 'wad' }
/** Fixed point with 27 decimals [ray]: rates and accumulators. */
export type Ray = bigint & { readonly [unit]: 'ray' }
/** Fixed point with 45 decimals [rad]: debt and ceilings of the Vat; a wad times a ray. */
export type Rad = bigint & { readonly [unit]: 'rad' }
/** Shares of a vault, with 18 decimals like its assets; a share is worth more assets with every second. */
export type Shares = bigint & { readonly [unit]: 'shares' }

/** The difference between two amounts of one unit, which can be below zero. Every amount counts as one too. */
export type SignedWad = bigint & { readonly [unit]: 'wad' | 'signed wad' }

/** Every unit that an amount must not change by accident. */
export type Amount = Wad | Ray | Rad | Shares

/** A duration, or a unix time [s]: any bare bigint, but no amount. */
export type Seconds = bigint & { readonly [unit]?: 'seconds' }

/** A number that is no amount: any bare bigint, or a time. */
export type Unitless = Seconds

/** 2^256 − 1: the greatest uint256, and the sentinel for *unlimited* in RateLimits. */
export const MAX_UINT256 = 2n ** 256n - 1n

/** Returns `value` when a uint256 can hold it. @throws {Uint256Error} where a contract would revert. */
export function uint256(value: bigint, operation = 'The value'): bigint {
  if (value < 0n) throw new Uint256Error('underflow', operation)
  if (value > MAX_UINT256) throw new Uint256Error('overflow', operation)
  return value
}

/** Marks an amount as [wad]. @throws {Uint256Error} when a uint256 cannot hold it. */
export const wad = (value: bigint): Wad => uint256(value, 'The amount [wad]') as Wad
/** Marks an amount as [ray]. @throws {Uint256Error} when a uint256 cannot hold it. */
export const ray = (value: bigint): Ray => uint256(value, 'The amount [ray]') as Ray
/** Marks an amount as [rad]. @throws {Uint256Error} when a uint256 cannot hold it. */
export const rad = (value: bigint): Rad => uint256(value, 'The amount [rad]') as Rad
/** Marks an amount as shares. @throws {Uint256Error} when a uint256 cannot hold it. */
export const sharesOf = (value: bigint): Shares => uint256(value, 'The number of shares') as Shares

/** The difference between two amounts [wad], below zero where `to` is the smaller one. */
export const wadBetween = (from: Wad, to: Wad): SignedWad => (to - from) as SignedWad

/** Marks a number of seconds [s]. @throws {Uint256Error} when a uint256 cannot hold it. */
export const seconds = (value: bigint): Seconds => uint256(value, 'The time [s]') as Seconds

/** 1.0 in [wad]. */
export const WAD = wad(10n ** 18n)
/** 1.0 in [ray]. */
export const RAY = ray(10n ** 27n)
/** 1.0 in [rad]. */
export const RAD = rad(10n ** 45n)
