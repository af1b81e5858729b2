import { type Address, type Hex, isAddressEqual } from 'viem'
import { knownErrors } from '@/lib/abi'
import { executionIn } from '@/lib/safe'
import { isRpcError, revertReason } from '../errors'
import type { Rpc } from '../rpc'
import { type Enclosed, enclosedIn } from './enclosed'
import { type BlockId, look, type Sighting } from './look'
import { type Difference, differences, type Handed } from './sent'
import { type Other, sentAgain } from './sent-again'
import { type FoundTransaction, type SentTransaction, sentSince, waitingAt } from './sent-since'

/** A transaction that a wallet sent. */
export interface Submitted extends Handed {
  /** Null until a node showed the transaction. */
  readonly nonce: number | null
  /** The latest known block when the wallet was asked; null where none was known. */
  readonly since: bigint | null
  /** The safeTxHash that it executes, where it is the `execTransaction` of a Safe. */
  readonly safeTxHash?: Hex
}

/** How a Safe ended the transaction that it was asked to execute; `absent`: its events do not mention it. */
export type SafeExecution = 'success' | 'failure' | 'absent'

/** What one source says, in words that follow its name. */
export interface Saying {
  readonly by: string
  readonly says: string
  /** It answered, but is not at the block yet, or no longer. */
  readonly behind?: true
}

/**
 * Where a transaction stands according to all sources, and which of them confirm it. None of it is final: a later look
 * may find something else.
 */
export type Tracked = {
  /** Sources that say so. */
  readonly by: readonly string[]
  /** Sources that disagree. */
  readonly against: readonly Saying[]
  /** Sources that could not say. */
  readonly silent: readonly Saying[]
} & TrackFinding

export type TrackFinding =
  /** A node knows it and it is in no block yet. */
  | { readonly state: 'pending'; readonly nonce: number | null }
  /**
   * No node knows it: it may be on its way, it may have been dropped, or the hash may not be a transaction's. `others`:
   * what else the account sent. `waiting`: how many more of its transactions wait for a block at a node that does not
   * show them; missing where that was not asked.
   */
  | { readonly state: 'missing'; readonly others: readonly Hex[]; readonly waiting?: number }
  | {
      readonly state: 'mined'
      /** Differs from the wallet's hash where the wallet sent the same again with a higher fee. */
      readonly hash: Hex
      readonly nonce?: number | null
      readonly block: BlockId
      /** Hashes under which the account sent the same again; missing where that was not asked. */
      readonly again?: readonly Hex[]
      /** How many blocks the sources have on top of it; the smallest number counts. */
      readonly depth: bigint
      /** Set for the execution of a Safe's transaction, since being mined does not prove success there. */
      readonly execution?: SafeExecution
      /** Why it is not proven to be what was handed over; null when it is. */
      readonly unproven: string | null
    }
  | {
      readonly state: 'reverted'
      readonly hash: Hex
      readonly block: BlockId
      readonly depth: bigint
      readonly reason: string
    }
  /** The hash belongs to something else than what was handed over. */
  | { readonly state: 'other'; readonly differences: readonly Difference[]; readonly block: BlockId | null }
  /** Another transaction of the account took its nonce. */
  | { readonly state: 'replaced'; readonly nonce: number; readonly with: Replacement }
  /** The hash is not a transaction's: it refers to something that was done inside one. */
  | ({ readonly state: 'enclosed' } & Enclosed)
  /** Nobody answered. */
  | { readonly state: 'unknown' }

/** What was mined in the place of a transaction. */
export interface Replacement {
  readonly hash: Hex
  /** `cancelled`: it does nothing, which is how wallets cancel. */
  readonly kind: 'cancelled' | 'other'
}

/**
 * Where the transaction stands, according to all sources: the first that says "mined" does not decide, the others are
 * heard too.
 * @param others transactions that wallets answered for other requests, which are not repetitions of this one, whatever
 * their bytes
 */
export async function track(
  sources: readonly Rpc[],
  transaction: Submitted,
  others: readonly Other[] = [],
): Promise<Tracked> {
  return withAgain(sources, transaction, others, await trackOnce(sources, transaction))
}

async function trackOnce(sources: readonly Rpc[], transaction: Submitted): Promise<Tracked> {
  const seen = await Promise.all(sources.map((rpc) => look(rpc, transaction)))
  const tracked = agree(seen, transaction)
  if (tracked.state === 'reverted') {
    const rpc = sources.find(({ label }) => label === tracked.by[0])
    return {
      ...tracked,
      reason: rpc ? await reasonOf(rpc, transaction, tracked.block.number) : tracked.reason,
    }
  }
  if (tracked.state === 'missing') return (await lookFurther(sources, transaction)) ?? tracked
  if (tracked.state !== 'other' || !isForeign(tracked.differences)) return tracked
  // The hash that the wallet gave is somebody else's, so what it did send may exist under its own hash.
  const further = await lookFurther(sources, { ...transaction, nonce: null })
  return further?.state === 'mined' || further?.state === 'reverted' ? further : tracked
}

/**
 * Where a transaction with an unknown hash stands; it is compared with what the account has sent since.
 * @param others other transactions, which may have the same bytes
 */
export async function trackByNonce(
  sources: readonly Rpc[],
  sent: Unhashed,
  others: readonly Other[] = [],
): Promise<Tracked> {
  const lost = { ...sent, hash: null, nonce: null }
  const known = others.map(({ hash }) => hash)
  const found = await lookFurther(sources, lost, known)
  if (!found) return { state: 'unknown', by: [], against: [], silent: [] }
  return withAgain(sources, sent, others, found)
}

/**
 * Adds to a mined transaction whether the account sent the same again, by the first confirming source that can tell.
 */
async function withAgain(
  sources: readonly Rpc[],
  { since, ...sent }: Unhashed,
  others: readonly Other[],
  tracked: Tracked,
): Promise<Tracked> {
  if (tracked.state !== 'mined' || since === null) return tracked
  const { hash, nonce = null, by } = tracked
  for (const rpc of sources.filter(({ label }) => by.includes(label))) {
    try {
      const known = [...others, { hash, nonce, from: sent.from }]
      return { ...tracked, again: await sentAgain(rpc, { ...sent, since }, known) }
    } catch {
      // The next source may have the history that this one lacks.
    }
  }
  return tracked
}

/** What was handed to a wallet that did not answer with a hash. */
export type Unhashed = Omit<Submitted, 'hash' | 'nonce'>

/** Whether the transaction under the hash is somebody else's. */
export function isForeign(found: readonly Difference[]): boolean {
  return found.some(({ part, state }) => part === 'sender' && state === 'wrong')
}

/** Combines what the sources say. */
export function agree(seen: readonly Sighting[], transaction: Submitted): Tracked {
  const lies = seen.flatMap((one) => (one.sees === 'lie' ? [saying(one, one.problem)] : []))
  const quiet = seen.flatMap((one) => (one.sees === 'no-answer' ? [saying(one, one.problem)] : []))
  const told = seen.filter((one) => one.sees === 'mined' || one.sees === 'pending')
  const isProven = told.some(({ faults }) => faults.length === 0)
  const isAltered = ({ faults }: (typeof told)[number]) => faults.some(({ state }) => state === 'wrong')
  const altered = isProven ? undefined : told.find(isAltered)
  // A hash has one content, so once it is proven, a source with other content is wrong.
  const known = told.filter((one) => !isProven || !isAltered(one))
  const mined = known.filter((one) => one.sees === 'mined')
  if (altered) {
    return {
      ...{ state: 'other', by: [altered.by], against: lies, silent: quiet },
      differences: altered.faults.filter(({ state }) => state === 'wrong'),
      block: mined[0]?.block ?? null,
    }
  }
  if (mined.length > 0) return minedBy(mined, seen, transaction, { against: lies, silent: quiet })
  const pending = known.filter((one) => one.sees === 'pending')
  const heard = { against: lies, silent: quiet }
  if (pending.length > 0) {
    const nonce = pending.find((one) => one.nonce !== null)?.nonce ?? null
    return { state: 'pending', nonce, by: pending.map(({ by }) => by), ...heard }
  }
  const without = seen.filter((one) => one.sees === 'nothing')
  if (without.length === 0) return { state: 'unknown', by: [], ...heard }
  return { state: 'missing', others: [], by: without.map(({ by }) => by), ...heard }
}

type Mined = Extract<Sighting, { sees: 'mined' }>

function minedBy(
  mined: readonly Mined[],
  seen: readonly Sighting[],
  { hash, to, safeTxHash, since }: Submitted,
  heard: Pick<Tracked, 'against' | 'silent'>,
): Tracked {
  const [first] = mined as readonly [Mined]
  const { block, success } = first
  const sameBlock = (one: Mined) => one.block.hash === block.hash && one.success === success
  const same = mined.filter(sameBlock)
  const behind = seen.flatMap((one) =>
    'head' in one && one.head < block.number && !isAmong(one, same)
      ? [{ ...saying(one, `is at block ${one.head} only`), behind: true } as const]
      : [],
  )
  const against = seen.flatMap((one) => {
    if (isAmong(one, same) || !('head' in one) || one.head < block.number) return []
    if (one.sees === 'nothing')
      return [saying(one, `is at block ${one.head} and knows neither transaction nor receipt`)]
    if (one.sees === 'pending') return [saying(one, `is at block ${one.head} and has it in no block`)]
    const end = one.success ? 'passed' : 'reverted'
    return [saying(one, `has it in block ${one.block.number} (${one.block.hash}), where it ${end}`)]
  })
  const depth = same.reduce(
    (least, { head }) => (head - block.number < least ? head - block.number : least),
    first.head - block.number,
  )
  const told = {
    by: same.map(({ by }) => by),
    against: [...heard.against, ...against],
    silent: [...heard.silent, ...behind],
    ...{ hash, nonce: first.nonce, block, depth: depth < 0n ? 0n : depth },
  }
  if (!success) return { state: 'reverted', reason: 'the reason could not be read', ...told }
  const isCompared = same.some(({ faults }) => faults.length === 0)
  const isEarlier = since !== null && block.number <= since
  const unproven = isEarlier ? earlier(block, since) : isCompared ? null : doubt(first.faults)
  if (safeTxHash === undefined) return { state: 'mined', unproven, ...told }
  const execution = executionIn(first.logs, to, safeTxHash) ?? 'absent'
  return { state: 'mined', unproven, execution, ...told }
}

const isAmong = (one: Sighting, list: readonly Sighting[]) => list.includes(one)

const saying = ({ by }: Pick<Sighting, 'by'>, says: string): Saying => ({ by, says })

/** A transaction that was reviewed at a block cannot be in an earlier one, except after a reorganisation. */
function earlier(block: BlockId, since: bigint): string {
  return `It is in block ${block.number} and was reviewed at block ${since}: it is an earlier transaction with the same content, unless blocks were replaced since.`
}

function doubt(faults: readonly Difference[]): string {
  const parts = faults.map(({ part }) => part).join(', ')
  return `No node tells enough of it to compare it with what was signed (${parts}).`
}

/**
 * Nobody knows the hash. The first source that can tell is asked what the account has sent since, and whether something
 * that a smart account did carries the hash.
 */
async function lookFurther(
  sources: readonly Rpc[],
  lost: Lost,
  others: readonly Hex[] = [],
): Promise<Tracked | null> {
  for (const rpc of sources) {
    try {
      const found = await lookBack(rpc, sources, lost, others)
      if (found) return found
    } catch {
      // The next source may have the history that this one lacks.
    }
  }
  return null
}

type Lost = Unhashed & { readonly hash: Hex | null; readonly nonce: number | null }

async function lookBack(
  rpc: Rpc,
  sources: readonly Rpc[],
  lost: Lost,
  others: readonly Hex[],
): Promise<Tracked | null> {
  const { since, nonce, from, hash, chainId } = lost
  if (since === null || Number(await rpc.request<Hex>('eth_chainId', [])) !== chainId) return null
  const by = { by: [rpc.label], against: [], silent: [] }
  const enclosed = hash && (await enclosedIn(rpc, hash, { since, from }))
  if (enclosed) {
    const same = await alsoEnclosed(enclosed, sources, rpc, { hash, since, from })
    return { state: 'enclosed', ...enclosed, ...by, by: [rpc.label, ...same] }
  }
  const sent = (await sentSince(rpc, from, since)).filter((one) => !others.includes(one.hash))
  const same = await firstSame(sent, lost)
  // By its own hash it is looked up again: from all sources, and with every check.
  if (same) return agree(await Promise.all(sources.map((one) => look(one, same))), same)
  const taken = nonce === null ? undefined : sent.find((one) => one.nonce === nonce)
  if (taken) return { state: 'replaced', nonce: taken.nonce, with: replacement(taken, from), ...by }
  return (await lookAtWaiting(rpc, sources, lost, others, sent)) ?? missingAmong(sent, by)
}

/** Which other sources tell the same of what a smart account did. */
async function alsoEnclosed(
  { hash: carrier, block, success }: Enclosed,
  sources: readonly Rpc[],
  first: Rpc,
  { hash, ...sender }: { readonly hash: Hex; readonly since: bigint; readonly from: Address },
): Promise<readonly string[]> {
  const told = await Promise.all(
    sources
      .filter((rpc) => rpc !== first)
      .map(async (rpc) => {
        const found = await enclosedIn(rpc, hash, sender).catch(() => null)
        const isSame = found?.hash === carrier && found.block.hash === block.hash && found.success === success
        return isSame ? [rpc.label] : []
      }),
  )
  return told.flat()
}

const missingAmong = (sent: readonly SentTransaction[], by: Pick<Tracked, 'by' | 'against' | 'silent'>) => ({
  ...({ state: 'missing', others: sent.map((one) => one.hash), ...by } as const),
})

/**
 * It is in no block; it may be one of those that wait for a block at this node. Null where the node does not tell of
 * such.
 */
async function lookAtWaiting(
  rpc: Rpc,
  sources: readonly Rpc[],
  lost: Lost,
  others: readonly Hex[],
  sent: readonly SentTransaction[],
): Promise<Tracked | null> {
  const waiting = await waitingAt(rpc, lost.from).catch(() => null)
  if (!waiting) return null
  const shown = waiting.shown.filter((one) => !others.includes(one.hash))
  const same = await firstSame(shown, lost)
  if (same) {
    const tracked = agree(await Promise.all(sources.map((one) => look(one, same))), same)
    if (tracked.state !== 'missing' && tracked.state !== 'unknown') return tracked
  }
  const by = { by: [rpc.label], against: [], silent: [] }
  return { ...missingAmong([...sent, ...shown], by), waiting: waiting.hidden }
}

/**
 * A transaction with the same bytes under another hash: the wallet sent it again with a higher fee, or did not answer
 * with a hash.
 */
async function firstSame(sent: readonly SentTransaction[], lost: Lost): Promise<Submitted | null> {
  for (const { hash, told } of sent) {
    const faults = await differences({ ...lost, hash }, told)
    if (faults.every(({ state }) => state !== 'wrong')) return { ...lost, hash }
  }
  return null
}

function replacement({ hash, told }: FoundTransaction, from: Address): Replacement {
  const empty = told.input === '0x' && typeof told.value === 'string' && BigInt(told.value) === 0n
  const toItself = typeof told.to === 'string' && isAddressEqual(told.to as Address, from)
  return { hash, kind: empty && toItself ? 'cancelled' : 'other' }
}

/** Receipts have no reason, so the call is repeated on the state before its block. */
async function reasonOf(
  rpc: Rpc,
  { from, to, data, value }: Submitted,
  blockNumber: bigint,
): Promise<string> {
  try {
    const call = { from, to, data, value: `0x${value.toString(16)}` }
    await rpc.request<Hex>('eth_call', [call, `0x${(blockNumber - 1n).toString(16)}`])
    return 'it passes on the state before its block, so an earlier transaction of the block was in the way'
  } catch (error) {
    return isRpcError(error) && error.data
      ? revertReason(error.data, knownErrors)
      : 'the reason could not be read'
  }
}
