import type { State } from '@/components/ui/state'
import { type Action, type ReadBack, readinessOf } from '@/lib/actions'
import type { Review, Finding as SimulationFinding } from '@/lib/chain/review'
import type { SecondOpinion } from '@/lib/chain/second-source'
import { stringify } from '@/lib/chain/wire'
import { isAsStated } from '@/lib/console/diff'

/** Everything that decides whether an action may be signed. */
export interface VerdictInput {
  readonly action: Action
  readonly readBack: readonly ReadBack[]
  /** Null while the first check runs. */
  readonly review: Review | null
  readonly secondOpinion: SecondOpinion | null
  readonly chain: { readonly expected: number; readonly found: number | null }
}

/** One check of the review in a line. */
export interface Finding {
  readonly id: 'chain' | 'bytes' | 'simulation' | 'once-executed' | 'second-source'
  readonly state: State
  readonly title: string
  readonly detail: string | null
}

export interface Verdict {
  readonly findings: readonly Finding[]
  /** Why it cannot be signed now; null when it can. */
  readonly blocked: string | null
  /** What somebody has to have read and overrides by typing; empty when nothing. */
  readonly confirm: readonly string[]
}

/** What is typed to override. */
export const confirmWord = 'OVERRIDE'

/**
 * Whether an action may be signed, and on what condition. Wrong bytes and a wrong chain block always. What is proven
 * wrong blocks, but an emergency action only asks for a typed confirmation then; what could not be checked never
 * blocks an emergency action.
 */
export function verdictOf(input: VerdictInput): Verdict {
  const { action, readBack, chain } = input
  const findings = [
    ...chainFinding(chain),
    bytesFinding(readBack),
    ...simulationFindings(input),
    secondFinding(input.secondOpinion),
  ]
  const wrong = findings.filter(({ id, state }) => state === 'wrong' && id !== 'chain' && id !== 'bytes')
  const [faulty] = readBack.flatMap(({ faults }) => faults)
  const confirmations = action.requirements
    .filter(({ weight, holds }) => weight === 'confirm' && !(holds.ok && holds.value))
    .map(({ text, holds }) => (holds.ok ? `Does not hold: ${text}` : `Could not be checked: ${text}`))
  return {
    findings,
    blocked: blockedBy(input, faulty, wrong[0]),
    confirm: [...confirmations, ...(action.emergency ? wrong.map(({ title }) => title) : [])],
  }
}

/** Whether a review is about these very transactions. */
export function isOf(review: Review, action: Action): boolean {
  return stringify(review.action.calls) === stringify(action.calls)
}

function blockedBy(
  { action, review, chain }: VerdictInput,
  faulty: string | undefined,
  wrong: Finding | undefined,
): string | null {
  if (chain.found !== chain.expected) {
    return chain.found === null
      ? `The wallet does not say which chain it is on; this is chain ${chain.expected}.`
      : `The wallet is on chain ${chain.found}, not on chain ${chain.expected}.`
  }
  if (action.calls.length === 0) return action.through?.next ?? 'There is nothing to sign.'
  if (faulty !== undefined) return `The bytes do not say what was asked for. ${faulty}`
  const readiness = readinessOf(action)
  if (readiness.state === 'blocked') {
    const [first] = readiness.because
    return first?.holds.ok ? `Does not hold: ${first.text}.` : `Could not be checked: ${first?.text}.`
  }
  if (action.emergency) return null
  if (review === null || !isOf(review, action)) return 'The check is still running.'
  if (wrong) return `${wrong.title}.`
  if (review.state === 'could-not-check')
    return 'It could not be checked what it does; the next block tries again.'
  return null
}

function chainFinding({ expected, found }: VerdictInput['chain']): readonly Finding[] {
  if (found === expected) return []
  const title =
    found === null ? 'The wallet does not say which chain it is on' : `The wallet is on chain ${found}`
  return [{ id: 'chain', state: 'wrong', title, detail: `This deployment is on chain ${expected}.` }]
}

function bytesFinding(readBack: readonly ReadBack[]): Finding {
  const faults = readBack.flatMap((back) => back.faults)
  return faults.length === 0
    ? { id: 'bytes', state: 'ok', title: 'The bytes, read back, say what was asked for', detail: null }
    : {
        id: 'bytes',
        state: 'wrong',
        title: 'The bytes do not say what was asked for',
        detail: faults.join(' '),
      }
}

/** The transaction itself; and of one that a Safe's owners still approve, what it does once it is executed. */
function simulationFindings({ action, review }: VerdictInput): readonly Finding[] {
  const own = review !== null && isOf(review, action) ? review : null
  const { through } = action
  const completion = through?.step === 'execute' ? null : through?.proposal?.completion
  return [
    ...(through && action.calls.length === 0
      ? []
      : [simulationFinding('simulation', own, action.calls.length)]),
    ...(completion
      ? [simulationFinding('once-executed', own?.onceExecuted ?? null, completion.calls.length)]
      : []),
  ]
}

function simulationFinding(
  id: 'simulation' | 'once-executed',
  review: SimulationFinding | null,
  calls: number,
): Finding {
  const finding = (state: State, title: string, detail: string | null): Finding => ({
    ...{ id, state, detail },
    title: id === 'simulation' ? title : `${title}, once executed`,
  })
  if (review === null) return finding('unknown', 'Not simulated yet', 'The check is still running.')
  switch (review.state) {
    case 'simulated':
      return isAsStated(review.diff)
        ? finding('ok', 'Simulated: it does what is stated and nothing else', `By ${review.by}.`)
        : finding(
            'wrong',
            'Simulated: it does not do what is stated',
            `By ${review.by}; see the changes in red.`,
          )
    case 'dry-run':
      return finding(
        'unknown',
        'A smaller check passed: the call does not revert',
        `Tried by ${review.by}. What it changes was not simulated: ${review.why}`,
      )
    case 'would-revert':
      return finding(
        'wrong',
        `It would revert: ${review.reason}${review.innerReason === undefined ? '' : ` (${review.innerReason})`}`,
        `By ${review.by}${calls > 1 ? `, transaction ${review.call + 1}` : ''}.`,
      )
    case 'could-not-check':
      return finding('unknown', 'Could not be simulated', review.problem)
  }
}

function secondFinding(opinion: SecondOpinion | null): Finding {
  const finding = (state: State, title: string, detail: string | null): Finding => ({
    id: 'second-source',
    state,
    title,
    detail,
  })
  if (opinion === null) return finding('unknown', 'Not compared with a second source yet', null)
  switch (opinion.state) {
    case 'same':
      return finding(
        'ok',
        'A second source has the same',
        `Block hash and ${opinion.reads} values read again through ${opinion.by}.`,
      )
    case 'different':
      return finding('wrong', `A second source differs: ${opinion.by}`, `${opinion.what}.`)
    case 'could-not-check':
      return finding('unknown', 'Not compared with a second source', `${opinion.by}: ${opinion.problem}`)
  }
}
