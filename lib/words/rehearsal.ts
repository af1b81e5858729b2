import { formatCompact, plural } from '@/lib/format'
import type { StepAnswer } from '@/lib/migration'
import { bindingText } from './constraints'

/** What a rehearsal comes to, for its sentence. */
interface Outcome {
  /** How many steps were played, and how many of them passed before the first that did not. */
  readonly played: number
  readonly passed: number
  /** The reason of the first one that failed, with the name of its Prime; null where all passed. */
  readonly blocked: { readonly name: string; readonly reason: string } | null
  /** How many steps would follow that were not played. */
  readonly more?: bigint
}

/**
 * "3 steps pass; then every Prime waits for what follows", "3 steps pass; 1 step more is not played", "1 of 3 steps passes;
 * Keel is blocked: RateLimits/rate-limit-exceeded".
 */
export function rehearsalSentence({ played, passed, blocked, more = 0n }: Outcome): string {
  if (played === 0 && more === 0n)
    return 'There is nothing to rehearse: no step can be made by what is known now'
  const rest = more === 0n ? '' : `; ${plural(more, 'step')} more ${more === 1n ? 'is' : 'are'} not played`
  if (blocked === null)
    return `${plural(played, 'step')} ${played === 1 ? 'passes' : 'pass'}${rest === '' ? '; then every Prime waits for what follows' : rest}`
  return `${passed} of ${plural(played, 'step')} ${passed === 1 ? 'passes' : 'pass'}; ${blocked.name} is blocked: ${blocked.reason}${rest}`
}

/** Why a rehearsal says nothing further of a Prime that was not played to its end. @param more steps that would follow */
export const notPlayed = (more: bigint): string =>
  `${plural(more, 'step')} more would follow and ${more === 1n ? 'is' : 'are'} not played`

/** Why it says nothing further of a Prime of which a step failed. */
export const STEP_BLOCKED = 'A step of it is blocked, so what would follow is not known'

/** What is said behind the plans of governance that are pending. */
export const AFTER_PLANS =
  'After its plan, what comes next depends on what governance and relayers then decide'

/** What is said where a relayer moved the whole debt, and no plan is pending. */
export const MOVED = 'Its debt is moved; the cutover is a spell of governance'

/** What is said where a relayer makes its steps, and plans are pending besides. @param why what stops the relayer, if anything */
export const movedThenPlans = (why: string | null): string =>
  `${why ?? 'Its debt is moved'}; after its plan, what comes next is decided by governance and relayers`

/** Why nothing further is planned behind a first step that something else than its limit bounds. */
export const boundWords = (bound: StepAnswer): string =>
  `After its first step, what follows waits: ${bindingText(bound)}`

/** How many steps a page plays at a time. */
export const playedAtOnce = (most: number): string => `${plural(most, 'step')} at most are played at a time.`

/** One step of a rehearsal in words. @param amount the most that it moves [wad]; null for a plan */
export const rehearsedWords = (name: string, amount: bigint | null): string =>
  amount === null
    ? `Execute the plan for ${name}`
    : `Migrate up to ${formatCompact(amount, 18)} USDS of ${name}`

/** How many identities are proven not to hold after a step, and how many could not be checked. */
export function identitiesWords(broken: number, unread: number): string {
  const of = (count: number, what: string) =>
    count === 0 ? [] : [`${plural(count, 'identity', 'identities')} ${what}`]
  const found = [...of(broken, 'would not hold'), ...of(unread, 'could not be checked')]
  return found.length === 0 ? 'every identity holds' : found.join(', ')
}

/** How many gates are open after a step, and of how many that is not known. */
export const gatesWords = (open: number, unread: number, all: number): string =>
  `${open} of ${plural(all, 'gate')} open${unread === 0 ? '' : `, ${unread} not known`}`

/** Said where no node simulates blocks. */
export const NO_SIMULATION =
  'No node that this console asks offers eth_simulateV1, so nothing can be rehearsed. Gates, run sheet and every figure above stand without it.'
