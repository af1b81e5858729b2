import type { State } from '@/components/ui/state'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { Review, SimulationFinding } from '@/lib/chain/review'
import type { SimulatedFinding } from '@/lib/chain/review/finding'
import { isDoneAsStated } from '@/lib/chain/review/judge-run'
import { formatExact, plural } from '@/lib/format'
import { textOf } from '@/lib/leaf/path'
import { besideSimulation } from './beside-simulation'
import { checkedAt, outdatedWords } from './check-age'
import { isOf, type ReviewFinding, type VerdictInput } from './finding'

/** Findings on the transaction itself, and on what it does once executed, where owners of a Safe still approve it. */
export function simulationFindings({ action, review, present }: VerdictInput): readonly ReviewFinding[] {
  const own = review !== null && isOf(review.value, action) ? review : null
  const { through } = action
  const completion = through?.step === 'execute' ? null : through?.proposal?.completion
  return [
    ...(through && action.calls.length === 0
      ? []
      : simulationLines('simulation', own, action.calls.length, present)),
    ...(completion
      ? simulationLines('once-executed', executedOf(own), completion.calls.length, present)
      : []),
  ]
}

function executedOf(review: Checked<Review> | null): Checked<SimulationFinding> | null {
  const value = review?.value.onceExecuted
  return review && value ? { ...review, value } : null
}

function simulationLines(
  id: 'simulation' | 'once-executed',
  checked: Checked<SimulationFinding> | null,
  calls: number,
  present: Present,
): readonly ReviewFinding[] {
  const beside = checked === null ? [] : besideSimulation(id, checked, present)
  return [simulationFinding(id, checked, calls, present), ...beside]
}

function simulationFinding(
  id: 'simulation' | 'once-executed',
  checked: Checked<SimulationFinding> | null,
  calls: number,
  present: Present,
): ReviewFinding {
  const finding = (state: State, title: string, detail: string | null): ReviewFinding => ({
    ...{ id, state, detail },
    title: id === 'simulation' ? title : `${title}, once executed`,
  })
  if (checked === null) return finding('unknown', 'Not simulated yet', 'The check is still running.')
  const { value: review } = checked
  const at = checkedAt(checked, present)
  const old = outdatedWords(checked, present)
  switch (review.state) {
    case 'simulated': {
      if (!isDoneAsStated(review)) {
        const detail = `By ${review.by} on ${at}; see the changes and events in red.`
        return {
          ...finding('wrong', 'Simulated: it does not do what is stated', detail),
          found: faultsIn(review).join(' '),
        }
      }
      const by = `By ${review.by} on ${at}: ${comparedWords(review)}`
      return old === null
        ? finding('ok', 'Simulated: it does what is stated, and no other value of the console changes', by)
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

/** How much was looked at. */
function comparedWords({ compared, events }: SimulatedFinding): string {
  const unread =
    compared.unread === 0 ? '' : ` (${formatExact(BigInt(compared.unread), 0)} could not be read)`
  return `${plural(compared.values, 'value')} compared${unread}, ${plural(events.emitted.length, 'event')} as stated.`
}

/** What is not as stated, by paths and topics, since values may change with every block. */
function faultsIn({ diff, events }: SimulatedFinding): readonly string[] {
  const broken = diff.effects.filter(({ verdict }) => verdict === 'different' || verdict === 'did-not-happen')
  return [
    ...broken.map(({ effect }) => textOf(effect.path)),
    ...diff.unexpected.map(({ path }) => textOf(path)),
    ...events.emitted.flatMap(({ log, expected }) => (expected ? [] : [log.address, ...log.topics])),
    ...events.missing.flatMap(({ address, topics }) => [address, ...topics.map(String)]),
  ].toSorted()
}
