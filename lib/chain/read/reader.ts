import { encodeFunctionData, type Hex } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import type { Facts } from '@/lib/console/facts'
import { type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { TransportError } from '../errors'
import { gatherFacts } from '../facts'
import { roleHash } from '../facts/roles'
import { gatherSafe } from '../facts/safes'
import type { Rpc } from '../rpc'
import { type Answers, Ask, type Request, type Returned, requestKey, requestOf } from './ask'
import { blockProof, checkBlock } from './block-proof'
import { expectedOf } from './expected'
import { multicallAddress } from './lens'
import { blockIn, bytesIn } from './parse'
import { fetchAnswers } from './planner'
import type { ReadBy } from './read-by'

/** Everything that was read at one block, raw: facts are gathered from it, here or in any browser. */
export interface Reading {
  readonly block: BlockRef
  readonly known: Watchlist
  readonly answers: Answers
  /** Who answered. */
  readonly by: ReadBy
}

/** Rounds after the head: what the deployment names, then what that led to. With the head: 3 HTTP round trips. */
const rounds = 2

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

/** Whether Multicall3 stands at its address. Asked once for a node: contracts at that address do not go away. */
export async function readHasMulticall(rpc: Rpc): Promise<boolean> {
  const method = 'eth_getCode'
  return bytesIn(method, await rpc.request<unknown>(method, [multicallAddress, 'latest'])) !== '0x'
}

export interface ReadOptions {
  readonly hasMulticall: boolean
  /** The reads of an earlier reading: asked at once, so that a refresh takes one round. */
  readonly seed?: Iterable<string>
  /** Answers that are there already, at the same block: only the rest is fetched. */
  readonly answers?: Answers
  /** Learns from logs while the first round is on its way; what is new is read in the second. */
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
  for (let round = 0; round < rounds; round++) {
    const { facts, missing } = gather(deployment, block, told, answers)
    const expecting = withWatched(told, expectedOf(facts))
    const all = [...missing, ...missingOfSafes(deployment, expecting, answers)]
    const guessed = round === 0 ? seeded(deployment, seed) : []
    const requests = unique([...all, ...guessed])
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
  const { facts, asked } = gather(deployment, block, told, answers)
  const by = { label: rpc.label, kind: rpc.kind }
  // What the last round led to is asked for in the next reading.
  return { block, known: withWatched(told, expectedOf(facts)), answers: only(asked, answers), by }
}

/** The facts of a reading, and the reads that are still missing to complete it. Pure. */
export function gather(
  deployment: Deployment,
  block: BlockRef,
  known: Watchlist,
  answers: Answers,
): { readonly facts: Facts; readonly missing: readonly Request[]; readonly asked: readonly string[] } {
  const ask = new Ask(answers)
  const facts = gatherFacts(ask, deployment, block, known)
  return { facts, missing: [...ask.missing.values()], asked: [...ask.asked.keys()] }
}

export function factsOf(deployment: Deployment, reading: Reading): Facts {
  return gather(deployment, reading.block, reading.known, reading.answers).facts
}

/** Relayers that are asked for before their number is known: what hangs on them then takes no further round. */
const firstRelayers = [0n, 1n, 2n, 3n] as const

/** What is asked at once: the reads of an earlier reading, or where there is none what they will surely be. */
function seeded({ generators }: Deployment, seed: Iterable<string>): readonly Request[] {
  const keys = [...seed]
  if (keys.length > 0) return keys.map(requestOf)
  const controllers = generators.flatMap(({ addresses: { diamond }, primes }) => [
    diamond,
    ...primes.map(({ controller }) => controller),
  ])
  return controllers.flatMap((controller) =>
    firstRelayers.map((index) => ({
      to: controller,
      data: encodeFunctionData({
        abi: adminFacetAbi,
        functionName: 'getRoleMember',
        args: [roleHash('RELAYER'), index],
      }),
    })),
  )
}

function unique(requests: readonly Request[]): readonly Request[] {
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()]
}

/** What only the Safes still lack, once their expected transactions are known. */
function missingOfSafes({ safes }: Deployment, known: Watchlist, answers: Answers): readonly Request[] {
  const ask = new Ask(answers)
  for (const safe of safes) gatherSafe(ask, safe, known)
  return [...ask.missing.values()]
}

/** Drops the answers to reads that a seed asked for in vain. */
function only(asked: readonly string[], answers: Answers): Answers {
  return new Map(
    asked.flatMap((key) => {
      const answer = answers.get(key)
      return answer ? [[key, answer] as const] : []
    }),
  )
}
