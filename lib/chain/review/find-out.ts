import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { type CodeCheck, type CodeInput, judgeCode, readCode } from '../code'
import { againstEarlier } from '../code/earlier'
import { type Entered, enteredBy } from '../code/entered'
import { errorLine, isRpcError } from '../errors'
import type { Reading } from '../read/reader'
import type { Rpc } from '../rpc'
import { type Simulation, simulate } from '../simulate'
import { type CallOutcome, isSimulationUnavailable } from '../simulate/block'
import { type Conditions, conditionsAfter, readParent } from '../simulate/conditions'
import { dryRun } from '../simulate/dry-run'
import type { ConditionsCheck, SimulationFinding } from './finding'
import { type Balances, readBalances, shortfallsOf, toppedUp } from './funds'
import { comparedIn, compareRuns, failedCall, gasOf, type JudgedRun, judgeRun, type Plan } from './judge-run'

export interface FindInput {
  readonly deployment: Deployment
  readonly reading: Reading
  /** The model of the reading, for the time that is tried for. */
  readonly model: ConsoleModel
  /** [s] */
  readonly time: bigint
  readonly hasMulticall: (rpc: Rpc) => Promise<boolean>
}

/**
 * Everything that one node can say of transactions before they are signed.
 * @throws TransportError, RpcError, ChunkError
 */
export async function findOut(rpc: Rpc, plan: Plan, input: FindInput): Promise<SimulationFinding> {
  if (plan.calls.length === 0) {
    return { state: 'could-not-check', problem: 'There is no call to make.' }
  }
  const { hash } = input.reading.block
  const entered = enteredBy(rpc, hash, plan.traced).then(
    ({ contracts, problems }): Entered => ({
      problems,
      contracts: [...new Set([...contracts, ...plan.entered])],
    }),
  )
  try {
    return await findOutBySimulation(rpc, plan, await entered, input)
  } catch (error) {
    if (!isSimulationUnavailable(error)) throw error
    return findOutByCall(rpc, plan, await entered, input, error.message)
  }
}

/** The first run, and its conditions. */
interface FirstRun {
  readonly simulation: Simulation
  /** Null where the node accepted none of them. */
  readonly conditions: readonly [Conditions, Conditions] | null
  readonly balances: Balances
  readonly problem: string | null
}

async function findOutBySimulation(
  rpc: Rpc,
  plan: Plan,
  entered: Entered,
  input: FindInput,
): Promise<SimulationFinding> {
  const { deployment, reading, time } = input
  const first = await runFirst(rpc, plan, entered, input)
  const { simulation, conditions, balances } = first
  const { outcomes } = simulation
  const failed = failedCall(outcomes)
  if (failed >= 0) return revert(rpc, failed, outcomes[failed], plan, reading)
  const run = judgeRun(simulation, plan, time)
  return {
    state: 'simulated',
    by: rpc.label,
    at: reading.block,
    ...{ simulatedFrom: run.before, after: run.after, diff: run.diff, events: run.events },
    compared: comparedIn(run),
    gasUsed: gasOf(outcomes).reduce((sum, gas) => sum + gas, 0n),
    conditions: await checkConditions(rpc, plan, entered, input, first, run),
    code: await codeOf(rpc, input, {
      ...{ entered, deployment, codes: simulation.code, model: run.before },
      targets: plan.traced.map(({ to }) => to),
    }),
    shortfalls: conditions
      ? shortfallsOf(balances, plan.calls, outcomes, conditions[0], safesOf(deployment))
      : [],
  }
}

const safesOf = ({ safes }: FindInput['deployment']) => safes.map(({ address }) => address)

/** Runs under the conditions of the next block, or under number and time alone where the node refuses more. */
async function runFirst(rpc: Rpc, plan: Plan, entered: Entered, input: FindInput): Promise<FirstRun> {
  const { reading, time } = input
  const { hash, number } = reading.block
  const [parent, balances] = await Promise.all([
    readParent(rpc, hash).catch((error: unknown) => errorLine(error)),
    readBalances(rpc, hash, plan.calls),
  ])
  const bare = async (problem: string): Promise<FirstRun> => ({
    ...{ conditions: null, balances, problem },
    simulation: await run(rpc, plan, entered, input, { number: number + 1n, time }),
  })
  if (typeof parent === 'string') return bare(parent)
  const conditions = conditionsAfter(parent, time)
  const funds = toppedUp(balances, plan.calls, conditions[0])
  try {
    const simulation = await run(rpc, plan, entered, input, conditions[0], { balances: funds })
    const { unmet } = simulation.seen ?? { unmet: [] }
    const problem = unmet.length > 0 ? `a contract sees ${unmet.join(', ')}` : null
    return { simulation, conditions, balances, problem }
  } catch (error) {
    if (!isRpcError(error)) throw error
    return bare(`the node refuses them (${error.message})`)
  }
}

interface RunOptions {
  readonly balances?: ReadonlyMap<Address, bigint>
  readonly gas?: readonly bigint[]
  readonly validation?: boolean
}

async function run(
  rpc: Rpc,
  { calls }: Plan,
  { contracts }: Entered,
  input: FindInput,
  conditions: Conditions | Pick<Conditions, 'number' | 'time'>,
  options: RunOptions = {},
): Promise<Simulation> {
  const { deployment, reading } = input
  return simulate(rpc, {
    ...{ deployment, reading, conditions, calls, contracts, ...options },
    hasMulticall: await input.hasMulticall(rpc),
  })
}

/** Gas as wallets set it: what the first run took plus half, to make up for a refund. */
const withMargin = (gas: bigint): bigint => (gas * 3n) / 2n + 100_000n

/** Runs again in a block that differs in everything that a contract can see of it. */
async function checkConditions(
  rpc: Rpc,
  plan: Plan,
  entered: Entered,
  input: FindInput,
  { simulation, conditions, balances, problem }: FirstRun,
  first: JudgedRun,
): Promise<ConditionsCheck> {
  const ether = simulation.seen?.ether ?? false
  const unchecked = { second: null, differences: [], isWrong: false, ether }
  if (!conditions) return { ...unchecked, first: null, problem }
  const [one, two] = conditions
  const gas = gasOf(simulation.outcomes).map(withMargin)
  const { validation } = simulation
  try {
    const options = { gas, validation, balances: toppedUp(balances, plan.calls, two, gas) }
    const second = judgeRun(await run(rpc, plan, entered, input, two, options), plan, two.time)
    return { first: one, second: two, problem, ether, ...compareRuns(first, second) }
  } catch (error) {
    return { ...unchecked, first: one, problem: problem ?? errorLine(error) }
  }
}

/** Judges code by who says what is right; where nobody does, by what stood there before. */
function codeOf(rpc: Rpc, { deployment, reading }: FindInput, code: CodeInput): Promise<CodeCheck> {
  const { startBlock } = deployment
  return againstEarlier(rpc, judgeCode(code), { startBlock, block: reading.block })
}

async function findOutByCall(
  rpc: Rpc,
  plan: Plan,
  entered: Entered,
  input: FindInput,
  why: string,
): Promise<SimulationFinding> {
  const [first] = plan.calls
  if (!first) return { state: 'could-not-check', problem: 'There is no call to make.' }
  const { deployment, reading, model } = input
  const { hash } = reading.block
  const outcome = await dryRun(rpc, hash, first.from, first)
  if (!outcome.ok) return revert(rpc, 0, outcome, plan, reading)
  const { codes, problems } = await readCode(rpc, hash, entered.contracts)
  const code = await codeOf(rpc, input, {
    ...{ codes, deployment, model },
    entered: { ...entered, problems: [...entered.problems, ...problems] },
    targets: plan.traced.map(({ to }) => to),
  })
  return { state: 'dry-run', by: rpc.label, why, code }
}

async function revert(
  rpc: Rpc,
  call: number,
  outcome: CallOutcome | undefined,
  { calls }: Plan,
  { block }: Reading,
): Promise<SimulationFinding> {
  const reason = outcome && !outcome.ok ? outcome.reason : 'no reason given'
  const finding = { state: 'would-revert', by: rpc.label, call, reason } as const
  const inner = calls[call]?.inner
  if (!inner || reason !== CALL_FAILED) return finding
  const tried = await dryRun(rpc, block.hash, inner.from, { ...inner, value: 0n })
  return tried.ok ? finding : { ...finding, innerReason: tried.reason }
}

/** The Configurator's reason for an approved call that reverts, whatever the inner reason. */
const CALL_FAILED = 'Configurator/call-failed'
