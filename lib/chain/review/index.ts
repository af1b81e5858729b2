import type { Address } from 'viem'
import {
  type Action,
  type ActionCall,
  type ActionRequest,
  accountsAsked,
  buildAction,
  type Completion,
} from '@/lib/actions'
import { consoleAt } from '@/lib/console/checks/console-at'
import { type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { MULTI_SEND_CALL_ONLY } from '@/lib/safe'
import { problemOf } from '../errors'
import { withAccounts } from '../read/account'
import { factsOf, type Reading } from '../read/reader'
import { knownSignatures } from '../read/signatures'
import type { Rpc } from '../rpc'
import { findOut } from './find-out'
import type { SimulationFinding } from './finding'
import type { Plan } from './judge-run'

export type { SimulatedFinding, SimulationFinding } from './finding'

/** What could be found out about an action before it is signed. */
export type Review = {
  readonly action: Action
  /** The model that the action was built from, at the time for which it was simulated. */
  readonly before: ConsoleModel
  /**
   * For an action through a Safe that is not executed yet: what it does once the missing owners have approved it and
   * somebody executes it. Missing for other actions, and where that cannot be put together.
   */
  readonly onceExecuted?: SimulationFinding
} & SimulationFinding

export interface ReviewInput {
  /** In order of preference; the first that can give a complete finding is used. */
  readonly sources: readonly Rpc[]
  readonly deployment: Deployment
  readonly reading: Reading
  readonly request: ActionRequest
  readonly from: Address
  /** [s] */
  readonly time: bigint
  readonly hasMulticall: (rpc: Rpc) => Promise<boolean>
}

/** @returns null when the request names something that the deployment does not have. */
export async function reviewAction(input: ReviewInput): Promise<Review | null> {
  const { sources, deployment, request, from, time } = input
  const reading = withAsked(input.reading, request)
  const before = consoleAt(factsOf(deployment, reading), time, knownSignatures)
  const action = buildAction(request, before, from)
  if (!action) return null
  const watching = { ...input, model: before, reading: withProposal(reading, action) }
  const next = planOf(action, request)
  const completion = completionOf(action)
  const problems: string[] = []
  for (const rpc of sources) {
    try {
      const finding = await findOut(rpc, next, watching)
      if (!completion) return { action, before, ...finding }
      const onceExecuted = await findOut(rpc, planOfCompletion(action, completion, request), watching)
      return { action, before, onceExecuted, ...finding }
    } catch (error) {
      problems.push(problemOf(rpc, error))
    }
  }
  const unchecked = { state: 'could-not-check', problem: problems.join('; ') || 'No node to ask.' } as const
  return { action, before, ...(completion ? { onceExecuted: unchecked } : {}), ...unchecked }
}

/** The reading with the questions about the accounts that the request names; a simulation answers those that are open. */
const withAsked = (reading: Reading, request: ActionRequest): Reading =>
  knowing(reading, withAccounts(reading.known, accountsAsked(request)))

/** A reading that knows of nothing new stays the same, and what was gathered from it is kept. */
const knowing = (reading: Reading, known: Watchlist): Reading =>
  known === reading.known ? reading : { ...reading, known }

/** The reading with the questions about the transaction of a Safe that the action is about. */
function withProposal(reading: Reading, { through }: Action): Reading {
  if (!through?.proposal) return reading
  const { transaction, safeTxHash: hash } = through.proposal
  const entry = { safe: through.safe.id, hash, transaction }
  return knowing(reading, withWatched(reading.known, [entry]))
}

function planOf(action: Action, request: ActionRequest): Plan {
  const { from } = action
  const calls = action.calls.map((call) => ({ ...call, from }))
  return {
    calls,
    // Stated from the state of the simulating node, which may know more than the picture did.
    stated: (model) => buildAction(request, model, from) ?? action,
    traced: calls.map(tracedAs),
    entered: [],
  }
}

/** A call as it is tried by itself, to find out which contracts it enters. */
const tracedAs = <Call extends ActionCall>(call: Call): Call => ({ ...call, data: call.alone ?? call.data })

function completionOf(action: Action | null): Completion | null {
  const through = action?.through
  return through?.step === 'execute' ? null : (through?.proposal?.completion ?? null)
}

/**
 * The remaining calls until a Safe has executed. The execution alone would revert for lack of approvals, so the
 * contracts are those of the approvals and of what the Safe then calls.
 */
function planOfCompletion({ through, from }: Action, completion: Completion, request: ActionRequest): Plan {
  const inner = through?.inner.calls.map((call) => tracedAs({ ...call, from: through.safe.id })) ?? []
  const approvals = completion.calls.slice(0, -1)
  return {
    calls: completion.calls,
    // As for the action itself: what is stated of a moment is stated for the block that is simulated.
    stated: (model) => completionOf(buildAction(request, model, from)) ?? completion,
    traced: [...(approvals.length > 0 ? approvals : completion.calls), ...inner],
    entered: inner.length > 1 ? [MULTI_SEND_CALL_ONLY] : [],
  }
}
