import { CircleCheck, CircleMinus, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'

/**
 * What is known of a thing, as the law of colour has it: `wrong` is proven wrong, frozen, paused or breached;
 * `unknown` is stale, could not be checked, or soon; `ok` only where a check ran and passed at this block;
 * `idle` does not apply.
 */
export type State = 'ok' | 'wrong' | 'unknown' | 'idle'

interface StateLook {
  /** Differs in outline as well as in colour: circle, octagon, triangle, dash. */
  readonly icon: LucideIcon
  readonly text: string
  readonly soft: string
}

export const STATE_LOOK: Readonly<Record<State, StateLook>> = {
  ok: { icon: CircleCheck, text: 'text-ok', soft: 'bg-ok-soft' },
  wrong: { icon: OctagonX, text: 'text-wrong', soft: 'bg-wrong-soft' },
  unknown: { icon: TriangleAlert, text: 'text-unknown', soft: 'bg-unknown-soft' },
  idle: { icon: CircleMinus, text: 'text-idle', soft: 'bg-idle-soft' },
}

const GRAVITY: readonly State[] = ['idle', 'ok', 'unknown', 'wrong']

/** The gravest of some states; `idle` of none. */
export function worst(states: readonly State[]): State {
  return states.reduce<State>((a, b) => (GRAVITY.indexOf(b) > GRAVITY.indexOf(a) ? b : a), 'idle')
}
