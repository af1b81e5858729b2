import type { Watchlist } from '@/lib/console/facts/watchlist'
import { stringify } from '../wire'

/**
 * Everything that logs tell, each entry by its whole content and in words. Approvals of Safes are left out: those that
 * matter are read, whatever the logs say.
 */
export function entriesOf(known: Watchlist): ReadonlyMap<string, string> {
  const entries: readonly (readonly [entry: object, words: string])[] = [
    ...known.pairs.map((entry) => [entry, pairWords(entry)] as const),
    ...known.grants.map(
      (entry) =>
        [entry, `${entry.account} as holder of a role of ${entry.contract} (${entry.role})`] as const,
    ),
    ...known.controls.map(
      (entry) => [entry, `${entry.controller} as controller of the ALMProxy ${entry.almProxy}`] as const,
    ),
    ...known.inits.map(
      (entry) =>
        [
          entry,
          `an initial limit of ${entry.key} for ${entry.rateLimits} in the BeamState ${entry.beamState}`,
        ] as const,
    ),
    ...known.approvals.map(
      (entry) =>
        [
          entry,
          `an approved call ${entry.key} on ${entry.controller} in the BeamState ${entry.beamState}`,
        ] as const,
    ),
    ...known.runs.map(
      (entry) =>
        [
          entry,
          `an approved call that was made on ${entry.controller} in block ${entry.blockNumber}`,
        ] as const,
    ),
    ...known.limitKeys.map(
      (entry) => [entry, `limit ${entry.key} of the RateLimits ${entry.rateLimits}`] as const,
    ),
    ...known.timelock.map(
      (entry) =>
        [
          entry,
          `${entry.eventName} of operation ${entry.args.id} in the timelock ${entry.timelock}`,
        ] as const,
    ),
    ...known.plans.map(
      (entry) => [entry, `a plan of governance (${entry.kind}) that runs ${entry.plan.usr}`] as const,
    ),
    ...known.cuts.map(
      (entry) => [entry, `a cut of ${entry.diamond} (${entry.action} ${entry.facet})`] as const,
    ),
  ]
  return new Map(entries.map(([entry, words]) => [stringify(entry), words]))
}

function pairWords({ beamState, kind, target, cBeam }: Watchlist['pairs'][number]): string {
  return `cBEAM ${cBeam} paired with the ${kind === 'rateLimits' ? 'RateLimits' : 'controller'} ${target} in the BeamState ${beamState}`
}

/** The entries of `these` that `others` lack, in words. */
export function beyond(others: Watchlist, these: Watchlist): readonly string[] {
  const known = entriesOf(others)
  return [...entriesOf(these)].flatMap(([entry, words]) => (known.has(entry) ? [] : [words]))
}

/** At most this many are named, the rest counted. */
const mostNamed = 3

export function listed(entries: readonly string[]): string {
  const more = entries.length - mostNamed
  return `${entries.slice(0, mostNamed).join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

export function counted({ length }: readonly string[]): string {
  return length === 1 ? '1 entry' : `${length} entries`
}
