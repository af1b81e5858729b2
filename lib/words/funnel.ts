import { capital, formatCompact, formatDuration, fromClock, fromWords } from '@/lib/format'
import { MAX_UINT256, type Wad } from '@/lib/math'
import type { Capacity, ClosedReason, Constraint, NeverReason, Obstacle, Step, When } from '@/lib/vaults'
import { type AnyConstraintId, WORDS } from './constraint-table'

/** A constraint in a list: "Take limit". */
export const constraintName = (id: AnyConstraintId): string => capital(WORDS[id].name)

/** Who can change a constraint, in a sentence. */
export const remedyOf = (id: AnyConstraintId): string => WORDS[id].remedy

/** Why a constraint lets nothing through: "its take limit is disabled". */
export function closedWords(id: AnyConstraintId, reason: ClosedReason): string {
  const { name, subject, none, disabled } = WORDS[id]
  const isWire = subject === none
  switch (reason) {
    case 'missing':
    case 'paused':
    case 'window':
    case 'phase':
      return none
    case 'frozen':
      return FROZEN[id] ?? none
    case 'not-set':
      return isWire ? none : `${subject} is not set`
    case 'disabled':
      return isWire ? (disabled ?? none) : `${subject} is disabled`
    case 'overflow':
      return `${isWire ? name : subject} cannot be computed: the contract reverts`
  }
}

/** Somebody holds the right to call, but is frozen. */
const FROZEN: Partial<Record<AnyConstraintId, string>> = {
  'prime-relayer': 'guardians froze every relayer of its controller',
  'generator-relayer': 'guardians froze every relayer of the Generator',
}

/** One word for why a constraint lets nothing through, beside its name. */
export function closedWord(id: AnyConstraintId, reason: ClosedReason): string {
  return reason === 'missing' && WORDS[id].closed !== undefined ? 'In the way' : CLOSED_WORD[reason]
}

const CLOSED_WORD: Readonly<Record<ClosedReason, string>> = {
  missing: 'Missing',
  frozen: 'Frozen',
  'not-set': 'Not set',
  disabled: 'Disabled',
  overflow: 'Reverts',
  paused: 'Paused',
  window: 'Closed',
  phase: 'Other phase',
}

/** What the constraint does to the answer: "its take limit binds", "nothing lies idle in its vault". */
export function bindingWords({
  id,
  amount,
  reason,
}: Pick<Constraint<AnyConstraintId>, 'id' | 'amount' | 'reason'>): string {
  const { subject, none } = WORDS[id]
  if (amount === 0n) return reason === null ? none : closedWords(id, reason)
  return reason === null ? `${subject} binds` : closedWords(id, reason)
}

/** The constraint that an answer names. */
export function bindingOf<Id extends string>({ constraints, binding }: Capacity<Id>): Constraint<Id> {
  const found = constraints.find(({ id }) => id === binding)
  if (found === undefined) throw new RangeError(`An answer without its binding constraint ${binding}`)
  return found
}

/** Why an amount never becomes possible by waiting, and who can change that. */
export function obstacleWords({ constraint, reason, most }: Obstacle<AnyConstraintId>): string {
  return `${capital(hindrance(constraint, reason, most))}. ${remedyOf(constraint)}`
}

function hindrance(id: AnyConstraintId, reason: NeverReason, most: Wad): string {
  const { subject, none } = WORDS[id]
  const amount = usds(most)
  switch (reason) {
    case 'above-max':
      return `${subject} never holds more than ${amount}, so more does not go through at once`
    case 'no-refill':
      return most === 0n ? `${none} and does not refill` : `${subject} is at ${amount} and does not refill`
    case 'only-shrinks':
      return most === 0n ? none : `${subject} leaves ${amount}, and less the longer one waits`
    case 'fixed':
      return most === 0n ? none : `${subject} is ${amount}, and waiting does not change it`
    default:
      return closedWords(id, reason)
  }
}

/**
 * A step that an answer presumes: "Anyone calls AutoLine.exec, which raises the debt ceiling to 2.1B USDS".
 * @param prime Name of the Prime.
 */
export function stepWords(step: Step, prime: string): string {
  switch (step.kind) {
    case 'drip':
      return "Anyone calls Jug.drip for the Generator's ilk, so that fees count as debt"
    case 'exec':
      return `Anyone calls AutoLine.exec, which raises the Generator's debt ceiling to ${formatCompact(step.line, 45)} USDS`
    case 'mint':
      return `The Generator mints ${usds(step.amount)}`
    case 'deposit':
      return `The Generator adds ${usds(step.amount)} to the vault`
    case 'return':
      return `${prime} returns ${usds(step.amount)} to the vault`
  }
}

/** From when a step can be taken: "now", "from 14:05 UTC". @param now [unix s] */
export function stepTime({ at }: Step, now: bigint): string {
  return fromClock(at, now)
}

/**
 * From when an amount goes through, and what somebody has to do first: "5M USDS from 14:05 UTC, in 6 h", or why it never
 * does by waiting.
 *
 * @param prime Name of the Prime.
 * @param now [unix s]
 */
export function laterWords(amount: Wad, when: When<AnyConstraintId>, prime: string, now: bigint): string {
  if (when.at === undefined)
    return `${usds(amount)} never by waiting. ${obstacleWords(when.never).replace(/\.$/, '')}`
  const steps = when.steps.map((step) => `${stepWords(step, prime)}, ${stepTime(step, now)}`)
  return `${usds(amount)} ${fromWords(when.at, now)}${steps.length === 0 ? '' : `, once: ${steps.join('; ')}`}`
}

/** A larger amount that becomes possible, and when. */
export interface Larger {
  readonly amount: Wad
  readonly when: Extract<When, { readonly at: bigint }>
}

/** A sentence as it is shown, with short amounts, and as it is spoken. */
export interface Sentence {
  readonly shown: string
  readonly spoken: string
}

/**
 * What a Prime can draw, in a sentence: "Grove can draw 41.2M USDS now; its take limit binds; 60M in 5 h 10 min".
 * @param now [unix s]
 */
export function drawSentence(prime: string, answer: Capacity, larger: Larger | null, now: bigint): Sentence {
  const sentence = (amountOf: (value: Wad) => string, lasts: (seconds: bigint) => string) => {
    const can = answer.amount === 0n ? 'nothing' : `${amountOf(answer.amount)} USDS`
    const parts = [`${prime} can draw ${can} now`, bindingWords(bindingOf(answer))]
    if (larger !== null) {
      const { at, steps } = larger.when
      const wait = at <= now ? 'now' : `in ${lasts(at - now)}`
      const added = steps.find(({ kind }) => kind === 'deposit')
      const once = added?.kind === 'deposit' ? `, once the Generator has added ${amountOf(added.amount)}` : ''
      parts.push(`${amountOf(larger.amount)} ${wait}${once}`)
    }
    return parts.join('; ')
  }
  return {
    shown: sentence(shownWad, formatDuration),
    spoken: sentence((value) => spokenAmount(shownWad(value)), spokenDuration),
  }
}

/** An amount with its unit: "41.2M USDS". @param value [wad] */
export function usds(value: Wad): string {
  return value === MAX_UINT256 ? 'any amount of USDS' : `${shownWad(value)} USDS`
}

const shownWad = (value: Wad): string => formatCompact(value, 18)

const SCALES: Readonly<Record<string, string>> = {
  K: 'thousand',
  M: 'million',
  B: 'billion',
  T: 'trillion',
}

/** A short amount as it is said: "41.2 million". */
export function spokenAmount(text: string): string {
  return text.replace(/^</, 'less than ').replace(/([KMBT])$/, (suffix) => ` ${SCALES[suffix] ?? suffix}`)
}

const UNITS: readonly (readonly [short: string, one: string])[] = [
  ['d', 'day'],
  ['h', 'hour'],
  ['min', 'minute'],
  ['s', 'second'],
]

/** A duration as it is said, its two largest units: "5 hours 10 minutes". @param seconds [s] */
export function spokenDuration(seconds: bigint): string {
  return formatDuration(seconds).replace(/(\d+) (d|h|min|s)\b/g, (whole, count: string, short: string) => {
    const unit = UNITS.find(([name]) => name === short)?.[1]
    return unit === undefined ? whole : `${count} ${unit}${count === '1' ? '' : 's'}`
  })
}
