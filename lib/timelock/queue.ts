import type { Address, Hex } from 'viem'
import { hashOperation, type TimelockCall, ZERO_HASH } from './hash'

interface LogPosition {
  readonly blockNumber: bigint
  readonly logIndex: number
}

/** A decoded event of the timelock, in the shape of viem's `parseEventLogs`. */
export type TimelockLog = LogPosition &
  (
    | {
        readonly eventName: 'CallScheduled'
        readonly args: {
          readonly id: Hex
          readonly index: bigint
          readonly target: Address
          readonly value: bigint
          readonly data: Hex
          readonly predecessor: Hex
          readonly delay: bigint
        }
      }
    | { readonly eventName: 'CallExecuted'; readonly args: { readonly id: Hex } }
    | { readonly eventName: 'CallSalt'; readonly args: { readonly id: Hex; readonly salt: Hex } }
    | { readonly eventName: 'Cancelled'; readonly args: { readonly id: Hex } }
  )

/**
 * Where an operation stands by its events. `unknown`: an empty batch, whose execution leaves no event; only its
 * timestamp on chain tells.
 */
export type QueueStatus = 'pending' | 'executed' | 'cancelled' | 'unknown'

export interface QueuedOperation {
  readonly id: Hex
  readonly calls: readonly TimelockCall[]
  /** Null where only the end of the operation was seen. */
  readonly predecessor: Hex | null
  /** Zero where no `CallSalt` came with it. */
  readonly salt: Hex
  /** Delay with which it was scheduled [s]; null where that event was not seen. */
  readonly delay: bigint | null
  readonly status: QueueStatus
  readonly scheduledIn: bigint | null
  /** Block in which it was executed or cancelled. */
  readonly endedIn: bigint | null
  /** Calls, predecessor and salt hash to the id, so no part of the operation is missing or false. */
  readonly proven: boolean
}

interface Draft {
  calls: Map<bigint, TimelockCall>
  predecessor: Hex | null
  salt: Hex
  delay: bigint | null
  status: QueueStatus
  scheduledIn: bigint | null
  endedIn: bigint | null
}

/**
 * Rebuilds the operations of a timelock from its events: the older timelock lists none, and the newer one none that
 * ended. Logs may come in any order and more than once. An id that was cancelled and scheduled again is one operation,
 * in its latest state.
 *
 * The result is only as complete as the logs: compare the number of pending operations with `getOperationCount()` at
 * the same block (`isQueueComplete`).
 */
export function rebuildQueue(logs: readonly TimelockLog[]): QueuedOperation[] {
  const drafts = new Map<Hex, Draft>()
  for (const log of inOrder(logs)) {
    const { id } = log.args
    const draft = drafts.get(id) ?? blank()
    drafts.set(id, draft)
    switch (log.eventName) {
      case 'CallScheduled':
        schedule(draft, log.args, log.blockNumber)
        break
      case 'CallSalt':
        // An empty batch has no CallScheduled, so only this event says that it was scheduled.
        if (draft.status !== 'pending') restart(draft, 'unknown', log.blockNumber)
        draft.salt = log.args.salt
        break
      case 'CallExecuted':
        end(draft, 'executed', log.blockNumber)
        break
      case 'Cancelled':
        end(draft, 'cancelled', log.blockNumber)
        break
      default:
        log satisfies never
    }
  }
  return [...drafts].map(([id, draft]) => finish(id, draft))
}

/** Whether the events leave as many operations pending as the contract counts at the same block. */
export function isQueueComplete(operations: readonly QueuedOperation[], operationCount: bigint): boolean {
  if (operations.some(({ status }) => status === 'unknown')) return false
  return BigInt(operations.filter(({ status }) => status === 'pending').length) === operationCount
}

function blank(): Draft {
  return {
    calls: new Map(),
    predecessor: null,
    salt: ZERO_HASH,
    delay: null,
    status: 'unknown',
    scheduledIn: null,
    endedIn: null,
  }
}

function restart(draft: Draft, status: 'pending' | 'unknown', blockNumber: bigint): void {
  Object.assign(draft, blank(), { status, scheduledIn: blockNumber })
}

type Scheduled = Extract<TimelockLog, { eventName: 'CallScheduled' }>['args']

function schedule(draft: Draft, args: Scheduled, blockNumber: bigint): void {
  if (draft.status !== 'pending') restart(draft, 'pending', blockNumber)
  draft.calls.set(args.index, { target: args.target, value: args.value, data: args.data })
  draft.predecessor = args.predecessor
  draft.delay = args.delay
}

function end(draft: Draft, status: 'executed' | 'cancelled', blockNumber: bigint): void {
  draft.status = status
  draft.endedIn = blockNumber
}

function finish(id: Hex, draft: Draft): QueuedOperation {
  const calls = [...draft.calls].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, call]) => call)
  const { predecessor, salt, delay, status, scheduledIn, endedIn } = draft
  const proven = hashOperation({ calls, predecessor: predecessor ?? ZERO_HASH, salt }) === id.toLowerCase()
  return { id, calls, predecessor, salt, delay, status, scheduledIn, endedIn, proven }
}

function inOrder(logs: readonly TimelockLog[]): TimelockLog[] {
  const unique = new Map(logs.map((log) => [`${log.blockNumber}:${log.logIndex}`, log]))
  return [...unique.values()].sort((a, b) =>
    a.blockNumber === b.blockNumber ? a.logIndex - b.logIndex : a.blockNumber < b.blockNumber ? -1 : 1,
  )
}
