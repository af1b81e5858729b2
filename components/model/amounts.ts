import type { UnitFacts } from '@/lib/console/facts/limits'
import { formatCompact, formatExact } from '@/lib/format'
import { combine, given, type Leaf, map } from '@/lib/leaf'
import { MAX_UINT256, type Unitless } from '@/lib/math'

/** An amount as it is shown: cut for a cell, and exact. */
export interface ShownAmount {
  readonly compact: string
  readonly exact: string
  readonly unlimited: boolean
}

/** What amounts without a known token are counted in. */
export const SMALLEST_UNITS = 'smallest units'

/**
 * An amount of a limit in its unit. Without a known token it is told in smallest units; with one whose decimals could not be
 * read it is unknown, since nothing tells how large it is. 2^256 − 1 is unlimited.
 */
export function shownAmount(
  amount: Leaf<Unitless>,
  unit: Pick<UnitFacts, 'decimals'> | null,
): Leaf<ShownAmount> {
  const decimals = unit === null ? given(0) : unit.decimals
  return combine({ amount, decimals }, (read) =>
    read.amount === MAX_UINT256
      ? { compact: 'Unlimited', exact: 'Unlimited', unlimited: true }
      : {
          compact: formatCompact(read.amount, read.decimals),
          exact: formatExact(read.amount, read.decimals),
          unlimited: false,
        },
  )
}

/** The unit of an amount in words. */
export function unitName(unit: Pick<UnitFacts, 'symbol'> | null): Leaf<string> {
  return unit === null ? given(SMALLEST_UNITS) : map(unit.symbol, String)
}

/** Position of an amount on an axis, and nothing else: a float. */
export function toFloat(amount: bigint, decimals: number): number {
  return Number(amount) / 10 ** decimals
}

/** Share of `part` in `whole`, from 0 to 1, cut off at four digits so that it is 1 only when it is all. */
export function fractionOf(part: bigint, whole: bigint): number {
  if (whole <= 0n) return 0
  return part >= whole ? 1 : Number((part * 10_000n) / whole) / 10_000
}
