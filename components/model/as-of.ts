import type { ConsoleModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import { clockText, dayText } from './times'

type At = Pick<ConsoleModel, 'time'> & { readonly block: Pick<ConsoleModel['block'], 'number' | 'timestamp'> }

/**
 * The block at which all values of a page were read, and the second for which everything that
 * accrues was computed. "Read at block 1,234 of 2026-11-20 08:00:12 UTC; what accrues is computed for 08:00:24 UTC".
 */
export function asOf({ block, time }: At): string {
  return `Read at block ${formatExact(block.number, 0)} of ${dayText(block.timestamp)} ${clockText(block.timestamp)} UTC; ${accruedAt({ block, time })}`
}

/** The second half alone, where the block is named beside it. */
export function accruedAt({ block, time }: At): string {
  const sameDay = dayText(time) === dayText(block.timestamp)
  return `what accrues is computed for ${sameDay ? '' : `${dayText(time)} `}${clockText(time)} UTC`
}
