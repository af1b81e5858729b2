import type { Hex } from 'viem'
import type { Facts } from '@/lib/console/facts'
import { type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import { type Deployment, primesOf } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { TransportError } from '../errors'
import { gatherFacts } from '../facts'
import { guessDropSpells } from '../facts/governance'
import { guessPau, guessRelayed } from '../facts/pau/guess'
import { gatherSafe } from '../facts/safes'
import type { Rpc } from '../rpc'
import { type Answers, Ask, type Request, type Returned, requestKey, requestOf } from './ask'
import { blockProof, checkBlock } from './block-proof'
import { expectedOf } from './expected'
import { multicallAddress } from './lens'
import { blockIn, bytesIn } from './parse'
import { fetchAnswers } from './planner'
import type { ReadBy } from './read-by'

/** Everything that was read at one block, unprocessed: facts are gathered from it, here or in any browser. */
export interface Reading {
  readonly block: BlockRef
  readonly known: Watchlist
  readonly answers: Answers
  /** Who answered. */
  readonly by: ReadBy
}

/**
 * Rounds after the head: the reads that the deployment names, then those that follow from them. With the head: 3 HTTP
 * round trips.
 */
const rounds = 2

/** Rounds that may follow while each answer names the next read, as in a list whose items no event named. */
const furtherRounds = 10

/** The head of the chain as this node sees it. @throws TransportError, RpcError */
export async function readHead(rpc: Rpc): Promise<BlockRef> {
  const method = 'eth_getBlockByNumber'
  const head = blockIn(method, await rpc.request<unknown>(method, ['latest', false]))
  if (head === null) throw new TransportError(method, 'has no newest block')
  return head
}

/** A block by number or hash; null when the node does not have it. @throws TransportError, RpcError */
export async function readBlock(rpc: Rpc, id: bigint | Hex): Promise<BlockRef | null> {
  const method = typeof id === 'bigint' ? 'eth_getBlockByNumber' : 'eth_getBlockByHash'
  const name = typeof id === 'bigint' ? `0x${id.toString(16)}` : id
  const block = blockIn(method, await rpc.request<unknown>(method, [name, false]))
  if (block !== null && block.number !== id && block.hash !== name) {
    throw new TransportError(method, 'gave another block than it was asked for')
  }
  return block
}

/** Whether Multicall3 stands at its address. Read once for each node, since it does not disappear. */
export async function readHasMulticall(rpc: Rpc): Promise<boolean> {
  const method = 'eth_getCode'
  return bytesIn(method, await rpc.request<unknown>(method, [multicallAddress, 'latest'])) !== '0x'
}

export interface ReadOptions {
  readonly hasMulticall: boolean
  /** The reads of an earlier reading, asked at once so that a refresh takes one round. */
  readonly seed?: Iterable<string>
  /** Answers that are already there, at the same block: only the rest is fetched. */
  readonly answers?: Answers
  /** Learns from logs while the first round is under way; what is new is read in the second round. */
  readonly learning?: Promise<Watchlist>
}

/**
 * Reads everything the console shows at one block hash.
 * @throws ContradictionError, and what `fetchAnswers` throws; there is no partial reading.
 */
export async function read(
  rpc: Rpc,
  deployment: Deployment,
  block: BlockRef,
  known: Watchlist,
  { hasMulticall, seed = [], answers: present, learning }: ReadOptions,
): Promise<Reading> {
  const answers = new Map<string, Returned>(present)
  let told = known
  let gathered: Gathered | null = null
  for (let round = 0; round < rounds; round++) {
    const found = gather(deployment, block, told, answers)
    const { facts, missing } = found
    const expecting = withWatched(told, expectedOf(facts))
    const all = [...missing, ...missingOfSafes(deployment, expecting, answers)]
    const guessed = round === 0 ? seeded(deployment, seed) : []
    const requests = unique([...all, ...guessed])
    if (round > 0 && requests.length === 0 && expecting === told) {
      gathered = found
      break
    }
    // The first request of a reading also proves that the block is what the node says it is.
    const asked = round === 0 && requests.length > 0 ? [...blockProof, ...requests] : requests
    const [fetched, learned] = await Promise.all([
      asked.length > 0 ? fetchAnswers(rpc, block, asked, { hasMulticall }) : new Map<string, Returned>(),
      round === 0 && learning ? learning : expecting,
    ])
    if (asked !== requests) checkBlock(block, fetched)
    for (const [key, answer] of fetched) answers.set(key, answer)
    told = learned
  }
  gathered ??= gather(deployment, block, told, answers)
  for (let further = 0; further < furtherRounds && gathered.missing.length > 0; further++) {
    const fetched = await fetchAnswers(rpc, block, gathered.missing, { hasMulticall })
    for (const [key, answer] of fetched) answers.set(key, answer)
    gathered = gather(deployment, block, told, answers)
  }
  const by = { label: rpc.label, kind: rpc.kind }
  // The reads that the last round led to are made in the next reading.
  const watching = withWatched(told, expectedOf(gathered.facts))
  const reading: Reading = { block, known: watching, answers: only(gathered.asked, answers), by }
  if (watching === told) kept.set(reading, { deployment, gathered })
  return reading
}

/** The facts of a reading, the reads that are still missing to complete it, and all that were asked for. */
interface Gathered {
  readonly facts: Facts
  readonly missing: readonly Request[]
  readonly asked: readonly string[]
}

/** What was gathered from readings, for as long as they live. */
const kept = new WeakMap<Reading, { readonly deployment: Deployment; readonly gathered: Gathered }>()

/** Gathers from a reading, once. */
export function gatheredFrom(deployment: Deployment, reading: Reading): Gathered {
  const before = kept.get(reading)
  if (before?.deployment === deployment) return before.gathered
  const gathered = gather(deployment, reading.block, reading.known, reading.answers)
  kept.set(reading, { deployment, gathered })
  return gathered
}

/** Gathers facts from answers. Pure. */
export function gather(
  deployment: Deployment,
  block: BlockRef,
  known: Watchlist,
  answers: Answers,
): Gathered {
  const ask = new Ask(answers)
  const facts = gatherFacts(ask, deployment, block, known)
  return { facts, missing: [...ask.missing.values()], asked: [...ask.asked.keys()] }
}

export function factsOf(deployment: Deployment, reading: Reading): Facts {
  return gatheredFrom(deployment, reading).facts
}

/** The reads to make at once: those of an earlier reading, or otherwise those that will surely be needed. */
function seeded(deployment: Deployment, seed: Iterable<string>): readonly Request[] {
  const keys = [...seed]
  if (keys.length > 0) return keys.map(requestOf)
  const ask = new Ask(new Map())
  for (const { addresses } of deployment.generators) guessRelayed(ask, addresses.diamond)
  for (const { controllers } of primesOf(deployment))
    for (const controller of controllers) guessPau(ask, controller)
  guessDropSpells(ask, deployment)
  return [...ask.missing.values()]
}

function unique(requests: readonly Request[]): readonly Request[] {
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()]
}

/** The reads that only the Safes still lack, once their expected transactions are known. */
function missingOfSafes({ safes }: Deployment, known: Watchlist, answers: Answers): readonly Request[] {
  const ask = new Ask(answers)
  for (const safe of safes) gatherSafe(ask, safe, known)
  return [...ask.missing.values()]
}

/** Drops the answers to reads that a seed asked for without need. */
function only(asked: readonly string[], answers: Answers): Answers {
  return new Map(
    asked.flatMap((key) => {
      const answer = answers.get(key)
      return answer ? [[key, answer] as const] : []
    }),
  )
}
