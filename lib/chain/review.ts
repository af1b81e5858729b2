import type { Address } from 'viem'
import { type Action, type ActionRequest, buildAction } from '@/lib/actions'
import { derive } from '@/lib/console/derive'
import { type Effect, type JudgedDiff, judgeDiff } from '@/lib/console/diff'
import { withWatched } from '@/lib/console/known'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import type { Codec } from './ask'
import { errorLine } from './errors'
import { factsOf, type Reading } from './reader'
import type { Rpc } from './rpc'
import { knownSignatures } from './signatures'
import { type CallOutcome, dryRun, isSimulationUnavailable, type SimulatedCall, simulate } from './simulate'

/** What could be found out about an action before it is signed. */
export type Review = {
  readonly action: Action
  /** The model that the action was built from, at the time it was simulated for. */
  readonly before: ConsoleModel
  /**
   * Of an action through a Safe that is not executed yet: what it does once the owners that are still needed have
   * approved it and somebody executes it. Not there for other actions, and where that cannot be put together.
   */
  readonly onceExecuted?: Finding
} & Finding

export type Finding =
  /** The chain computed it: every change of the console, held against what was stated. */
  | {
      readonly state: 'simulated'
      readonly by: string
      /** The simulating node's own picture before the calls: what `after` differs from. */
      readonly simulatedFrom: ConsoleModel
      readonly after: ConsoleModel
      readonly diff: JudgedDiff
      readonly gasUsed: bigint
    }
  /** Only the first call could be tried, by itself: it would pass, what it changes is not known. */
  | { readonly state: 'dry-run'; readonly by: string; readonly why: string }
  | {
      readonly state: 'would-revert'
      readonly by: string
      readonly call: number
      readonly reason: string
      /** The reason of the inner call, where the contract that is called says only that it failed. */
      readonly innerReason?: string
    }
  /** No node answered: nothing is known, and nothing is proven wrong. */
  | { readonly state: 'could-not-check'; readonly problem: string }

export interface ReviewInput {
  /** In order of preference; the first that can give a finding gives it whole. */
  readonly sources: readonly Rpc[]
  readonly deployment: Deployment
  readonly reading: Reading
  readonly request: ActionRequest
  readonly from: Address
  /** [s] */
  readonly time: bigint
  readonly hasMulticall: (rpc: Rpc) => Promise<boolean>
  readonly codec?: Codec
}

/** @returns null when the request names something that the deployment does not have. */
export async function reviewAction(input: ReviewInput): Promise<Review | null> {
  const { sources, deployment, reading, request, from, time, codec } = input
  const before = derive(factsOf(deployment, reading, codec), time, knownSignatures)
  const action = buildAction(request, before, from)
  if (!action) return null
  const watching = { ...input, reading: withProposal(reading, action) }
  const next: Plan = {
    calls: action.calls,
    // Stated from what the simulating node holds: it may know more than the picture did.
    effects: (model) => (buildAction(request, model, from) ?? action).effects,
  }
  const completion = action.through?.step === 'execute' ? null : action.through?.proposal?.completion
  const problems: string[] = []
  for (const rpc of sources) {
    try {
      const finding = await findOut(rpc, next, watching)
      if (!completion) return { action, before, ...finding }
      const { calls, effects } = completion
      const onceExecuted = await findOut(rpc, { calls, effects: () => effects }, watching)
      return { action, before, onceExecuted, ...finding }
    } catch (error) {
      problems.push(`${rpc.label}: ${errorLine(error)}`)
    }
  }
  const unchecked = { state: 'could-not-check', problem: problems.join('; ') || 'No node to ask.' } as const
  return { action, before, ...(completion ? { onceExecuted: unchecked } : {}), ...unchecked }
}

/** The reading with the questions about the transaction of a Safe that the action is about. */
function withProposal(reading: Reading, { through }: Action): Reading {
  if (!through?.proposal) return reading
  const { transaction, safeTxHash: hash } = through.proposal
  const entry = { safe: through.safe.id, hash, transaction }
  return { ...reading, known: withWatched(reading.known, [entry]) }
}

/** Calls that are tried, and what is stated of them. */
interface Plan {
  readonly calls: readonly SimulatedCall[]
  readonly effects: (before: ConsoleModel) => readonly Effect[]
}

async function findOut(rpc: Rpc, plan: Plan, input: ReviewInput): Promise<Finding> {
  if (plan.calls.length === 0) {
    return { state: 'could-not-check', problem: 'There is no call to make.' }
  }
  try {
    return await findOutBySimulation(rpc, plan, input)
  } catch (error) {
    if (!isSimulationUnavailable(error)) throw error
    return findOutByCall(rpc, plan, input, error.message)
  }
}

async function findOutBySimulation(rpc: Rpc, plan: Plan, input: ReviewInput): Promise<Finding> {
  const { deployment, reading, from, time, codec } = input
  const { outcomes, ...facts } = await simulate(rpc, deployment, reading, from, plan.calls, time, {
    hasMulticall: await input.hasMulticall(rpc),
    ...(codec ? { codec } : {}),
  })
  const failed = outcomes.findIndex(({ ok }) => !ok)
  if (failed >= 0) return revert(rpc, failed, outcomes[failed], plan, reading)
  const before = derive(facts.before, time, knownSignatures)
  const after = derive(facts.after, time, knownSignatures)
  return {
    state: 'simulated',
    by: rpc.label,
    simulatedFrom: before,
    after,
    diff: judgeDiff(before, after, plan.effects(before)),
    gasUsed: outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.gasUsed : 0n), 0n),
  }
}

async function findOutByCall(rpc: Rpc, plan: Plan, input: ReviewInput, why: string): Promise<Finding> {
  const [first] = plan.calls
  if (!first) return { state: 'could-not-check', problem: 'There is no call to make.' }
  const outcome = await dryRun(rpc, input.reading.block.hash, first.from ?? input.from, first)
  return outcome.ok ? { state: 'dry-run', by: rpc.label, why } : revert(rpc, 0, outcome, plan, input.reading)
}

async function revert(
  rpc: Rpc,
  call: number,
  outcome: CallOutcome | undefined,
  { calls }: Plan,
  { block }: Reading,
): Promise<Finding> {
  const reason = outcome && !outcome.ok ? outcome.reason : 'no reason given'
  const finding = { state: 'would-revert', by: rpc.label, call, reason } as const
  const inner = calls[call]?.inner
  if (!inner || reason !== CALL_FAILED) return finding
  const tried = await dryRun(rpc, block.hash, inner.from, { ...inner, value: 0n })
  return tried.ok ? finding : { ...finding, innerReason: tried.reason }
}

/** What the Configurator says of an approved call that reverts, whatever the reason. */
const CALL_FAILED = 'Configurator/call-failed'
