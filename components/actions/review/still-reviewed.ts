import { type Action, type ActionCall, buildAction, readBack, readinessOf } from '@/lib/actions'
import type { Present } from '@/lib/chain/read/checked'
import type { ConsoleModel } from '@/lib/console/model'
import type { ReviewedNow } from '@/lib/react/review/now'
import type { StillHolds } from '@/lib/react/run/store'
import { reviewOf } from './finding'
import { isOverridden, type Override } from './override'
import { verdictOf } from './verdict'

export interface Reviewed {
  readonly action: Action
  /** What was typed when it was signed, and of which warnings. */
  readonly override: Override
  readonly modelNow: () => ConsoleModel | null
  /** Checks it anew: null where nothing is known of the chain, and a part of it where that took too long. */
  readonly reviewNow: (action: Action) => Promise<ReviewedNow | null>
  /** The chain of the deployment. */
  readonly chainId: number
  readonly blockTimeSeconds: number | null
}

const unread = 'Nothing is known of the chain right now.'

/**
 * Whether what was reviewed still holds for a call: the same request, built anew from the picture of now, has this very
 * call, and nothing stands in its way. What follows another call is simulated anew, and its verdict obeyed: what was
 * typed at the signature counts for the warnings of then, and for no other.
 */
export function stillReviewed(reviewed: Reviewed): StillHolds {
  const { action, modelNow, reviewNow } = reviewed
  return async (call, isFurther) => {
    const problem = becameIn(action, modelNow())(call)
    if (problem !== null || !isFurther) return problem
    const now = await reviewNow(action)
    if (!now) return unread
    // The chain went on while it was checked.
    return becameIn(action, now.model)(call) ?? verdictAgainst(reviewed, now)
  }
}

/** What became of a call of a reviewed action; null while it is what it was. */
export type Became = (call: ActionCall) => string | null

/** What became of the calls of a reviewed action, by the picture of now, in which it is built anew. */
export function becameIn({ request, from }: Action, model: ConsoleModel | null): Became {
  if (!model) return () => unread
  const now = buildAction(request, model, from)
  if (!now) return () => 'What it was about is no longer there.'
  const readiness = readinessOf(now)
  if (readiness.state === 'blocked') {
    const [first] = readiness.because
    return () =>
      first?.holds.ok ? `${first.says.fails}.` : `Can no longer be checked: ${first?.says.holds}.`
  }
  return (call) =>
    now.calls.some((other) => isSame(other, call))
      ? null
      : 'The chain changed since it was reviewed: this transaction is no longer part of it.'
}

/** What the check of now says against it; null where nothing, or what was overridden. */
function verdictAgainst(
  { action, override, chainId, blockTimeSeconds }: Reviewed,
  now: ReviewedNow,
): string | null {
  const { model, review, secondOpinion, dissent } = now
  const left = buildAction(action.request, model, action.from)
  if (!left) return 'What it was about is no longer there.'
  if (review === null && !left.emergency) return 'What it does could not be checked again in time.'
  const present: Present = { block: model.block, time: model.time, blockTimeSeconds }
  const { blocked, confirm } = verdictOf({
    ...{ action: left, secondOpinion, present, dissent, changed: [], overridden: action.calls },
    readBack: readBack(left, model),
    review: reviewOf(review),
    // The wallet is asked which chain it is on right before the transaction.
    chain: { expected: chainId, found: chainId },
  })
  if (blocked !== null) return blocked
  if (isOverridden(override, confirm)) return null
  const warning = confirm.find(({ key }) => !override.of.includes(key)) ?? confirm[0]
  return `A warning came up since it was signed: ${warning?.text}. Review what is left.`
}

function isSame(a: ActionCall, b: ActionCall): boolean {
  return a.to === b.to && a.data === b.data && a.value === b.value
}
