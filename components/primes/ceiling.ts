import { debtState } from '@/lib/console/derive/debt'
import type { IlkFacts, McdFacts } from '@/lib/console/facts/primes'
import { increaseAllowedAt, type NextCeiling, nextCeiling, targetCeiling } from '@/lib/debt'
import { coming, formatCompact, formatExact, fromClock, fromWords } from '@/lib/format'
import { type Leaf, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Rad, Seconds } from '@/lib/math'

/** What `AutoLine.exec` does to a ceiling next, and when. */
export interface CeilingOutlook {
  readonly next: NextCeiling
  /** The ceiling that `exec` aims at [rad]; null outside AutoLine. */
  readonly target: Rad | null
  /** From when it may go up [unix s]; null outside AutoLine. */
  readonly from: Seconds | null
}

/** @param t unix time [s] @param blockNumber of the last block: `exec` comes in the next */
export function ceilingOutlook(
  ilk: IlkFacts,
  mcd: McdFacts,
  t: bigint,
  blockNumber: bigint,
): Leaf<CeilingOutlook> {
  if (ilk.autoLine === null) {
    return unknown({ kind: 'not-read', message: 'The deployment file names no AutoLine.' })
  }
  return attempt(debtState(ilk, mcd), (state) => ({
    next: nextCeiling(state, t, blockNumber + 1n),
    target: targetCeiling(state),
    from: increaseAllowedAt(state),
  }))
}

/** The outlook in words, short for a cell and in full. @param now [unix s] */
export function ceilingWords({ next, target, from }: CeilingOutlook, now: bigint) {
  const same = (text: string) => ({ short: text, exact: text })
  if (!next.ok) {
    const why = next.reason === 'Vat/not-live' ? 'the Vat is shut down (Vat/not-live)' : next.reason
    return { short: 'Reverts', exact: `exec reverts: ${why}` }
  }
  if (next.change !== 'none') {
    const line = formatCompact(next.line, 45)
    return {
      short: `${next.change} to ${line} now`,
      exact: `${next.change} to ${formatExact(next.line, 45)} USDS as soon as anyone calls exec`,
    }
  }
  switch (next.why) {
    case 'not-in-auto-line':
      return { short: 'Not in AutoLine', exact: 'Not in AutoLine: exec does nothing to it' }
    case 'already-this-block':
      return same('Moved in this block')
    case 'at-target':
      return { short: 'At its target', exact: 'At its target: exec changes nothing' }
    case 'vat-not-live':
      return { short: 'Vat shut down', exact: 'The Vat is shut down: exec can no longer raise a ceiling' }
    case 'waits': {
      if (target === null || from === null) return same('Waits')
      return {
        short: `up to ${formatCompact(target, 45)}, ${coming(from, now)?.clock ?? 'now'}`,
        exact: `up to ${formatExact(target, 45)} USDS ${fromWords(from, now)}, as soon as anyone calls exec`,
      }
    }
  }
}

/** What `exec` can be called for, and why not yet; null where it would change nothing whenever it is called. */
export interface ExecOffer {
  readonly verb: 'Raise' | 'Lower'
  readonly reason: string | undefined
}

/** @param now [unix s] */
export function execOffer({ next, from }: CeilingOutlook, now: bigint): ExecOffer | null {
  if (!next.ok) return null
  if (next.change !== 'none') return { verb: next.change === 'up' ? 'Raise' : 'Lower', reason: undefined }
  if (next.why !== 'waits' || from === null) return null
  return { verb: 'Raise', reason: `AutoLine waits: possible ${fromClock(from, now)}` }
}

/** How the debt ceiling can rise, in a sentence; null where it cannot. @param now [unix s] */
export function raiseWords({ next, target, from }: CeilingOutlook, now: bigint): string | null {
  if (!next.ok) return null
  if (next.change === 'up') {
    return `Anyone can raise the debt ceiling to ${formatCompact(next.line, 45)} USDS with AutoLine.exec now.`
  }
  if (next.change === 'none' && next.why === 'waits' && target !== null && from !== null) {
    return `Anyone can raise the debt ceiling to ${formatCompact(target, 45)} USDS with AutoLine.exec ${fromClock(from, now)}.`
  }
  return null
}
