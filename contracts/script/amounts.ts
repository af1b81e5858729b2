import { MAX_UINT256, RAD, RAY, WAD } from '@/lib/math'

export const MINUTE = 60n
export const HOUR = 3_600n
export const DAY = 86_400n

/** What stands for no limit in RateLimits. */
export const UNLIMITED: bigint = MAX_UINT256

/** Millions of USDS [wad]. */
export const millions = (count: bigint): bigint => count * 1_000_000n * WAD

/** Millions of USDS of debt or ceiling [rad]. */
export const debtMillions = (count: bigint): bigint => count * 1_000_000n * RAD

/** A growth of so many millions of USDS a day [wad per s], rounded down. */
export const millionsPerDay = (count: bigint): bigint => millions(count) / DAY

/** Yearly rates as factors per second [ray], rounded down as the tables of MCD are. */
export const yearly = {
  none: RAY,
  fourAndAHalf: 1_000_000_001_395_766_281_313_196_627n,
  fourAndThreeQuarters: 1_000_000_001_471_536_429_740_616_381n,
  five: 1_000_000_001_547_125_957_863_212_448n,
  ten: 1_000_000_003_022_265_980_097_387_650n,
} as const
