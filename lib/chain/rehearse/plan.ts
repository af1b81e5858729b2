import { type Address, isAddressEqual } from 'viem'
import { type ActionRequest, buildAction } from '@/lib/actions'
import { limitOfVault } from '@/lib/console/cutover/limit-of'
import { type RunLine, type RunStep, runSheet } from '@/lib/console/cutover/run-sheet'
import { storedLimit } from '@/lib/console/derive/limits'
import { listedIn } from '@/lib/console/derive/pau'
import type { ConsoleModel } from '@/lib/console/model'
import { afterUse, currentLimit, type RateLimit } from '@/lib/limits'
import { divUp, excess, max, min, type Seconds, sumOf, type Wad, wad } from '@/lib/math'
import { nextStep, type StepAnswer, type StepConstraintId, windowOpensAt } from '@/lib/migration'
import {
  AFTER_PLANS,
  boundWords,
  MOVED,
  movedThenPlans,
  notPlayed,
  STEP_BLOCKED,
} from '@/lib/words/rehearsal'
import type { CallOutcome } from '../simulate/block'
import type { PlayedBlock } from './blocks'

/** One step that is rehearsed: the call of a relayer, or a plan of governance that anyone executes. */
export interface PlannedBlock extends PlayedBlock {
  readonly generator: Address
  readonly prime: string
  readonly name: string
  readonly request: ActionRequest
}

/** Why a rehearsal cannot go on for a Prime at a Generator. */
export interface Halt {
  readonly generator: Address
  readonly prime: string
  readonly name: string
  /** In a sentence without a full stop. */
  readonly why: string
}

/** Where a Prime comes to a halt, if every step before it is played and passes. */
export interface PlannedHalt extends Halt {
  /** How many steps lead there; more than there are blocks, where not all of them were put together. */
  readonly steps: bigint
}

/** What is played, in the order of its times, and where each Prime then comes to a halt. */
export interface RehearsalPlan {
  readonly blocks: readonly PlannedBlock[]
  readonly halts: readonly PlannedHalt[]
}

/** What is planned for one Prime. */
interface Part {
  readonly blocks: readonly PlannedBlock[]
  /** Null where there is nothing to come to. */
  readonly why: string | null
  /** How many steps follow its blocks that were not put together. */
  readonly beyond?: bigint
}

/** Most blocks of one rehearsal: a node answers no longer request. */
export const MOST_BLOCKS = 24

/**
 * The calls that can be made from the state now until every Prime comes to a halt: pending plans at their time, and steps
 * of a relayer as the pace of the run sheet counts them, the first of them no larger than all that bounds it. What
 * governance has not plotted yet is not played.
 *
 * @param modelAt the console at a later time, without any of these calls: what is owed by then bounds the steps
 * @param only the Primes to rehearse; all, where it is left out
 * @param most how many steps are played
 */
export function rehearsalPlan(
  model: ConsoleModel,
  modelAt: (time: Seconds) => ConsoleModel,
  only?: readonly string[],
  most = MOST_BLOCKS,
): RehearsalPlan {
  const lines = runSheet(model).filter(({ prime }) => only === undefined || only.includes(prime.id))
  const parts = lines.map((line) => ({ line, ...partOf(line, model, modelAt) }))
  const blocks = inOrder(
    parts.flatMap((part) => part.blocks),
    model.block.timestamp,
  ).slice(0, Math.min(most, MOST_BLOCKS))
  return {
    blocks,
    halts: parts.flatMap(({ line: { generator, prime }, blocks: own, why, beyond = 0n }) =>
      why === null
        ? []
        : [
            {
              ...{ generator: generator.id, prime: prime.id, name: prime.name, why },
              steps: BigInt(own.length) + beyond,
            },
          ],
    ),
  }
}

/**
 * Blocks in the order of their times, each later than the one before it; none comes into the Processing Window by that.
 *
 * @param after unix time [s]: all are later
 */
export function inOrder<B extends { readonly time: Seconds }>(
  blocks: readonly B[],
  after: Seconds,
): readonly B[] {
  let last: Seconds = after
  return blocks
    .toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    .map((block) => {
      last = windowOpensAt(max(block.time, last + 1n))
      return { ...block, time: last }
    })
}

/**
 * Where each Prime comes to a halt by what was played of it, and how many steps would follow that were not. Behind a step
 * that failed nothing is counted: what is left then is not known.
 */
export function haltsAfter(
  planned: readonly PlannedHalt[],
  played: readonly { readonly step: PlannedBlock; readonly outcome: Pick<CallOutcome, 'ok'> }[],
): { readonly halts: readonly Halt[]; readonly more: bigint } {
  const found = planned.map(({ steps, ...halt }) => {
    const own = played.filter(
      ({ step }) => step.prime === halt.prime && isAddressEqual(step.generator, halt.generator),
    )
    if (own.some(({ outcome }) => !outcome.ok)) return { halt: { ...halt, why: STEP_BLOCKED }, more: 0n }
    const more = excess(steps, BigInt(own.length))
    return { halt: more === 0n ? halt : { ...halt, why: notPlayed(more) }, more }
  })
  return { halts: found.map(({ halt }) => halt), more: found.reduce((sum, { more }) => sum + more, 0n) }
}

function partOf(line: RunLine, model: ConsoleModel, modelAt: (time: Seconds) => ConsoleModel): Part {
  const { steps } = line
  const next = steps.find(({ turn }) => !turn.ok || turn.value === 'now')
  if (next === undefined) return { blocks: [], why: null }
  if (!next.turn.ok) return { blocks: [], why: `What comes next is not known: ${next.turn.reason.message}` }
  const plans = plotted(line, model, next)
  if (next.by === 'relayer') {
    const moved = migrations(line, model, modelAt)
    if (plans.length === 0) return { ...moved, why: moved.why ?? MOVED }
    return { ...moved, blocks: [...moved.blocks, ...plans], why: movedThenPlans(moved.why) }
  }
  if (next.plan === null) return { blocks: [], why: 'Governance has plotted no plan for the next step' }
  return { blocks: plans, why: AFTER_PLANS }
}

/**
 * The plans of governance that are pending for the steps from one on, each at its time, up to the first of its steps for
 * which it plotted none.
 */
function plotted(line: RunLine, model: ConsoleModel, from: RunStep): readonly PlannedBlock[] {
  const { generator, steps } = line
  const anyone = listedIn(generator.roles.relayer.members)[0] ?? generator.id
  const open = steps.slice(steps.indexOf(from)).filter(({ by }) => by === 'governance')
  const none = open.findIndex(({ plan }) => plan === null)
  return open.slice(0, none < 0 ? open.length : none).flatMap((step) => {
    if (step.plan === null) return []
    const at = step.from.ok ? step.from.value : step.plan.event.eta
    return blockOf(line, { kind: 'execute-plan', plan: step.plan.id }, model, anyone, at) ?? []
  })
}

/** The steps of a relayer, and what stops them before all of the debt is moved. */
function migrations(line: RunLine, model: ConsoleModel, modelAt: (time: Seconds) => ConsoleModel): Part {
  const { generator, prime, pace } = line
  const [relayer] = listedIn(generator.roles.relayer.members)
  const limit = limitOfVault(generator, 'LIMIT_LEGACY_MIGRATION', prime.addresses.vault)
  const stored = limit === null ? null : storedLimit(limit)
  if (relayer === undefined) return { blocks: [], why: 'Nobody is known who holds RELAYER' }
  if (stored === null || !stored.ok || !pace.ok)
    return { blocks: [], why: 'Its migration limit or what it owes could not be read' }
  if (pace.value.never !== undefined && pace.value.never !== 'no-refill')
    return { blocks: [], why: 'Its migration limit lets nothing through' }
  let at: Seconds = windowOpensAt(max(model.time, model.block.timestamp + 1n))
  const owed = owedBy(modelAt(pace.value.doneAt ?? at), prime.id)
  const blocks: PlannedBlock[] = []
  let state: RateLimit = stored.value
  let beyond = 0n
  for (const [ilk, all] of owed) {
    let left = all
    while (left > 0n) {
      if (blocks.length === MOST_BLOCKS) {
        beyond += divUp(left, state.maxAmount)
        break
      }
      const next = nextStep(left, state, at)
      if (next === null) return { blocks, why: 'Its migration limit does not refill' }
      at = next.at
      const bound = blocks.length === 0 ? boundAt(modelAt(at), line, ilk) : null
      const held = wad(currentLimit(state, at))
      // All that the limit holds: the facet moves no more than is owed.
      const amount = bound === null ? held : min(held, bound.amount)
      const request = { kind: 'migrate', generator: generator.id, prime: prime.id, ilk, amount } as const
      const made = blockOf(line, request, model, relayer, at)
      if (made === null) return { blocks, why: 'The step could not be put together' }
      blocks.push(made)
      if (bound !== null) return { blocks, why: boundWords(bound) }
      state = afterUse(state, min(amount, left), at)
      left = excess(left, amount)
    }
  }
  return { blocks, why: null, beyond }
}

/** Bounds that each step moves on by itself: those of time, and the debt. */
const PASSING: ReadonlySet<StepConstraintId> = new Set(['migration-limit', 'legacy-debt', 'legacy-dust'])

/**
 * What lets less of a legacy ilk through than its limit and its debt do, and does not end with the step. Null where
 * nothing does, where it is not known, and where nothing at all goes through: then playing the step tells why.
 */
function boundAt(
  { generators }: ConsoleModel,
  { generator, prime }: RunLine,
  ilk: string,
): StepAnswer | null {
  const same = generators
    .find(({ id }) => isAddressEqual(id, generator.id))
    ?.primes.find(({ id }) => id === prime.id)
  const answer = same?.migration?.steps.find(({ id }) => id === ilk)?.canMigrate
  if (!answer?.ok || answer.value.amount === 0n || PASSING.has(answer.value.binding)) return null
  return answer.value
}

/** What each legacy ilk of a Prime owes [wad], rounded up; nothing of one that could not be read. */
function owedBy(model: ConsoleModel, id: string): readonly (readonly [string, Wad])[] {
  const prime = model.generators.flatMap(({ primes }) => primes).find((one) => one.id === id)
  return (prime?.legacy ?? []).flatMap(({ id: ilk, debtNow }) =>
    debtNow.ok && debtNow.value > 0n
      ? [[ilk, sumOf([wad(debtNow.value / 10n ** 27n), wad(1n)])] as const]
      : [],
  )
}

function blockOf(
  { generator, prime }: RunLine,
  request: ActionRequest,
  model: ConsoleModel,
  from: Address,
  time: Seconds,
): PlannedBlock | null {
  const action = buildAction(request, model, from)
  if (action === null) return null
  const calls = action.calls.map(({ to, data, value }) => ({ from, to, data, value }))
  return { generator: generator.id, prime: prime.id, name: prime.name, request, time, calls }
}
