import type { Address, Hex } from 'viem'
import { type ActionRequest, decodeCall } from '@/lib/actions'
import type { SafeExecution, Tracked } from '@/lib/chain/track'
import type { Effect } from '@/lib/console/diff'
import type { WatchedHash } from '@/lib/console/known'

/** Where one transaction of an action stands. Each state is final but `waiting`, `signing` and `submitted`. */
export type CallStatus =
  /** Not handed to the wallet yet. */
  | { readonly state: 'waiting' }
  /** The wallet is asking its owner. */
  | { readonly state: 'signing' }
  /** The owner said no. Nothing was sent. */
  | { readonly state: 'rejected' }
  /** The wallet did not send it, for a reason of its own. */
  | { readonly state: 'not-sent'; readonly problem: string }
  /** The page went away while the wallet was asking: it may have been sent. */
  | { readonly state: 'interrupted' }
  | {
      readonly state: 'submitted'
      readonly hash: Hex
      readonly nonce: number | null
      /** How many checks in a row found no node that knows it. */
      readonly missing: number
    }
  | {
      readonly state: 'mined'
      readonly hash: Hex
      readonly blockNumber: bigint
      /** How the Safe ended it, where it is the execution of a Safe's transaction. */
      readonly execution?: SafeExecution
    }
  | { readonly state: 'reverted'; readonly hash: Hex; readonly blockNumber: bigint; readonly reason: string }
  | { readonly state: 'replaced'; readonly hash: Hex }
  | { readonly state: 'dropped'; readonly hash: Hex }

export interface RunCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  readonly status: CallStatus
  /** The safeTxHash that it executes, where it is the `execTransaction` of a Safe. */
  readonly safeTxHash?: Hex
}

/** An action that somebody began to sign. */
export interface Run {
  readonly id: string
  readonly chainId: number
  readonly request: ActionRequest
  readonly title: string
  readonly from: Address
  readonly calls: readonly RunCall[]
  /** What has to be seen on chain afterwards, at whatever time it is mined. */
  readonly effects: readonly Effect[]
}

/** Checks in a row without a trace after which a transaction counts as dropped. */
const missingUntilDropped = 20

/** What a look at the nodes makes of a submitted transaction. */
export function advance(status: Extract<CallStatus, { state: 'submitted' }>, found: Tracked): CallStatus {
  const { hash } = status
  switch (found.state) {
    case 'pending':
      return { ...status, nonce: found.nonce ?? status.nonce, missing: 0 }
    case 'missing':
      return status.missing + 1 >= missingUntilDropped
        ? { state: 'dropped', hash }
        : { ...status, missing: status.missing + 1 }
    case 'mined':
      return {
        state: 'mined',
        hash,
        blockNumber: found.blockNumber,
        ...(found.execution === undefined ? {} : { execution: found.execution }),
      }
    case 'reverted':
      return { state: 'reverted', hash, blockNumber: found.blockNumber, reason: found.reason }
    case 'replaced':
      return { state: 'replaced', hash }
    case 'unknown':
      return status
  }
}

/** A run as it is found after the page was loaded again. */
export function resumed(run: Run): Run {
  const calls = run.calls.map((call) =>
    call.status.state === 'signing' ? { ...call, status: { state: 'interrupted' } as const } : call,
  )
  return { ...run, calls }
}

/** Block by which everything of the run is mined; null before. */
export function minedIn(run: Run): bigint | null {
  const blocks = run.calls.map(({ status }) => (status.state === 'mined' ? status.blockNumber : null))
  return blocks.reduce((last, block) =>
    last === null || block === null ? null : block > last ? block : last,
  )
}

/** Whether something of the run is still under way. */
export function isOpen(run: Run): boolean {
  return run.calls.some(({ status }) => status.state === 'signing' || status.state === 'submitted')
}

/** Transactions of Safes that the run approves: their approvals are looked at as long as it is listed. */
export function approvedIn({ request, calls }: Run): readonly WatchedHash[] {
  if (!('through' in request)) return []
  return calls.flatMap(({ to, data }) => {
    const decoded = decodeCall(data)
    const [hash] = decoded?.arguments ?? []
    if (decoded?.signature !== 'approveHash(bytes32)' || !hash) return []
    return [{ safe: to, hash: hash.value as Hex, transaction: null }]
  })
}
