import { type Action, type ActionCall, buildAction, readinessOf } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import type { StillHolds } from '@/lib/react/run-store'

/**
 * Whether what was reviewed holds still for a call: the same request, built anew from the picture of now, has this very
 * call, and nothing stands in its way.
 */
export function stillReviewed({ request, from }: Action, modelNow: () => ConsoleModel | null): StillHolds {
  return (call) => {
    const model = modelNow()
    if (!model) return 'Nothing is known of the chain right now.'
    const now = buildAction(request, model, from)
    if (!now) return 'What it was about is no longer there.'
    const readiness = readinessOf(now)
    if (readiness.state === 'blocked') {
      const [first] = readiness.because
      return first?.holds.ok ? `No longer holds: ${first.text}.` : `Can no longer be checked: ${first?.text}.`
    }
    return now.calls.some((other) => isSame(other, call))
      ? null
      : 'The chain changed since it was reviewed: this transaction is no longer part of it.'
  }
}

function isSame(a: ActionCall, b: ActionCall): boolean {
  return a.to === b.to && a.data === b.data && a.value === b.value
}
