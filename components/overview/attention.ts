import { type Check, type CheckState, checkState, needsAttention } from '@/lib/console/model/check'
import { formatExact, plural } from '@/lib/format'
import { type Alike, alikeOf } from '@/lib/words/alike'

/** What the overview says of all checks. */
export interface Attention {
  /** What a person has to look at, most urgent first; many alike are one. */
  readonly urgent: readonly Alike[]
  /** Facts worth knowing that call for nothing. */
  readonly notes: readonly Alike[]
  readonly passed: readonly Check[]
  /** The answer of the page. */
  readonly answer: string
  /** What the number is made of. */
  readonly detail: string
}

/** Sorts the checks of a model by what they ask of a person. @param blockNumber of the model */
export function attentionOf(checks: readonly Check[], blockNumber: bigint): Attention {
  const open = needsAttention(checks)
  const urgent = alikeOf(open.filter((check) => checkState(check) !== 'notice'))
  const notes = alikeOf(open.filter((check) => checkState(check) === 'notice'))
  const passed = checks.filter((check) => checkState(check) === 'pass')
  const block = `block ${formatExact(blockNumber, 0)}`
  const answer =
    urgent.length === 0
      ? `Nothing needs attention: ${plural(passed.length, 'check')} passed at ${block}`
      : `${plural(urgent.length, 'thing needs', 'things need')} attention at ${block}`
  const count = (verdict: CheckState) => checks.filter((check) => checkState(check) === verdict).length
  const parts = [
    [count('critical'), 'wrong'],
    [count('unknown'), 'could not be checked'],
    [count('attention'), 'to look at'],
    [count('notice'), 'to know'],
  ] as const
  const found = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  return {
    urgent,
    notes,
    passed,
    answer,
    detail: `${[...found, `${passed.length} of ${plural(checks.length, 'check')} passed`].join(', ')}.`,
  }
}
