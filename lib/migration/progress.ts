import { excess, type Rad, radToWadUp, sumOf, type Wad } from '@/lib/math'

/** How far the debt of a Prime has moved. Amounts are [wad]. */
export interface Progress {
  /** Moved to the Generator, less what was moved back; 0 where more was moved back than over. */
  readonly moved: Wad
  /** Owed in the legacy ilks, fees included, rounded up. */
  readonly left: Wad
  /** The whole that the moved share is measured against: moved and left together. */
  readonly base: Wad
}

/** @param legacyDebt debt of all legacy ilks of the Prime, undripped fees included [rad] */
export function progressOf({
  migrated,
  migratedBack,
  legacyDebt,
}: {
  readonly migrated: Wad
  readonly migratedBack: Wad
  readonly legacyDebt: Rad
}): Progress {
  const moved = excess(migrated, migratedBack)
  const left = radToWadUp(legacyDebt)
  return { moved, left, base: sumOf([moved, left]) }
}
