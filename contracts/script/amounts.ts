import { MAX_UINT256, RAD, RAY, WAD } from '@/lib/math'

export const MINUTE = 60n
export const HOUR = 3_600n
export const DAY = 86_400n

/** The amount that means unlimited in RateLimits. */
export const UNLIMITED: bigint = MAX_UINT256

/** Thousands of USDS [wad]. */
export const thousands = (count: bigint): bigint => count * 1_000n * WAD

/** Millions of USDS [wad]. */
export const millions = (count: bigint): bigint => thousands(count * 1_000n)

/** Thousands of USDS of debt or ceiling [rad]. */
export const debtThousands = (count: bigint): bigint => count * 1_000n * RAD

/** Millions of USDS of debt or ceiling [rad]. */
export const debtMillions = (count: bigint): bigint => debtThousands(count * 1_000n)

/** Growth by a number of thousands of USDS a day [wad per s], rounded down. */
export const thousandsPerDay = (count: bigint): bigint => thousands(count) / DAY

/** Growth by a number of millions of USDS a day [wad per s], rounded down. */
export const millionsPerDay = (count: bigint): bigint => millions(count) / DAY

/** Yearly rates as factors per second [ray], rounded down as in the tables of MCD. */
export const yearly = {
  none: RAY,
  fourAndAHalf: 1_000_000_001_395_766_281_313_196_627n,
  fourAndThreeQuarters: 1_000_000_001_471_536_429_740_616_381n,
  five: 1_000_000_001_547_125_957_863_212_448n,
  fiveAndAQuarter: 1_000_000_001_622_535_724_756_171_269n,
  fiveAndAHalf: 1_000_000_001_697_766_583_380_253_701n,
  six: 1_000_000_001_847_694_957_439_350_562n,
  ten: 1_000_000_003_022_265_980_097_387_650n,
} as const
