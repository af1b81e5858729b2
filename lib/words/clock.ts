import { coming } from '@/lib/format'
import type { Timetable } from '@/lib/lcts'
import type { Window } from '@/lib/migration'

/** Where the day stands: "Active for 5 h 12 min; then Processing until 16:00 UTC". @param now [unix s] */
export function clockSentence({ phase, endsAt }: Window, now: bigint): string {
  const moment = coming(endsAt, now)
  const left = moment === null ? 'a moment' : moment.left
  return phase === 'Active'
    ? `The day is Active for another ${left}: nothing is held back now`
    : `The Processing Window is in force for another ${left}: steps and configuration are held back`
}

/** What the Processing Window does to an act. */
export interface HeldBack {
  readonly what: string
  readonly by: string
}

/** What is held back inside the window, and by whom; and what is not. Source: DOMAIN.md §7 and §8. */
export const HELD_BACK: readonly HeldBack[] = [
  { what: 'Migration steps, either way', by: 'The facet refuses: nobody can override it' },
  {
    what: 'Scheduling, new ceilings on record, start of a dual-run, cutover and retirement',
    by: 'The facet refuses: a spell reverts and is cast later',
  },
  {
    what: 'Limits, pairs, approved calls, guardrails, new relayers and freezers, plans and operations',
    by: 'This console holds them back; a typed confirmation overrides it',
  },
]

/** What no window holds back. */
export const NEVER_HELD_BACK =
  'Freezes, pauses, stops and rollbacks are never held back. Primes take and return, and the Generator adds and recalls, at any hour.'

/** A time of the day [s after midnight UTC], and what it is. */
export interface DailyTime {
  readonly at: bigint
  readonly what: string
}

/**
 * The times of the day, in order.
 *
 * @param queues when srUSDS is locked and settled, for each Generator that issues it
 */
export function dailyTimes(queues: readonly Pick<Timetable, 'lockAt' | 'settleAt'>[]): readonly DailyTime[] {
  const times = [
    { at: 13n * 3_600n, what: 'The Processing Window begins, and the day is computed' },
    { at: 16n * 3_600n, what: 'The Processing Window ends' },
    ...queues.flatMap(({ lockAt, settleAt }) => [
      { at: lockAt, what: 'The queues of srUSDS are locked' },
      { at: settleAt, what: 'The settlement of srUSDS is due' },
    ]),
  ]
  const isFirst = (one: DailyTime, index: number) =>
    times.findIndex(({ at, what }) => at === one.at && what === one.what) === index
  return times.filter(isFirst).sort((a, b) => Number(a.at - b.at))
}
