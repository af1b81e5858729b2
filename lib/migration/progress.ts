import { divUp, max, RAY } from '@/lib/math'

/** How far the debt of a Prime has moved. Amounts are [wad]. */
export interface Progress {
  /** Moved to the Generator, less what was moved back; 0 where more was moved back than over. */
  readonly moved: bigint
  /** Owed in the legacy ilks, fees included, rounded up. */
  readonly left: bigint
  /** What the share of the moved is a share of: both together. */
  readonly base: bigint
}

/** @param legacyDebt debt of all legacy ilks of the Prime, undripped fees included [rad] */
export function progressOf({
  migrated,
  migratedBack,
  legacyDebt,
}: {
  readonly migrated: bigint
  readonly migratedBack: bigint
  readonly legacyDebt: bigint
}): Progress {
  const moved = max(migrated - migratedBack, 0n)
  const left = divUp(legacyDebt, RAY)
  return { moved, left, base: moved + left }
}
