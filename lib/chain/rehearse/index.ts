import { consoleAt } from '@/lib/console/checks/console-at'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { learnFrom } from '../logs/events'
import { type Request, requestKey, requestOf } from '../read/ask'
import { factsOf, gather, type Reading } from '../read/reader'
import { knownSignatures } from '../read/signatures'
import type { Rpc } from '../rpc'
import type { CallOutcome } from '../simulate/block'
import { covered } from '../simulate/coverage'
import { playBlocks } from './blocks'
import { type Halt, haltsAfter, MOST_BLOCKS, type PlannedBlock, rehearsalPlan } from './plan'

export type { Halt, PlannedBlock, RehearsalPlan } from './plan'
export { MOST_BLOCKS, rehearsalPlan } from './plan'

/** One step of a rehearsal with the console after it, at the time of its block. */
export interface RehearsedStep {
  readonly step: PlannedBlock
  /** The first call that failed, else the last one. */
  readonly outcome: CallOutcome
  readonly after: ConsoleModel
}

/** What a rehearsal found: each step in order, and where each Prime comes to a halt. */
export interface Rehearsal {
  /** The console before the first step. */
  readonly before: ConsoleModel
  readonly steps: readonly RehearsedStep[]
  /** By what was played. */
  readonly halts: readonly Halt[]
  /** How many steps would follow that were not played. */
  readonly more: bigint
}

export interface RehearseInput {
  readonly deployment: Deployment
  readonly reading: Reading
  /** [unix s] */
  readonly time: bigint
  readonly hasMulticall: boolean
  /** The Primes to rehearse; all, where it is left out. */
  readonly only?: readonly string[]
  /** How many steps are played at most. */
  readonly most?: number
  /** A rehearsal from the same reading and time: its steps are played again, and those behind them are read. */
  readonly behind?: Rehearsal
}

/**
 * Plays what comes next on simulated blocks from the state that was read, and reads the whole console after each.
 *
 * @throws SimulationUnavailableError where the node offers no `eth_simulateV1`; TransportError, RpcError, ChunkError
 */
export async function rehearse(rpc: Rpc, input: RehearseInput): Promise<Rehearsal> {
  const { deployment, reading, time, behind, most = MOST_BLOCKS } = input
  const made = behind?.steps ?? []
  const modelAt = (at: bigint) => consoleAt(factsOf(deployment, reading), at, knownSignatures)
  const before = modelAt(time)
  const { blocks, halts } = rehearsalPlan(before, modelAt, input.only, made.length + most)
  const steps = [...made, ...(await playSteps(rpc, blocks, input, made.length))]
  return { before, steps, ...haltsAfter(halts, steps) }
}

/**
 * The steps with the console after each, without those of the first blocks.
 *
 * @param unread how many of the first blocks are played only for what follows them
 * @throws as `rehearse`
 */
export async function playSteps(
  rpc: Rpc,
  blocks: readonly PlannedBlock[],
  { deployment, reading, hasMulticall }: Pick<RehearseInput, 'deployment' | 'reading' | 'hasMulticall'>,
  unread = 0,
): Promise<readonly RehearsedStep[]> {
  if (blocks.length <= unread) return []
  let requests: readonly Request[] = [...reading.answers.keys()].map(requestOf)
  // The calls may create new things to read; then it plays again with those as well.
  for (let attempt = 0; ; attempt++) {
    const played = await playBlocks(rpc, reading.block, blocks, requests, hasMulticall, unread)
    let known = reading.known
    const gathered = played.map(({ logs, after }, index) => {
      const number = reading.block.number + 1n + BigInt(index)
      known = covered(learnFrom(known, deployment, logs), number)
      const { hash } = reading.block
      const block = { number, hash, parentHash: hash, timestamp: blocks[index]?.time ?? 0n }
      return index < unread ? null : gather(deployment, block, known, after)
    })
    const keys = new Set(requests.map(requestKey))
    const missing = gathered
      .flatMap((one) => one?.missing ?? [])
      .filter((request) => !keys.has(requestKey(request)) && keys.add(requestKey(request)))
    if (missing.length === 0 || attempt === 2) {
      return blocks.flatMap((step, index) => {
        const { outcomes } = played[index] ?? { outcomes: [] }
        const outcome = outcomes.find(({ ok }) => !ok) ?? outcomes.at(-1)
        const facts = gathered[index]?.facts
        if (outcome === undefined || facts === undefined) return []
        return [{ step, outcome, after: consoleAt(facts, step.time, knownSignatures) }]
      })
    }
    requests = [...requests, ...missing]
  }
}
