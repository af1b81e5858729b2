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
  const be = (number: number) => `${number} ${number === 1 ? 'is' : 'are'}`
  const parts = [
    [count('critical'), (number: number) => `${be(number)} wrong`],
    [count('unknown'), (number: number) => `${number} could not be checked`],
    [count('attention'), (number: number) => `${be(number)} to look at`],
    [count('notice'), (number: number) => `${be(number)} to know`],
  ] as const
  const found = parts.filter(([number]) => number > 0).map(([number, told]) => told(number))
  return {
    urgent,
    notes,
    passed,
    answer,
    detail: `${[`Of ${plural(checks.length, 'check')} ${passed.length} passed`, ...found].join(', ')}.`,
  }
}
