import type { State } from '@/components/ui/state'
import type { Checked, Present } from '@/lib/chain/checked'
import type { Review, Finding as SimulationFinding } from '@/lib/chain/review'
import { isAsStated, type JudgedDiff } from '@/lib/console/diff'
import { checkedAt, outdatedWords } from './check-age'
import { type Finding, isOf, type VerdictInput } from './finding'

/** The transaction itself; and of one that a Safe's owners still approve, what it does once it is executed. */
export function simulationFindings({ action, review, present }: VerdictInput): readonly Finding[] {
  const own = review !== null && isOf(review.value, action) ? review : null
  const { through } = action
  const completion = through?.step === 'execute' ? null : through?.proposal?.completion
  return [
    ...(through && action.calls.length === 0
      ? []
      : [simulationFinding('simulation', own, action.calls.length, present)]),
    ...(completion
      ? [simulationFinding('once-executed', executedOf(own), completion.calls.length, present)]
      : []),
  ]
}

function executedOf(review: Checked<Review> | null): Checked<SimulationFinding> | null {
  const value = review?.value.onceExecuted
  return review && value ? { ...review, value } : null
}

function simulationFinding(
  id: 'simulation' | 'once-executed',
  checked: Checked<SimulationFinding> | null,
  calls: number,
  present: Present,
): Finding {
  const finding = (state: State, title: string, detail: string | null): Finding => ({
    ...{ id, state, detail },
    title: id === 'simulation' ? title : `${title}, once executed`,
  })
  if (checked === null) return finding('unknown', 'Not simulated yet', 'The check is still running.')
  const { value: review } = checked
  const at = checkedAt(checked, present)
  const old = outdatedWords(checked, present)
  switch (review.state) {
    case 'simulated': {
      if (!isAsStated(review.diff)) {
        const detail = `By ${review.by} on ${at}; see the changes in red.`
        return {
          ...finding('wrong', 'Simulated: it does not do what is stated', detail),
          found: faultyPaths(review.diff).join(' '),
        }
      }
      const by = `By ${review.by} on ${at}.`
      return old === null
        ? finding('ok', 'Simulated: it does what is stated and nothing else', by)
        : finding('unknown', 'Simulated before: it did what is stated', `${old} ${by}`)
    }
    case 'dry-run':
      return finding(
        'unknown',
        'A smaller check passed: the call does not revert',
        `${old === null ? '' : `${old} `}Tried by ${review.by} on ${at}. What it changes was not simulated: ${review.why}`,
      )
    case 'would-revert':
      return finding(
        'wrong',
        `It would revert: ${review.reason}${review.innerReason === undefined ? '' : ` (${review.innerReason})`}`,
        `By ${review.by} on ${at}${calls > 1 ? `, transaction ${review.call + 1}` : ''}.`,
      )
    case 'could-not-check':
      return finding('unknown', 'Could not be simulated', `On ${at}: ${review.problem}`)
  }
}

/** What is not as stated, by its paths: the values may move with every block. */
function faultyPaths({ effects, unexpected }: JudgedDiff): readonly string[] {
  const broken = effects.filter(({ verdict }) => verdict === 'different' || verdict === 'did-not-happen')
  return [...broken.map(({ effect }) => effect.path), ...unexpected.map(({ path }) => path)].toSorted()
}
