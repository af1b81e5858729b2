import type { RunLine, RunStep, RunStepId } from '@/lib/console/cutover/run-sheet'
import { coming, formatCompact, plural } from '@/lib/format'
import type { Contradiction, Pace, StepAnswer } from '@/lib/migration'
import { bindingText } from './constraints'

/** What a step is called: a verb and its object. */
export const RUN_STEP_WORDS: Readonly<Record<RunStepId, string>> = {
  schedule: 'Schedule it',
  'dual-run': 'Start the dual-run',
  migrate: 'Migrate its debt',
  'cut-over': 'Cut over',
  retire: 'Retire its legacy ilks',
}

/** Who makes a step. */
export const RUN_BY_WORDS: Readonly<Record<RunStep['by'], string>> = {
  governance: 'Governance, by spell',
  relayer: 'A relayer of the Generator',
}

/**
 * How long moving the rest of a debt takes at today's limit: "3 steps, the last from 2026-11-24 02:52 UTC: 3 d 2 h".
 *
 * @param now [unix s]
 */
export function paceWords(pace: Pace, now: bigint): string {
  if (pace.never !== undefined) return NEVER[pace.never]
  if (pace.steps === 0n) return 'Nothing is left to move'
  const steps = plural(Number(pace.steps), 'step')
  const done = coming(pace.doneAt, now)
  return done === null ? `${steps}, now` : `${steps}, the last from ${done.date}: ${done.left}`
}

const NEVER: Readonly<Record<NonNullable<Pace['never']>, string>> = {
  'not-set': 'Never: its migration limit was never set',
  disabled: 'Never: its migration limit is disabled',
  'no-refill': 'Never in full: its migration limit does not refill',
  retired: 'Never: it is retired, and no step moves its debt any more',
}

const CONTRADICTIONS: Readonly<Record<Contradiction, (name: string) => string>> = {
  'phase-without-epoch': (name) => `${name} is past its start, but has no epoch`,
  'epoch-before-schedule': (name) => `The epoch of ${name} lies before the time at which it was scheduled`,
  'cut-over-early': (name) => `${name} was cut over before its epoch`,
  'stale-phase': (name) => `${name} is cut over, but was rolled back after that`,
  'late-start': (name) => `The epoch of ${name} has come, but its dual-run has not begun`,
  'too-slow': (name) => `At today's limit the debt of ${name} is not moved by its epoch`,
  'never-moved': (name) => `At today's limit the debt of ${name} is never moved in full`,
}

/** What a schedule says against itself, in a sentence without a full stop. */
export const contradictionWords = (name: string, contradiction: Contradiction): string =>
  CONTRADICTIONS[contradiction](name)

/** Whether it follows from limits that may still change, and is no contradiction of what was recorded. */
export const isForecast = (contradiction: Contradiction): boolean =>
  contradiction === 'too-slow' || contradiction === 'never-moved'

const RECORDED =
  'The facet records no such thing by itself: find the call or the upgrade that wrote it before the next step is signed.'

const REMEDIES: Readonly<Record<Contradiction, string>> = {
  'phase-without-epoch': RECORDED,
  'epoch-before-schedule': RECORDED,
  'cut-over-early': RECORDED,
  'stale-phase': RECORDED,
  'late-start': 'Governance starts the dual-run, or schedules it again with a later epoch.',
  'too-slow':
    'A cBEAM raises the migration limit, or the cutover comes later than its epoch; until its dual-run begins, governance can also schedule it again.',
  'never-moved': 'A cBEAM raises the migration limit so far that it lets the rest through, or refills.',
}

/** What ends a contradiction, in a sentence. */
export const contradictionRemedy = (contradiction: Contradiction): string => REMEDIES[contradiction]

/** What bars a step of a relayer, in a sentence. */
export const barredWords = (answer: StepAnswer): string => `Nothing goes through: ${bindingText(answer)}.`

/** "1 of 4 Primes is retired; next is Keel: a relayer migrates 56.2M USDS". */
export function runSheetSentence(lines: readonly RunLine[]): string {
  if (lines.length === 0) return 'No Prime migrates'
  const done = lines.filter(({ steps }) => steps.every(({ turn }) => turn.ok && turn.value === 'done')).length
  const unread = lines.filter(({ steps }) => steps.some(({ turn }) => !turn.ok)).length
  const next = lines.find(({ steps }) => steps.some(({ turn }) => turn.ok && turn.value === 'now'))
  const step = next?.steps.find(({ turn }) => turn.ok && turn.value === 'now')
  const of = `${done} of ${plural(lines.length, 'Prime')} ${done === 1 ? 'is' : 'are'} through`
  const unknown = unread === 0 ? '' : `; of ${unread} it is not known`
  if (next === undefined || step === undefined) return `${of}${unknown}`
  return `${of}${unknown}; next is ${next.prime.name}: ${nextWords(next, step.id)}`
}

function nextWords({ left }: RunLine, id: RunStepId): string {
  if (id !== 'migrate') return RUN_STEP_WORDS[id].toLowerCase()
  return left.ok ? `migrate ${formatCompact(left.value, 18)} USDS` : 'migrate its debt'
}
