import type { Address } from 'viem'
import { type Action, type ActionRequest, buildAction } from '@/lib/actions'
import { derive } from '@/lib/console/derive'
import { type JudgedDiff, judgeDiff } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import type { Codec } from './ask'
import { errorLine } from './errors'
import { factsOf, type Reading } from './reader'
import type { Rpc } from './rpc'
import { knownSignatures } from './signatures'
import { type CallOutcome, dryRun, SimulationUnavailableError, simulate } from './simulate'

/** What could be found out about an action before it is signed. */
export type Review = {
  readonly action: Action
  /** The model that the action was built from, at the time it was simulated for. */
  readonly before: ConsoleModel
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
  | { readonly state: 'would-revert'; readonly by: string; readonly call: number; readonly reason: string }
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
  const problems: string[] = []
  for (const rpc of sources) {
    try {
      return { action, before, ...(await findOut(rpc, action, input)) }
    } catch (error) {
      problems.push(`${rpc.label}: ${errorLine(error)}`)
    }
  }
  return { action, before, state: 'could-not-check', problem: problems.join('; ') || 'No node to ask.' }
}

async function findOut(rpc: Rpc, action: Action, input: ReviewInput): Promise<Finding> {
  if (action.calls.length === 0) {
    return { state: 'could-not-check', problem: 'There is no call to make.' }
  }
  try {
    return await findOutBySimulation(rpc, action, input)
  } catch (error) {
    if (!(error instanceof SimulationUnavailableError)) throw error
    return findOutByCall(rpc, action, input, error.message)
  }
}

async function findOutBySimulation(rpc: Rpc, action: Action, input: ReviewInput): Promise<Finding> {
  const { deployment, reading, from, time, codec, request } = input
  const { outcomes, ...facts } = await simulate(rpc, deployment, reading, from, action.calls, time, {
    hasMulticall: await input.hasMulticall(rpc),
    ...(codec ? { codec } : {}),
  })
  const failed = outcomes.findIndex(({ ok }) => !ok)
  if (failed >= 0) return revert(rpc, failed, outcomes[failed])
  const before = derive(facts.before, time, knownSignatures)
  const after = derive(facts.after, time, knownSignatures)
  // Stated from what the simulating node holds: it may know more than the picture did.
  const stated = buildAction(request, before, from) ?? action
  return {
    state: 'simulated',
    by: rpc.label,
    simulatedFrom: before,
    after,
    diff: judgeDiff(before, after, stated.effects),
    gasUsed: outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.gasUsed : 0n), 0n),
  }
}

async function findOutByCall(rpc: Rpc, action: Action, input: ReviewInput, why: string): Promise<Finding> {
  const [first] = action.calls
  if (!first) return { state: 'could-not-check', problem: 'There is no call to make.' }
  const outcome = await dryRun(rpc, input.reading.block.hash, input.from, first)
  return outcome.ok ? { state: 'dry-run', by: rpc.label, why } : revert(rpc, 0, outcome)
}

function revert(rpc: Rpc, call: number, outcome: CallOutcome | undefined): Finding {
  const reason = outcome && !outcome.ok ? outcome.reason : 'no reason given'
  return { state: 'would-revert', by: rpc.label, call, reason }
}
