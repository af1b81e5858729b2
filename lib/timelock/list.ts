import type { Hex } from 'viem'
import { dependOn, every, type Leaf, map, type SourceId, unknown } from '@/lib/leaf'
import { hashOperation, type OperationContent, ZERO_HASH } from './hash'
import type { QueuedOperation } from './queue'

/** An id of the contract's list, with the reads that led to it. */
export interface ListedId {
  readonly id: Hex
  readonly from: readonly SourceId[]
}

/** What a timelock lists as pending, oldest first, as far as it could be followed. */
export interface WalkedList {
  readonly found: readonly ListedId[]
  /** The whole list; unknown where its end was not reached. */
  readonly ids: Leaf<readonly Hex[]>
}

/** Ids that are followed; a list that claims more is not believed to end. */
const MOST_LISTED = 200

/**
 * Follows the list of a timelock from its first id to its end, which is zero.
 *
 * @param next what stands after an id
 */
export function walkList(first: Leaf<Hex>, next: (id: Hex) => Leaf<Hex>): WalkedList {
  const found: ListedId[] = []
  const links: Leaf<Hex>[] = [first]
  const seen = new Set<Hex>()
  const rests = () => every(links).from
  for (let link = first; ; ) {
    if (!link.ok) return { found, ids: unknown(link.reason, rests()) }
    const id = link.value
    if (id === ZERO_HASH) return { found, ids: map(every(links), () => found.map((one) => one.id)) }
    if (seen.has(id)) return { found, ids: unknown(circular(id), rests()) }
    if (found.length === MOST_LISTED) return { found, ids: unknown(tooLong, rests()) }
    seen.add(id)
    found.push({ id, from: rests() })
    link = dependOn(next(id), link.from)
    links.push(link)
  }
}

const circular = (id: Hex) =>
  ({
    kind: 'out-of-range',
    message: `The list of the timelock never ends: it comes back to operation ${id}.`,
  }) as const

const tooLong = {
  kind: 'out-of-range',
  message: `The timelock lists more operations than are followed here (${MOST_LISTED}).`,
} as const

/**
 * An operation as the contract keeps it, where that is what the id is the hash of: a contract that forgot it keeps nothing.
 * Its events add block and delay, which no contract keeps.
 */
export function toldByContract(event: QueuedOperation, content: OperationContent): QueuedOperation {
  if (hashOperation(content) !== event.id) return event
  return { ...event, ...content, status: 'pending', endedIn: null, proven: true }
}

/** An operation that the contract lists, of which nothing else is known. */
export function notSeen(id: Hex): QueuedOperation {
  return {
    ...{ id, calls: [], predecessor: null, salt: ZERO_HASH, delay: null },
    ...{ status: 'pending', scheduledIn: null, endedIn: null, proven: false },
  }
}
