import { formatCompact, formatDuration, formatUtcTime } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'
import type {
  Answer,
  ClosedReason,
  Constraint,
  ConstraintId,
  NeverReason,
  Obstacle,
  Step,
  When,
} from '@/lib/vaults'
import { CONSTRAINT_NAMES } from './constraint-words'

/** Decimals of USDS, in which the funnel counts. */
const WAD_DECIMALS = 18
const RAD_DECIMALS = 45

interface Words {
  /** In a sentence about the Prime: "its take limit". */
  readonly subject: string
  /** When nothing of it is left: "its take limit is used up". For a wire, when it is missing. */
  readonly none: string
  /** Who can change it, and how. */
  readonly remedy: string
}

const usedUp = (subject: string, remedy: string): Words => ({
  subject,
  none: `${subject} is used up`,
  remedy,
})

const reached = (subject: string, remedy: string): Words => ({
  subject,
  none: `${subject} is reached`,
  remedy,
})

const wire = (none: string, remedy: string): Words => ({ subject: none, none, remedy })

const OWN_LIMIT = 'Whoever may set limits on its RateLimits can raise it.'
const CONFIGURATOR = 'A cBEAM can raise it as far as the second-order rate limit allows.'
const SPELL = 'Only a governance spell changes that.'
const WIRING = 'A governance spell has to connect it.'

/** Every constraint in words; "it" and "its" are the Prime. */
const WORDS: Readonly<Record<ConstraintId, Words>> = {
  'take-limit': usedUp('its take limit', OWN_LIMIT),
  'vault-idle': {
    subject: 'what lies idle in its vault',
    none: 'nothing lies idle in its vault',
    remedy: 'The Generator can add to it, or the Prime return to it.',
  },
  'mint-limit': usedUp("the Generator's mint limit", CONFIGURATOR),
  'ilk-ceiling': reached(
    "the Generator's debt ceiling",
    'AutoLine.exec moves it, as far as AutoLine goes; above that, only a governance spell does.',
  ),
  'global-ceiling': reached('the ceiling of all debt in the Vat', SPELL),
  collateral: reached("what the collateral of the Generator's ilk carries", SPELL),
  'buffer-allowance': usedUp('the allowance on the AllocatorBuffer', SPELL),
  'deposit-limit': usedUp('the deposit limit of its vault', CONFIGURATOR),
  'deposit-cap': reached('the deposit cap of its vault', SPELL),
  'exchange-rate': {
    subject: 'the maximum exchange rate of its vault',
    none: 'the exchange rate of its vault is above its maximum',
    remedy: 'Deposits revert until governance sets a higher maximum.',
  },
  'withdraw-limit': usedUp('the withdrawal limit of its vault', CONFIGURATOR),
  'generator-shares': {
    subject: "the worth of the Generator's shares",
    none: 'the Generator holds no shares of its vault',
    remedy: 'It can recall no more than it deposited, with the yield.',
  },
  'take-function': wire('its controller has no takeFromSparkVault', WIRING),
  'prime-relayer': wire('its controller has no relayer', 'Its admin has to set a relayer.'),
  'prime-controller-on-rate-limits': wire(
    'its controller does not hold CONTROLLER on its RateLimits',
    WIRING,
  ),
  'prime-controller-on-proxy': wire('its controller does not hold CONTROLLER on its ALMProxy', WIRING),
  'taker-role': wire('its ALMProxy does not hold TAKER_ROLE on the vault', 'Governance has to grant it.'),
  'mint-function': wire("the Generator's Diamond has no mintUSDS", WIRING),
  'deposit-function': wire("the Generator's Diamond has no depositERC4626", WIRING),
  'withdraw-function': wire("the Generator's Diamond has no withdrawERC4626", WIRING),
  'generator-relayer': wire(
    'the Generator has no relayer: it is frozen',
    'A cBEAM or governance has to set a relayer.',
  ),
  'generator-controller-on-rate-limits': wire(
    "the Generator's Diamond does not hold CONTROLLER on its RateLimits",
    WIRING,
  ),
  'generator-controller-on-proxy': wire(
    "the Generator's Diamond does not hold CONTROLLER on its ALMProxy",
    WIRING,
  ),
  'allocator-vault': wire("the Generator's ALMProxy may not draw on its AllocatorVault", WIRING),
  'vat-live': wire('the Vat is shut down', 'Nothing is drawn from MCD any more.'),
  'max-exchange-rate': wire(
    'no maximum exchange rate is set for its vault, so every deposit reverts',
    'Governance has to set one.',
  ),
  'depositor-is-no-taker': wire(
    "the Generator's ALMProxy holds TAKER_ROLE on the vault, so it may not deposit",
    'Governance has to revoke it.',
  ),
  'deposit-limit-restore': wire(
    'the deposit limit, to which a withdrawal gives capacity back, is not set',
    CONFIGURATOR,
  ),
}

/** A constraint in a list: "Take limit". */
export const constraintName = (id: ConstraintId): string => capital(CONSTRAINT_NAMES[id])

/** Who can change a constraint, in a sentence. */
export const remedyOf = (id: ConstraintId): string => WORDS[id].remedy

/** Why a constraint lets nothing through: "its take limit is disabled". */
export function closedWords(id: ConstraintId, reason: ClosedReason): string {
  const { subject, none } = WORDS[id]
  const isWire = subject === none
  switch (reason) {
    case 'missing':
      return none
    case 'not-set':
      return isWire ? none : `${subject} is not set`
    case 'disabled':
      return isWire ? none.replace('is not set', 'is disabled') : `${subject} is disabled`
    case 'overflow':
      return `${isWire ? CONSTRAINT_NAMES[id] : subject} cannot be computed: the contract reverts`
  }
}

/** One word for the same, beside the name of the constraint. */
export const CLOSED_WORD: Readonly<Record<ClosedReason, string>> = {
  missing: 'Missing',
  'not-set': 'Not set',
  disabled: 'Disabled',
  overflow: 'Reverts',
}

/** What the constraint does to the answer: "its take limit binds", "nothing lies idle in its vault". */
export function bindingWords({ id, amount, reason }: Pick<Constraint, 'id' | 'amount' | 'reason'>): string {
  const { subject, none } = WORDS[id]
  if (amount === 0n) return reason === null ? none : closedWords(id, reason)
  return reason === null ? `${subject} binds` : closedWords(id, reason)
}

/** The constraint that an answer names. */
export function bindingOf({ constraints, binding }: Answer): Constraint {
  const found = constraints.find(({ id }) => id === binding)
  if (found === undefined) throw new RangeError(`An answer without its binding constraint ${binding}`)
  return found
}

/** Why an amount never becomes possible by waiting, and who can change that. */
export function obstacleWords({ constraint, reason, most }: Obstacle): string {
  return `${capital(hindrance(constraint, reason, most))}. ${remedyOf(constraint)}`
}

function hindrance(id: ConstraintId, reason: NeverReason, most: bigint): string {
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
      return `Anyone calls AutoLine.exec, which raises the Generator's debt ceiling to ${formatCompact(step.line, RAD_DECIMALS)} USDS`
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
  return at <= now ? 'now' : `from ${formatUtcTime(at, now)}`
}

/** A larger amount that becomes possible, and when. */
export interface Larger {
  readonly amount: bigint
  readonly when: Extract<When, { readonly at: bigint }>
}

/** A sentence as it is shown, with short amounts, and as it is said. */
export interface Sentence {
  readonly shown: string
  readonly spoken: string
}

/**
 * What a Prime can draw, in a sentence: "Grove can draw 41.2M USDS now; its take limit binds; 60M in 5 h 10 min".
 * @param now [unix s]
 */
export function drawSentence(prime: string, answer: Answer, larger: Larger | null, now: bigint): Sentence {
  const sentence = (amountOf: (value: bigint) => string, lasts: (seconds: bigint) => string) => {
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
export function usds(value: bigint): string {
  return value === MAX_UINT256 ? 'any amount of USDS' : `${shownWad(value)} USDS`
}

const shownWad = (value: bigint): string => formatCompact(value, WAD_DECIMALS)

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

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
