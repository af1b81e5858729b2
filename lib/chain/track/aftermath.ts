import type { Address } from 'viem'
import { type Action, type ActionRequest, accountsAsked, buildAction } from '@/lib/actions'
import { consoleAt } from '@/lib/console/checks/console-at'
import { type Effect, holdsNow, type JudgedDiff, judgeDiff } from '@/lib/console/diff'
import { type WatchedHash, type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import type { Deployment } from '@/lib/deployment'
import { leavesByPath } from '@/lib/leaf/leaves'
import type { BlockRef } from '@/lib/leaf/source'
import { problemOf } from '../errors'
import { knownAt, recordedBy } from '../logs/known-at'
import { withAccounts } from '../read/account'
import { factsOf, type Reading, read, readBlock } from '../read/reader'
import { knownSignatures } from '../read/signatures'
import type { Rpc } from '../rpc'
import { type SecondOpinion, secondOpinion } from '../second'
import { simulate } from '../simulate'
import type { SimulatedCall } from '../simulate/block'
import type { BlockId } from './look'

/** What was signed, as it was reviewed, and the blocks in which it was mined. */
export interface AftermathInput {
  readonly sources: readonly Rpc[]
  readonly deployment: Deployment
  /** What is known by now, so that both pictures rest on the same reads. */
  readonly known: Watchlist
  readonly request: ActionRequest
  readonly from: Address
  readonly calls: readonly SimulatedCall[]
  readonly effects: readonly Effect[]
  readonly watched: readonly WatchedHash[]
  /** Labels of the nodes behind the console's server, as far as it told them. */
  readonly serverNodes: readonly string[]
  readonly first: BlockId
  readonly last: BlockId
  readonly hasMulticall: (rpc: Rpc) => Promise<boolean>
}

/** The effect on the chain of what was signed: the picture at its block, and the one right before. */
export type Aftermath =
  | {
      readonly state: 'read'
      readonly by: string
      readonly block: BlockRef
      /** How many blocks lie between the two pictures: if there are several, others act too. */
      readonly span: bigint
      readonly after: ConsoleModel
      readonly comparison: Comparison
      /** What every other source reads at that block. */
      readonly opinions: readonly SecondOpinion[]
    }
  | { readonly state: 'could-not-read'; readonly problem: string }

export type Comparison =
  | {
      readonly state: 'compared'
      readonly before: ConsoleModel
      readonly diff: JudgedDiff
      /** Requirements that held in the review but not on the state that the transactions met: somebody was faster. */
      readonly unmet: readonly string[]
      /**
       * Whether the action on the state it met would have had other transactions, so that the signed ones do not do all
       * of it.
       */
      readonly overtaken: boolean
      /**
       * How many stated values are not compared, because they depend on the second of a block and the transactions are of
       * several; left out where all are.
       */
      readonly uncompared?: number
    }
  /**
   * The picture before could not be read, so only what does not depend on the second is compared with the one after.
   */
  | {
      readonly state: 'after-only'
      readonly problem: string
      readonly effects: readonly { readonly effect: Effect; readonly holds: boolean }[]
    }

/**
 * Reads the two pictures by hash through the first source that has them, and asks the others whether they read the
 * same.
 */
export async function readAftermath(input: AftermathInput): Promise<Aftermath> {
  const problems: string[] = []
  for (const rpc of input.sources) {
    try {
      return await readThrough(rpc, input)
    } catch (error) {
      problems.push(problemOf(rpc, error))
    }
  }
  return { state: 'could-not-read', problem: problems.join('; ') || 'No node to ask.' }
}

/** What each other source says of the picture. */
async function opinionsOf(
  reading: Reading,
  { sources, deployment, serverNodes }: AftermathInput,
): Promise<readonly SecondOpinion[]> {
  const opinions = await Promise.all(
    sources.map((source) => secondOpinion({ deployment, reading, sources: [source], serverNodes })),
  )
  return opinions.filter(({ state }) => state !== 'none')
}

async function readThrough(rpc: Rpc, input: AftermathInput): Promise<Aftermath> {
  const { deployment, first, last } = input
  const [block, begin] = await Promise.all([readBlock(rpc, last.hash), readBlock(rpc, first.hash)])
  if (!block || !begin) throw new Error(`does not have block ${last.number}`)
  // Who has sent it may not be connected any more, and what it says of that account is still to be found.
  const named = [input.from, ...accountsAsked(input.request)]
  const watched = withAccounts(withWatched(input.known, input.watched), named)
  // It may be mined before, or after, the block up to which whoever asks has read events.
  const known = await knownAt(rpc, deployment, watched, block)
  const hasMulticall = await input.hasMulticall(rpc)
  const reading = await read(rpc, deployment, block, known, { hasMulticall })
  const after = modelAt(deployment, reading, block.timestamp)
  const [comparison, opinions] = await Promise.all([
    compare(rpc, input, { reading, begin, after, hasMulticall }),
    opinionsOf(reading, input),
  ])
  const span = block.number - begin.number + 1n
  return { state: 'read', by: rpc.label, block, span, after, comparison, opinions }
}

interface After {
  readonly reading: Reading
  /** The block of the first transaction. */
  readonly begin: BlockRef
  readonly after: ConsoleModel
  readonly hasMulticall: boolean
}

async function compare(rpc: Rpc, input: AftermathInput, told: After): Promise<Comparison> {
  try {
    const before = await modelBefore(rpc, input, told)
    const met = actionMet(input, before)
    const isOne = isInOneBlock(input)
    const stated = expected(input.effects, isOne ? met : null)
    const open = isOne ? [] : asFound(input.effects, told.after)
    const judged = judgeDiff(before, told.after, [...stated, ...open])
    const diff = { ...judged, effects: judged.effects.slice(0, stated.length) }
    return {
      ...{ state: 'compared', before, diff, unmet: unmet(met), overtaken: met === null },
      ...(open.length > 0 ? { uncompared: open.length } : {}),
    }
  } catch (error) {
    const lasting = input.effects.filter(({ timed }) => !timed)
    return {
      state: 'after-only',
      problem: problemOf(rpc, error),
      effects: lasting.map((effect) => ({ effect, holds: holdsNow(effect, told.after) })),
    }
  }
}

/**
 * The state before, at the time of the block: a block without calls is simulated on the parent, so that values that
 * contracts compute from the time do not show as changes.
 */
async function modelBefore(
  rpc: Rpc,
  { deployment }: AftermathInput,
  { reading, begin, hasMulticall }: After,
): Promise<ConsoleModel> {
  const parent = await readBlock(rpc, begin.parentHash)
  if (!parent) throw new Error(`does not have block ${begin.number - 1n}`)
  const known = recordedBy(reading.known, parent.number)
  const met = { ...reading, block: parent, known }
  const asked = { deployment, reading: met, calls: [], contracts: [], hasMulticall }
  const { timestamp } = reading.block
  const conditions = { number: parent.number + 1n, time: timestamp }
  const { before } = await simulate(rpc, { ...asked, conditions })
  // Taken for the same block, with events that reach as far: what only one picture could tell would show as a change.
  const { coverage } = known
  const told = { ...before, block: reading.block, known: { ...before.known, coverage } }
  return consoleAt(told, timestamp, knownSignatures)
}

/**
 * What had to happen: what was reviewed; and for values that depend on the second of the block, what the action states
 * of the state that it met, for that second. The latter is missing where it took several blocks, or would have been
 * another action by then.
 */
function expected(effects: readonly Effect[], met: Action | null): readonly Effect[] {
  return effects.flatMap((effect) => {
    if (!effect.timed) return [effect]
    const then = met?.effects.find(({ path }) => path === effect.path)
    return then ? [then] : []
  })
}

/**
 * Values that depend on the second of a block, as they are now: where the transactions are of several blocks, they may be
 * any, but it was stated that they change, and so does what follows from them.
 */
function asFound(effects: readonly Effect[], after: ConsoleModel): readonly Effect[] {
  const leaves = leavesByPath(after)
  return effects.flatMap((effect) => {
    const leaf = effect.timed ? leaves.get(effect.path) : undefined
    return leaf?.ok ? [{ ...effect, after: { value: leaf.value } }] : []
  })
}

const isInOneBlock = ({ first, last }: AftermathInput) => first.hash === last.hash

/** The action on the state that its first transaction met; null where it would have been another action. */
function actionMet({ request, from, calls }: AftermathInput, before: ConsoleModel): Action | null {
  const rebuilt = buildAction(request, before, from)
  const same = rebuilt?.calls.every(({ to, data, value }, index) => {
    const call = calls[index]
    return call?.to === to && call.data === data && call.value === value
  })
  return rebuilt && same && rebuilt.calls.length === calls.length ? rebuilt : null
}

/** Requirements of the action that did not hold on the state that it met. */
function unmet(action: Action | null): readonly string[] {
  return (action?.requirements ?? [])
    .filter(({ weight, holds }) => weight === 'blocks' && holds.ok && !holds.value)
    .map(titleOf)
}

function modelAt(deployment: Deployment, reading: Reading, time: bigint): ConsoleModel {
  return consoleAt(factsOf(deployment, reading), time, knownSignatures)
}
