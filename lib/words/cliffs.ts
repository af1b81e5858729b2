import type { Cliff, CliffKind } from '@/lib/console/cutover/cliffs'
import { coming, plural } from '@/lib/format'

const AHEAD: Readonly<Record<CliffKind, (name: string) => string>> = {
  'takes-resume': (name) => `The pause of takes from the vault of ${name} ends`,
  'recalls-resume': (name) => `The pause of withdrawals from the vault of ${name} ends`,
  'policy-refills': (name) => `The policy of the vault of ${name} lets out its whole share again`,
  'deposits-settle': (name) => `Deposits into the vault of ${name} begin to count for policy and buffer`,
  'cap-reached': (name) => `The deposit cap of the vault of ${name} lets nothing more in`,
  'no-cap': (name) => `The deposit cap of the vault of ${name} is 0 and lets nothing in`,
  'rate-trips': (name) => `Deposits into the vault of ${name} begin to revert: its rate passes the maximum`,
  'no-maximum': (name) => `Deposits into the vault of ${name} revert: no maximum of its rate is set`,
}

/** What of these lets less through, so that somebody has to act before it comes. */
const LESS: readonly CliffKind[] = ['cap-reached', 'no-cap', 'rate-trips', 'no-maximum']

/** What comes by itself, in a sentence without a full stop. */
export const cliffWords = ({ kind, subject }: Pick<Cliff, 'kind' | 'subject'>): string => AHEAD[kind](subject)

/** Whether it takes something away. */
export const takesAway = ({ kind }: Pick<Cliff, 'kind'>): boolean => LESS.includes(kind)

/** "3 moments ahead change what vaults let through; the next in 6 h 12 min". @param now [unix s] */
export function cliffsSentence(all: readonly Cliff[], now: bigint): string {
  const ahead = all.flatMap(({ at }) => (at.ok && at.value !== null && at.value > now ? [at.value] : []))
  const reached = all.filter(({ at }) => at.ok && at.value !== null && at.value <= now).length
  const unread = all.filter(({ at }) => !at.ok).length
  const next = ahead[0] === undefined ? null : coming(ahead[0], now)
  const parts = [
    ...(reached > 0 ? [`${plural(reached, 'cliff')} ${reached === 1 ? 'is' : 'are'} reached`] : []),
    next === null
      ? 'nothing ahead changes what vaults let through'
      : `${plural(ahead.length, 'moment')} ahead ${ahead.length === 1 ? 'changes' : 'change'} what vaults let through, the next in ${next.left}`,
    ...(unread > 0 ? [`of ${unread} it could not be computed`] : []),
  ]
  const sentence = parts.join('; ')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
