import { ageOf, type Checked, isOutdated, type Present } from '@/lib/chain/read/checked'
import { formatDuration, formatExact } from '@/lib/format'

/** Block and age of a check: "block 1,234, 8 s ago". */
export function checkedAt(checked: Pick<Checked<unknown>, 'block'>, present: Present): string {
  const age = ageOf(checked, present)
  const block = `block ${formatExact(checked.block.number, 0)}`
  return age < 1n ? `${block}, now` : `${block}, ${formatDuration(age)} ago`
}

/** Said of a check that is too old to speak for now; null while it is not. */
export function outdatedWords(checked: Pick<Checked<unknown>, 'block'>, present: Present): string | null {
  if (!isOutdated(checked, present)) return null
  return `That was ${formatDuration(ageOf(checked, present))} ago, at block ${formatExact(checked.block.number, 0)}: no newer check has ended.`
}
