import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { StarGuardModel } from '@/lib/console/model/star-guard'
import { type StarSpellTold, tellStarSpell } from '@/lib/words/star-guard'

const LOOK: Readonly<Record<StarSpellTold['stands'], { readonly state: State; readonly word: string }>> = {
  none: { state: 'idle', word: 'None' },
  open: { state: 'unknown', word: 'Due' },
  'not-yet': { state: 'idle', word: 'Waiting' },
  expired: { state: 'idle', word: 'Expired' },
  code: { state: 'wrong', word: 'Cannot run' },
  'no-right': { state: 'wrong', word: 'Cannot run' },
}

interface StarSpellProps {
  /** Name of the Prime. */
  readonly name: string
  readonly guard: StarGuardModel
}

/** Whether a Prime has a spell, and whether anyone can execute it. */
export function StarSpell({ name, guard }: StarSpellProps) {
  const told = tellStarSpell(name, guard)
  return (
    <p
      className="flex flex-wrap items-baseline gap-x-3 gap-y-1"
      data-star-spell={told.ok ? told.value.stands : ''}
    >
      {told.ok ? (
        <StateBadge {...LOOK[told.value.stands]} />
      ) : (
        <StateBadge state="unknown" word="Could not check" />
      )}
      {told.ok ? (
        <span className={told.value.stands === 'code' ? 'font-medium text-wrong' : undefined}>
          {told.value.text}.
        </span>
      ) : (
        <span>
          Whether {name} has a spell that can run is unknown:{' '}
          <Value text={null} reason={told.reason.message} />
        </span>
      )}
    </p>
  )
}
