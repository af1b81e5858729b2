import type { SpellModel } from '@/lib/console/model/governance'
import { formatUtc, fromDate } from '@/lib/format'
import { OFFICE_HOURS } from '@/lib/governance'
import type { Leaf } from '@/lib/leaf'

/**
 * What the spell of a plan says of the hours and the term that it keeps, in sentences. A spell may lie, so that each
 * says whose word it is.
 * @param now time of the model [unix s]
 */
export function tellSpell(spell: SpellModel, now: bigint): readonly string[] {
  return [hoursOf(spell, now), ...contradiction(spell), ...termOf(spell)]
}

function hoursOf({ officeHours, castableFrom }: SpellModel, now: bigint): string {
  if (!officeHours.ok || !castableFrom.ok) {
    return isMute(officeHours)
      ? 'Its spell does not say whether it keeps office hours.'
      : `Whether its spell keeps office hours is unknown. ${reasonOf(officeHours)}`
  }
  return officeHours.value
    ? `Office hours (${OFFICE_HOURS}), by the word of its spell: castable next ${fromDate(castableFrom.value, now)}.`
    : 'No office hours, by the word of its spell.'
}

/** What the spell says of its next time is worth a line only where it contradicts what it says of its hours. */
function contradiction({ consistent, nextCastTime }: SpellModel): readonly string[] {
  if (!consistent.ok || consistent.value || !nextCastTime.ok) return []
  return [
    `Its spell contradicts itself: at this block it names ${formatUtc(nextCastTime.value)} as its next time.`,
  ]
}

/** A plan that is plotted no longer depends on it. */
function termOf({ expiration }: SpellModel): readonly string[] {
  if (isMute(expiration)) return []
  return expiration.ok
    ? [
        `It had to be scheduled by ${formatUtc(expiration.value)}, by the word of its spell; what is plotted does not expire.`,
      ]
    : [`When its spell expires is unknown. ${expiration.reason.message}`]
}

/** Whether the spell answered as one without the view does, and was not just left unread. */
const isMute = (leaf: Leaf<unknown>): boolean =>
  !leaf.ok && ['reverted', 'no-code', 'undecodable'].includes(leaf.reason.kind)

const reasonOf = (leaf: Leaf<unknown>): string => (leaf.ok ? '' : leaf.reason.message)
