'use client'

import { LeafText } from '@/components/model/leaf-text'
import { When } from '@/components/model/when'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import type { QueueModel, SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact, formatDuration, formatExact } from '@/lib/format'
import { isLockedTooLong, longestLock, type QueueStatus, type Timetable } from '@/lib/lcts'
import { queueName, tokensOf } from '@/lib/words/srusds'

interface QueueCardProps {
  readonly queue: QueueModel
  readonly srUsds: SrUsdsModel
  /** Time of the model [unix s]. */
  readonly now: bigint
  readonly suffix: string
}

/** One queue: where it stands, what waits in it, and what its users can claim. */
export function QueueCard({ queue, srUsds, now, suffix }: QueueCardProps) {
  const { asset, reward } = tokensOf[queue.id]
  return (
    <Section
      id={`${queue.id}${suffix}`}
      title={queueName[queue.id]}
      note={`${asset} in, ${reward} out`}
      actions={<StateBadge {...lookOf(queue, srUsds.timetable, now)} />}
    >
      <DefinitionList
        items={[
          {
            term: 'Waits for conversion',
            value: <Amount leaf={queue.totalUnderlying} unit={asset} />,
            note: <Changes queue={queue} srUsds={srUsds} />,
          },
          {
            term: 'To be claimed',
            value: <Amount leaf={queue.unclaimedReward} unit={reward} />,
            note: (
              <>
                and <Amount leaf={queue.unclaimedUnderlying} unit={asset} /> left of generations that ended
              </>
            ),
          },
          {
            term: 'Generation',
            value: <LeafText leaf={queue.gen} text={(gen) => (gen === 0n ? 'none yet' : `${gen}`)} />,
          },
          { term: 'Shares', value: <Amount leaf={queue.totalShares} unit="shares" /> },
          {
            term: 'Shares ÷ underlying',
            value: (
              <LeafText
                leaf={queue.health}
                text={(value) => (value === null ? 'no generation' : formatCompact(value, 18))}
                exact={(value) => (value === null ? 'no generation' : formatExact(value, 18))}
              />
            ),
            note: '1 where nothing was converted; from 1B on a settlement ends the generation',
          },
          {
            term: 'Locked',
            value: queue.lockedSince.ok ? (
              queue.lockedSince.value === null ? (
                'no'
              ) : (
                <>
                  since <When at={queue.lockedSince.value} now={now} />
                </>
              )
            ) : (
              <LeafText leaf={queue.lockedSince} text={String} />
            ),
          },
        ]}
      />
    </Section>
  )
}

interface AmountProps {
  readonly leaf: QueueModel['totalUnderlying'] | QueueModel['totalShares']
  readonly unit: string
}

function Amount({ leaf, unit }: AmountProps) {
  return (
    <LeafText<bigint>
      leaf={leaf}
      text={(value) => `${formatCompact(value, 18)} ${unit}`}
      exact={(value) => formatExact(value, 18)}
      unit={unit}
    />
  )
}

/** What a settlement would convert of it as it stands. */
function Changes({ queue: { id }, srUsds: { forecast } }: Pick<QueueCardProps, 'queue' | 'srUsds'>) {
  const { asset } = tokensOf[id]
  return (
    <>
      of which a settlement now would convert{' '}
      <LeafText
        leaf={forecast}
        text={({ capacities }) => `${formatCompact(capacities[id], 18)} ${asset}`}
        exact={({ capacities }) => `${formatExact(capacities[id], 18)} ${asset}`}
      />
    </>
  )
}

const LOOK: Readonly<Record<QueueStatus, { readonly state: State; readonly word: string }>> = {
  DORMANT: { state: 'idle', word: 'Dormant' },
  ACTIVE: { state: 'ok', word: 'Open' },
  LOCKED: { state: 'idle', word: 'Locked' },
}

function lookOf({ state, strayLock, lockedSince }: QueueModel, timetable: Timetable, now: bigint) {
  if (!state.ok) return { state: 'unknown', word: 'Could not check' } as const
  const isStray = strayLock.ok && strayLock.value
  const isLong =
    lockedSince.ok && lockedSince.value !== null && isLockedTooLong(timetable, lockedSince.value, now)
  if (isStray) return { state: 'unknown', word: 'Locked outside its window' } as const
  return isLong
    ? ({ state: 'unknown', word: `Locked for more than ${formatDuration(longestLock(timetable))}` } as const)
    : LOOK[state.value]
}
