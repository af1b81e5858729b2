import type { StarGuardModel } from '@/lib/console/model/star-guard'
import { formatUtc, untilAhead } from '@/lib/format'
import { isExpired, type StarRefusal } from '@/lib/governance'
import { combine, given, type Leaf } from '@/lib/leaf'

/** What the StarGuard of a Prime lets anyone do. */
export interface StarSpellTold {
  /** A sentence without a full stop. */
  readonly text: string
  /** Why nobody can execute the spell; `open` where anyone can, `none` where there is none. */
  readonly stands: StarRefusal | 'open' | 'none'
}

/**
 * Whether a Prime has a spell, and whether anyone can execute it; unknown as long as that is.
 * @param name Name of the Prime.
 */
export function tellStarSpell(name: string, { spell }: Pick<StarGuardModel, 'spell'>): Leaf<StarSpellTold> {
  if (spell === null) return given({ text: `${name} has no spell pending`, stands: 'none' })
  const { refusal, deadline } = spell
  return combine({ refusal, deadline }, (read) => ({
    text: sentence(name, read.refusal, read.deadline),
    stands: read.refusal ?? 'open',
  }))
}

/** @param deadline last second at which it may run [unix s] */
function sentence(name: string, refusal: StarRefusal | null, deadline: bigint): string {
  switch (refusal) {
    case null:
      return `${name} has a spell that anyone can execute ${untilAhead(deadline)}`
    case 'code':
      return `The code of ${name}'s spell changed since it was plotted: it cannot run`
    case 'expired':
      return `${name}'s spell expired ${formatUtc(deadline)}: it cannot run unless governance plots it again`
    case 'not-yet':
      return `${name} has a spell that says it cannot run yet; once it can, anyone can execute it ${untilAhead(deadline)}`
    case 'no-right':
      return `${name}'s spell cannot run: its SubProxy takes no code from the StarGuard`
  }
}

/** The deadline of a pending spell, and whether it has passed at time t [unix s]. */
export function deadlineWords(deadline: bigint, t: bigint): string {
  return isExpired(deadline, t) ? `expired ${formatUtc(deadline)}` : untilAhead(deadline)
}
