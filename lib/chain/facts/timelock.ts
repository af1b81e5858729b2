import { type Address, type Hex, parseAbi, zeroAddress, zeroHash } from 'viem'
import { beamTimeLockAbi } from '@/lib/abi'
import type { KeptOperation, OperationFacts, TimelockFacts, TimelockRoleFacts } from '@/lib/console/facts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { UnitDeployment } from '@/lib/deployment'
import { combine, dependOn, field, type Leaf, type SourceId } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import { notSeen, type QueuedOperation, rebuildQueue, toldByContract, walkList } from '@/lib/timelock'
import type { Ask } from '../read/ask'
import type { Asked } from './asked'
import { timelockRoles } from './timelock-roles'

export function gatherTimelock(
  ask: Ask,
  { timelock }: UnitDeployment,
  known: Watchlist,
  asked: readonly Asked[],
): TimelockFacts {
  const named = Object.entries(timelockRoles).flatMap(([role, hash]) =>
    known.grants
      .filter((grant) => grant.contract === timelock && grant.role === hash)
      .map(({ account }) => ({
        id: `${role}-${account}`,
        role: role as TimelockRoleFacts['role'],
        account,
        active: ask.call(timelock, beamTimeLockAbi, 'hasRole', hash, account),
      })),
  )
  // The zero address stands for everybody.
  const executors = [zeroAddress, ...known.accounts].map((account) => ({
    id: `EXECUTOR_ROLE-${account}`,
    role: 'EXECUTOR_ROLE' as const,
    account,
    active: ask.call(timelock, beamTimeLockAbi, 'hasRole', timelockRoles.EXECUTOR_ROLE, account),
  }))
  const holders = [...named, ...executors, ...asked.flatMap((one) => one.timelock)]
  return {
    paused: ask.call(timelock, beamTimeLockAbi, 'paused'),
    minDelay: ask.call(timelock, beamTimeLockAbi, 'getMinDelay'),
    ...gatherQueue(ask, timelock, known),
    holders: [...new Map(holders.toReversed().map((holder) => [holder.id, holder])).values()].toReversed(),
  }
}

/** What the older timelock answers in the place of a list. */
const countingAbi = parseAbi(['function getOperationCount() view returns (uint256)'])

/** Each has a hash to be computed; most blocks bring no event of the timelock. */
const queuesOf = memo((logs: Watchlist['timelock']): ReadonlyMap<Address, readonly QueuedOperation[]> => {
  const timelocks = new Set(logs.map(({ timelock }) => timelock))
  return new Map(
    [...timelocks].map((one) => [one, rebuildQueue(logs.filter(({ timelock }) => timelock === one))]),
  )
})

type Queue = Pick<TimelockFacts, 'operationCount' | 'list' | 'operations'>

/** The list of the contract where it has one, else its count, beside which only events name what is pending. */
function gatherQueue(ask: Ask, timelock: Address, known: Watchlist): Queue {
  const events = queuesOf(known.timelock).get(timelock) ?? []
  const count = ask.call(timelock, beamTimeLockAbi, 'getOperationsCount')
  const older = lacks(count) ? ask.call(timelock, countingAbi, 'getOperationCount') : null
  if (older?.ok) {
    return {
      operationCount: dependOn(older, count.from),
      list: null,
      operations: events.map((event) => gatherOperation(ask, timelock, event, null)),
    }
  }
  return {
    operationCount: older ? dependOn(count, older.from) : count,
    ...gatherList(ask, timelock, events, count),
  }
}

/** Whether the contract answered as one without the function does, and was not just left unread. */
const lacks = (leaf: Leaf<bigint>): boolean =>
  !leaf.ok && ['reverted', 'no-code', 'undecodable'].includes(leaf.reason.kind)

/** @param count What says that the contract lists its operations; everything that is asked of the list rests on it. */
function gatherList(
  ask: Ask,
  timelock: Address,
  events: readonly QueuedOperation[],
  count: Leaf<bigint>,
): Omit<Queue, 'operationCount'> {
  const ofList = <T>(leaf: () => Leaf<T>): Leaf<T> => (count.ok ? dependOn(leaf(), count.from) : count)
  const kept = (id: Hex, from: readonly SourceId[]): KeptOperation => {
    const operation = ofList(() => ask.call(timelock, beamTimeLockAbi, 'getOperation', id))
    const part = <K extends 'targets' | 'values' | 'payloads' | 'predecessor' | 'salt'>(name: K) =>
      dependOn(field(operation, name), from)
    return {
      next: dependOn(next(id), from),
      targets: part('targets'),
      values: part('values'),
      payloads: part('payloads'),
      predecessor: part('predecessor'),
      salt: part('salt'),
    }
  }
  const next = (id: Hex) => ofList(() => ask.call(timelock, beamTimeLockAbi, 'getNextOperationId', id))
  const first = ofList(() => ask.call(timelock, beamTimeLockAbi, 'getFirstOperationId'))
  const { found, ids } = walkList(first, next)
  const listed = new Map(found.map(({ id, from }) => [id, from]))
  const isOver = ({ status }: QueuedOperation) => status === 'executed' || status === 'cancelled'
  return {
    list: { first, ids },
    operations: [
      // What events name is asked for whether the list was followed to it or not: it takes no round of its own.
      ...events.map((event) => {
        const from = isOver(event) ? listed.get(event.id) : []
        return gatherOperation(ask, timelock, event, from ? kept(event.id, from) : null)
      }),
      ...found
        .filter(({ id }) => !events.some((event) => event.id === id))
        .map(({ id, from }) => gatherOperation(ask, timelock, notSeen(id), kept(id, from), from)),
    ],
  }
}

/** @param from The reads that named it; empty where an event did. */
function gatherOperation(
  ask: Ask,
  timelock: Address,
  event: QueuedOperation,
  kept: KeptOperation | null,
  from: readonly SourceId[] = [],
): OperationFacts {
  const stored = (id: Hex) => ask.call(timelock, beamTimeLockAbi, 'getTimestamp', id)
  return {
    id: event.id,
    queued: kept ? withContent(event, kept) : event,
    kept,
    timestamp: dependOn(stored(event.id), from),
    predecessorTimestamp: kept ? ofPredecessor(kept, stored) : ofSeenPredecessor(event, stored),
  }
}

function withContent(event: QueuedOperation, kept: KeptOperation): QueuedOperation {
  const { targets, values, payloads, predecessor, salt } = kept
  const content = combine({ targets, values, payloads, predecessor, salt }, (stored) => ({
    calls: stored.targets.map((target, index) => ({
      target,
      value: stored.values[index] ?? 0n,
      data: stored.payloads[index] ?? '0x',
    })),
    predecessor: stored.predecessor,
    salt: stored.salt,
  }))
  return content.ok ? toldByContract(event, content.value) : event
}

type Stored = (id: Hex) => Leaf<bigint>

function ofPredecessor(
  { predecessor }: KeptOperation,
  stored: Stored,
): OperationFacts['predecessorTimestamp'] {
  if (!predecessor.ok) return predecessor
  return predecessor.value === zeroHash ? null : dependOn(stored(predecessor.value), predecessor.from)
}

function ofSeenPredecessor({ predecessor, status }: QueuedOperation, stored: Stored) {
  return predecessor === null || predecessor === zeroHash || status === 'executed'
    ? null
    : stored(predecessor)
}
