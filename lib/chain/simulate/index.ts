import { type Address, getAddress, type Hex } from 'viem'
import type { Facts } from '@/lib/console/facts'
import type { Deployment } from '@/lib/deployment'
import { isRpcError } from '../errors'
import { learnFrom, type RpcLog } from '../logs/events'
import { Ask, type Request, requestKey, requestOf } from '../read/ask'
import { gather, type Reading } from '../read/reader'
import type { Rpc } from '../rpc'
import { type BlockInput, type BlockRun, type CallOutcome, simulateBlock } from './block'
import { covered } from './coverage'
import type { Seen } from './witness'

/** What an action does, as the chain itself computed it. */
export interface Simulation {
  /** One for each call, in order; calls after a failed one have no effect and are not judged. */
  readonly outcomes: readonly CallOutcome[]
  /** The logs of each call, including movements of ether where the node gives them. */
  readonly logs: readonly (readonly RpcLog[])[]
  /** The whole console before and after, both read in the simulated block. */
  readonly before: Facts
  readonly after: Facts
  /** Code hash of each contract that was asked for, and of each that emitted an event. */
  readonly code: ReadonlyMap<Address, CodeHashes>
  /** Null where it ran under no conditions other than number and time. */
  readonly seen: Seen | null
  readonly validation: boolean
}

export interface CodeHashes {
  /** Null where it could not be read. */
  readonly before: Hex | null
  readonly after: Hex | null
}

export interface SimulateInput extends Omit<BlockInput, 'base' | 'requests'> {
  readonly deployment: Deployment
  readonly reading: Reading
  /** Contracts whose code is read too. */
  readonly contracts: readonly Address[]
}

/**
 * Reads everything, makes the calls, and reads everything again, in one simulated block after the reading's. Its number
 * and time are set here, so both readings are for the same time and differ only by the calls.
 * @throws SimulationUnavailableError, TransportError, RpcError, ChunkError.
 */
export async function simulate(rpc: Rpc, input: SimulateInput): Promise<Simulation> {
  const { deployment, reading, conditions } = input
  let { contracts, validation = false } = input
  let requests: readonly Request[] = [...reading.answers.keys()].map(requestOf)
  const block = {
    number: conditions.number,
    hash: reading.block.hash,
    parentHash: reading.block.hash,
    timestamp: conditions.time,
  }
  // The calls may create new things to read (a new key, a new facet); then it runs again with those as well.
  for (let attempt = 0; ; attempt++) {
    const asked = withCode(requests, contracts)
    const made = await runAsAsked(rpc, { ...input, base: reading.block, requests: asked, validation })
    const { run } = made
    validation = made.validation
    const logs = run.logs.flat()
    const known = covered(learnFrom(reading.known, deployment, logs), block.number)
    const { locks, settlements } = reading.known
    // What is to be read is the same before and after; what the calls themselves recorded had not happened yet.
    const before = gather(deployment, block, { ...known, locks, settlements }, run.before)
    const after = gather(deployment, block, known, run.after)
    const missing = [...before.missing, ...after.missing]
    const emitters = emittersIn(logs).filter((emitter) => !contracts.includes(emitter))
    if ((missing.length === 0 && emitters.length === 0) || attempt === 2) {
      const { outcomes, seen } = run
      const code = codesOf(contracts, run)
      return {
        ...{ outcomes, logs: run.logs, seen, validation, code },
        before: { ...before.facts, callsIn: block.number },
        after: { ...after.facts, callsIn: block.number },
      }
    }
    requests = [...requests, ...missing]
    contracts = [...contracts, ...emitters]
  }
}

interface AsAsked {
  readonly run: BlockRun
  readonly validation: boolean
}

/** Runs with validation, too, where the node does not set the conditions without it. */
async function runAsAsked(rpc: Rpc, input: BlockInput): Promise<AsAsked> {
  const validation = input.validation ?? false
  const run = await simulateBlock(rpc, input)
  if (validation || run.seen === null || run.seen.unmet.length === 0) return { run, validation }
  try {
    const again = await simulateBlock(rpc, { ...input, validation: true })
    const isBetter = (again.seen?.unmet.length ?? 0) < run.seen.unmet.length
    return isBetter ? { run: again, validation: true } : { run, validation }
  } catch (error) {
    if (isRpcError(error)) return { run, validation }
    throw error
  }
}

function withCode(requests: readonly Request[], contracts: readonly Address[]): readonly Request[] {
  const ask = new Ask(new Map())
  for (const contract of contracts) ask.code(contract)
  const keys = new Set(requests.map(requestKey))
  return [...requests, ...[...ask.missing.values()].filter((request) => !keys.has(requestKey(request)))]
}

function codesOf(contracts: readonly Address[], run: BlockRun): ReadonlyMap<Address, CodeHashes> {
  const [before, after] = [new Ask(run.before), new Ask(run.after)]
  const hashIn = (ask: Ask, contract: Address) => {
    const code = ask.code(contract)
    return code.ok ? code.value[0] : null
  }
  return new Map(
    contracts.map((contract) => [
      contract,
      { before: hashIn(before, contract), after: hashIn(after, contract) },
    ]),
  )
}

/** Nodes show this address as emitter when ether moves; it is not a contract. */
export const ETHER: Address = '0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE'

function emittersIn(logs: readonly RpcLog[]): readonly Address[] {
  return [...new Set(logs.map(({ address }) => getAddress(address)))].filter((emitter) => emitter !== ETHER)
}
