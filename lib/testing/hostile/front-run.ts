import type { SigningVerdict } from '@/components/actions/review/finding'
import { type Action, changedMeaning, type MeaningChange, type Requirement, readinessOf } from '@/lib/actions'
import type { Checked } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import { stringify } from '@/lib/chain/wire'
import { titleOf } from '@/lib/console/model/check'
import { checkOf, judge, type Opened, openAs, rebuilt } from '../opened'
import { modelAt, play, readOn, type Step } from '../scene'
import { type MinedAction, mine, runOf, saidOf } from './said'
import { didHappen } from './truth'

/** What somebody else does between the review of an action and its signature. */
export interface Interference {
  readonly name: string
  /** The requirement that no longer holds; null where all of them hold and yet the action is another one. */
  readonly breaks: string | null
  readonly steps: readonly Step[]
}

/**
 * Plays it, and lists where the console is wrong about it: before the signature, with the earlier check and with a new
 * one; and after what was signed is mined nevertheless.
 */
export async function faultsOf(
  then: Opened,
  check: Checked<Review>,
  { breaks, steps }: Interference,
): Promise<readonly string[]> {
  // The browser asked for the account and the transaction of a Safe from the beginning.
  const later = await play({ ...then.scene, reading: then.reading }, steps)
  const now = await openAs(later, then.from, then.request)
  const read = rebuilt(then, now)
  const seen = (by: string, of: Checked<Review>): Seen => {
    const changed = changedMeaning(read, now)
    return { by, changed, news: newsIn(read.action, now.action), verdict: judge(now, of, changed) }
  }
  const old = seen('the old check', check)
  // A new check of what an action does cannot remove what stands in its way.
  const newCheck = isOpenTo(now.action) ? await checkOf(now) : null
  const judged = newCheck ? [old, seen('the new check', newCheck)] : [old]

  const mined = await mine(later, then.action)
  // A reverted transaction is red by its receipt, and changed nothing.
  const { isTrue, outcome } = mined.passed
    ? await becameOf(then, now, mined)
    : { isTrue: false, outcome: 'wrong' as const }
  const isSame = stringify(now.action.calls) === stringify(then.action.calls)
  return [
    ...judged.flatMap((each) => [
      ...lineFaults(now, breaks, each),
      ...signatureFaults(now, each, isSame ? isTrue : null),
    ]),
    ...(newCheck ? simulationFaults(newCheck, then.action.calls, mined.passed) : []),
    ...(outcome === 'ok' && !isTrue ? ['said in green of what did not happen'] : []),
  ]
}

const isOpenTo = (action: Action): boolean =>
  action.calls.length > 0 && readinessOf(action).state !== 'blocked'

async function becameOf(then: Opened, now: Opened, { hashes }: MinedAction) {
  const afterwards = await readOn({ ...now.scene, reading: now.reading })
  const { outcome } = await saidOf(afterwards, runOf(then.scene, then.action, hashes))
  return { isTrue: didHappen(then.action, { before: now.model, after: modelAt(afterwards) }), outcome }
}

interface Seen {
  readonly by: string
  readonly verdict: SigningVerdict
  readonly changed: readonly MeaningChange[]
  /** Requirements that no longer hold, or whose words changed, since the action was read. */
  readonly news: readonly Requirement[]
}

function newsIn(read: Action, now: Action): readonly Requirement[] {
  const before = requirementsOf(read)
  const isNew = (one: Requirement) =>
    !before.some((other) => other.id === one.id && titleOf(other) === titleOf(one) && isBroken(other))
  return requirementsOf(now).filter((requirement) => isBroken(requirement) && isNew(requirement))
}

/** Mines the action with nobody in between, and lists what the console does not show in green. */
export async function faultsUndisturbed(then: Opened): Promise<readonly string[]> {
  const { scene, model, action } = then
  const mined = await mine(scene, action)
  const now = await readOn(scene)
  const { calls, outcome } = await saidOf(now, runOf(scene, action, mined.hashes))
  return [
    ...(didHappen(action, { before: model, after: modelAt(now) }) ? [] : ['it did not happen']),
    ...(calls.every((state) => state === 'ok') ? [] : [`its transactions are said ${calls.join(' ')}`]),
    ...(outcome === 'ok' ? [] : [`it is said ${outcome}`]),
  ]
}

/** A requirement that no longer holds has to be said in its own line, and as loudly as it weighs. */
function lineFaults(
  { action }: Opened,
  breaks: string | null,
  { by, verdict, changed, news }: Seen,
): string[] {
  if (breaks === null) {
    const isTold = changed.length > 0 || news.length > 0
    return isTold ? [] : [`nothing is said of what became of it, by ${by}`]
  }
  const broken = requirementsOf(action).find(({ id }) => id === breaks)
  // Where the action itself is another one now, its old requirements are not judged.
  if (!broken)
    return changed.length > 0 || verdict.blocked !== null ? [] : [`${breaks} is not asked, by ${by}`]
  if (!isBroken(broken)) return [`${breaks} is green: ${titleOf(broken)}, by ${by}`]
  if (broken.weight === 'blocks' && verdict.blocked === null) return [`signable without ${breaks}, by ${by}`]
  const isAsked = verdict.confirm.some(({ key }) => key.startsWith(`${breaks}:`))
  return broken.weight === 'confirm' && verdict.blocked === null && !isAsked
    ? [`signable without an override of ${breaks}, by ${by}`]
    : []
}

/**
 * What can be signed has to be what it is called; an emergency action may always be signed, if the console says what
 * became of it.
 * @param isTrue whether it then did what it is called; null where other transactions would be signed now
 */
function signatureFaults(
  { action }: Opened,
  { by, verdict: { blocked, confirm, findings }, changed, news }: Seen,
  isTrue: boolean | null,
): string[] {
  const isLoud =
    changed.length > 0 ||
    confirm.length > 0 ||
    news.length > 0 ||
    findings.some(({ state }) => state !== 'ok')
  if (blocked !== null || isTrue !== false) return []
  if (!action.emergency) return [`signable as “${action.title}”, which it is not, by ${by}`]
  return isLoud ? [] : [`signable without a word, by ${by}`]
}

/** What a new check says of these very transactions has to be what then happens. */
function simulationFaults(
  { value: { state, action } }: Checked<Review>,
  calls: Action['calls'],
  passed: boolean,
): string[] {
  if (stringify(action.calls) !== stringify(calls)) return []
  if (state === 'simulated' && !passed) return ['simulated to pass, and reverted']
  return state === 'would-revert' && passed ? ['simulated to revert, and passed'] : []
}

export const requirementsOf = ({ permission, requirements }: Opened['action']): readonly Requirement[] => [
  permission,
  ...requirements,
]

const isBroken = ({ holds }: Requirement) => !(holds.ok && holds.value)
