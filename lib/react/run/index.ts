import type { Address, Hex } from 'viem'
import { type ActionRequest, decodeCall } from '@/lib/actions'
import type { Tracked } from '@/lib/chain/track'
import type { BlockId } from '@/lib/chain/track/look'
import type { Effect } from '@/lib/console/diff'
import type { WatchedHash } from '@/lib/console/facts/watchlist'

/**
 * What passed between console and wallet about one transaction. Nothing else is stored: for the rest, the chain is
 * asked again.
 */
export type Dialogue =
  /** Not handed to the wallet yet. */
  | { readonly state: 'waiting' }
  /** Not handed to the wallet, since something that was reviewed no longer held. */
  | { readonly state: 'held'; readonly problem: string }
  /** A transaction that follows others, and is checked again before the wallet is asked. */
  | { readonly state: 'checking' }
  /** The wallet is asking its owner. */
  | { readonly state: 'signing' }
  /** The wallet says that its owner refused. The chain tells whether it was sent all the same. */
  | { readonly state: 'rejected' }
  /** The wallet says that it did not send it. The chain tells whether that is true. */
  | { readonly state: 'refused'; readonly problem: string }
  /** Known not to have been sent: the wallet was on another chain, and was not asked. */
  | { readonly state: 'not-sent'; readonly problem: string }
  /** A transaction that may have been sent, and of which the wallet gave no hash. */
  | { readonly state: 'unclear'; readonly problem: string }
  /**
   * As far as is known, not sent, and replaced by a later review of the same action. `denied`: the wallet had been
   * asked for it, and may still send it.
   */
  | { readonly state: 'superseded'; readonly denied?: boolean }
  | {
      readonly state: 'submitted'
      /** What the wallet answered: 32 bytes, the hash of a transaction or of something of its own. */
      readonly hash: Hex
      /** Null until a node showed it. */
      readonly nonce: number | null
      /** When the wallet answered, by the clock of the browser [ms]. */
      readonly at: number
      /** Set where the wallet is a Safe: it was proposed there, and `hash` is its safeTxHash. */
      readonly proposed?: Proposed | undefined
    }

/** What the console makes of a proposal of a Safe. */
export interface Proposed {
  /**
   * The nonce at which the hash is that of just what was reviewed; null where it is at none near that of the Safe, and the
   * hash proves nothing.
   */
  readonly nonce: bigint | null
}

/** What the sources said at the last look. Never stored and never final: every look may find something else. */
export type Evidence = Exclude<Tracked, { state: 'unknown' }> & {
  /** Since when no source knows it, by the clock of the browser [ms]. */
  readonly unseenSince?: number
  /** The block that it was in and that was replaced. */
  readonly gone?: BlockId
}

export type CallStatus = Dialogue | Evidence

export interface RunCall {
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  readonly dialogue: Dialogue
  readonly evidence: Evidence | null
  /** The safeTxHash that it executes, where it is the `execTransaction` of a Safe. */
  readonly safeTxHash?: Hex
}

/** An action that somebody began to sign. */
export interface Run {
  readonly id: string
  readonly chainId: number
  readonly request: ActionRequest
  readonly title: string
  /** What it says is so once it is mined, and what comes next. A run of a former version has none. */
  readonly afterwards?: string | undefined
  readonly from: Address
  /** When it was begun, by the clock of the browser [ms]. */
  readonly at: number
  /** The block that it was reviewed at; null where none was known. */
  readonly since: bigint | null
  readonly calls: readonly RunCall[]
  /** The effects that have to be seen on chain afterwards, as they were reviewed. */
  readonly effects: readonly Effect[]
  /** Whether this tab asked the wallet, or took over from a tab that is gone. Other tabs only show the run. */
  readonly mine: boolean
}

export function statusOf({ dialogue, evidence }: RunCall): CallStatus {
  // A transaction that nobody has seen confirms what the wallet said.
  if (wasDenied(dialogue) && evidence?.state === 'missing') return dialogue
  return evidence ?? dialogue
}

/** Whether the hash of a proposal of a Safe is that of just what was reviewed, so that its execution is just that. */
export const isProven = (dialogue: Dialogue): boolean =>
  dialogue.state === 'submitted' && (dialogue.proposed?.nonce ?? null) !== null

/** Whether the wallet was asked and says that it sent nothing. */
export function isDenied({ state }: Dialogue): boolean {
  return state === 'rejected' || state === 'refused'
}

/** Whether the wallet said so at first, even if a later review replaced the run since. */
export function wasDenied(dialogue: Dialogue): boolean {
  return isDenied(dialogue) || (dialogue.state === 'superseded' && dialogue.denied === true)
}

/** How long the chain is searched for a transaction that the wallet says it did not send [ms]. */
const deniedFor = 3_600_000

/**
 * Whether it is worth asking nodes for it: it was sent, or may have been.
 * @param now By the clock of the browser [ms].
 */
export function isSought({ dialogue }: Pick<RunCall, 'dialogue'>, { at }: Pick<Run, 'at'>, now: number) {
  if (wasDenied(dialogue)) return now - at < deniedFor
  return dialogue.state === 'submitted' || dialogue.state === 'unclear'
}

/** Whether a later review has to send it. That excludes a transaction that was seen, or that may have been sent. */
export function isUnsent({ dialogue, evidence }: Pick<RunCall, 'dialogue' | 'evidence'>): boolean {
  if (evidence !== null && evidence.state !== 'missing') return false
  return isDenied(dialogue) || ['waiting', 'held', 'not-sent'].includes(dialogue.state)
}

/** Whether a run is listed: not where a later review replaced it, unless something of it was sent all the same. */
export function isShown({ calls }: Pick<Run, 'calls'>): boolean {
  return calls.some((call) => statusOf(call).state !== 'superseded')
}

/** A block with this many blocks on top is not looked at again: two epochs of Ethereum, after which it is final. */
export const settledDepth = 64n

/** Whether no further look is needed: it is deep enough, and no source disagrees. */
export function isSettled({ evidence }: RunCall): boolean {
  const isInBlock = evidence?.state === 'mined' || evidence?.state === 'reverted'
  return isInBlock && evidence.depth >= settledDepth && evidence.against.length === 0
}

/**
 * The evidence after a look, given what was known before.
 * @param now By the clock of the browser [ms].
 */
export function advance({ dialogue, evidence }: RunCall, found: Tracked, now: number): Evidence | null {
  if (found.state === 'unknown') return evidence
  const gone = goneFrom(evidence)
  const left = gone ? { gone } : {}
  switch (found.state) {
    case 'missing': {
      const sent = dialogue.state === 'submitted' ? dialogue.at : now
      const before = evidence?.state === 'missing' ? evidence.unseenSince : undefined
      return { ...found, ...left, unseenSince: before ?? (evidence === null ? sent : now) }
    }
    case 'mined':
    case 'reverted':
      return remembered(evidence, found)
    default:
      return { ...found, ...left }
  }
}

function goneFrom(evidence: Evidence | null): BlockId | undefined {
  const isInBlock = evidence?.state === 'mined' || evidence?.state === 'reverted'
  return isInBlock ? evidence.block : evidence?.gone
}

type InBlock = Extract<Tracked, { state: 'mined' | 'reverted' }>

/**
 * A source that confirmed the same block before still counts while it is silent, like a wallet that is gone. It does
 * not count when it disagrees, or is no longer at that block.
 */
function remembered(before: Evidence | null, found: InBlock): Evidence {
  if (before?.state !== found.state || before.block.hash !== found.block.hash) return found
  const otherwise = [...found.against, ...found.silent.filter(({ behind }) => behind)]
  const by = before.by.filter((label) => !otherwise.some((other) => other.by === label))
  return {
    ...found,
    by: [...new Set([...found.by, ...by])],
    silent: found.silent.filter((other) => !by.includes(other.by)),
  }
}

/** The first and last block of a run whose transactions are all mined; null before. */
export function blocksOf({
  calls,
}: Pick<Run, 'calls'>): { readonly first: BlockId; readonly last: BlockId } | null {
  const blocks = calls.flatMap(({ evidence }) =>
    evidence?.state === 'mined' || evidence?.state === 'enclosed' ? [evidence.block] : [],
  )
  const sorted = blocks.toSorted((a, b) => Number(a.number - b.number))
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first && last && blocks.length === calls.length ? { first, last } : null
}

/** After this time, a transaction that no node knows no longer keeps its run on the list [ms]. */
const keptUnseen = 300_000

/** Whether something of the run is still under way. @param now By the clock of the browser [ms]. */
export function isOpen({ calls }: Pick<Run, 'calls'>, now: number): boolean {
  return calls.some((call) => {
    const status = statusOf(call)
    if (status.state === 'missing') return now - (status.unseenSince ?? now) < keptUnseen
    return ['checking', 'signing', 'submitted', 'pending'].includes(status.state)
  })
}

/** Transactions of Safes that the run approves. Their approvals are read as long as the run is listed. */
export function approvedIn({ request, calls }: Pick<Run, 'request' | 'calls'>): readonly WatchedHash[] {
  if (!('through' in request)) return []
  return calls.flatMap(({ to, data }) => {
    const decoded = decodeCall(data)
    const [hash] = decoded?.arguments ?? []
    if (decoded?.signature !== 'approveHash(bytes32)' || !hash) return []
    return [{ safe: to, hash: hash.value as Hex, transaction: null }]
  })
}
