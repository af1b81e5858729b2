import type { Address, Hex } from 'viem'
import { isAddressEqual, toHex } from 'viem'
import type { Rpc } from '../rpc'
import type { BlockId } from './look'
import type { ToldTransaction } from './sent'

/** A transaction of an account, found at a node. */
export interface SentTransaction {
  readonly hash: Hex
  readonly nonce: number
  readonly told: ToldTransaction
}

/** A transaction that is in a block. */
export interface FoundTransaction extends SentTransaction {
  readonly block: BlockId
}

/** The transactions of an account that are in no block yet. */
export interface Waiting {
  /** Those that the node shows, in the order of nonces. */
  readonly shown: readonly SentTransaction[]
  /** How many more the node counts without showing them. */
  readonly hidden: number
}

/** How many transactions are looked at; a person's account sends fewer while it waits for one. */
const most = 8

/**
 * What an account sent in the blocks after one, oldest first: whatever hash a wallet answered, what it did send uses up
 * a nonce. The blocks are found by bisection, since the nonce only grows.
 *
 * @param known nonces whose use is known
 */
export async function sentSince(
  rpc: Rpc,
  from: Address,
  since: bigint,
  known: readonly number[] = [],
): Promise<readonly FoundTransaction[]> {
  const head = BigInt(await rpc.request<Hex>('eth_blockNumber', []))
  if (head <= since) return []
  const [first, next] = await Promise.all([countAt(rpc, from, since), countAt(rpc, from, head)])
  const length = Math.min(next - first, most + known.length)
  const nonces = Array.from({ length }, (_, index) => first + index).filter((nonce) => !known.includes(nonce))
  const found: FoundTransaction[] = []
  for (const nonce of nonces) {
    const block = await blockOf(rpc, from, nonce, found.at(-1)?.block.number ?? since, head)
    const sent = await inBlock(rpc, from, nonce, block)
    if (sent) found.push(sent)
  }
  return found
}

/**
 * Transactions that wait for a block at a node, read from the block that the node would make of them. Not every node
 * shows these, and none has what went to a private relay.
 */
export async function waitingAt(rpc: Rpc, from: Address): Promise<Waiting> {
  const [next, last] = await Promise.all([countAt(rpc, from, 'latest'), countAt(rpc, from, 'pending')])
  if (last <= next) return { shown: [], hidden: 0 }
  const block = await rpc.request<BlockOfAll | null>('eth_getBlockByNumber', ['pending', true])
  const shown = (block?.transactions ?? [])
    .filter((told) => isAddressEqual(told.from, from) && Number(told.nonce) >= next)
    .map((told) => ({ hash: told.hash, nonce: Number(told.nonce), told }))
  return { shown, hidden: Math.max(last - next - shown.length, 0) }
}

/**
 * The first block after which the nonce is used.
 * @param since the earliest block that it can be
 */
async function blockOf(rpc: Rpc, from: Address, nonce: number, since: bigint, head: bigint): Promise<bigint> {
  let [low, high] = [since, head]
  // Two transactions of the account may be in one block, so the lower end may be the result.
  while (low < high) {
    const middle = (low + high) / 2n
    if ((await countAt(rpc, from, middle)) > nonce) high = middle
    else low = middle + 1n
  }
  return high
}

async function inBlock(
  rpc: Rpc,
  from: Address,
  nonce: number,
  number: bigint,
): Promise<FoundTransaction | null> {
  const block = await rpc.request<BlockOfAll | null>('eth_getBlockByNumber', [toHex(number), true])
  const told = block?.transactions.find(
    (transaction) => isAddressEqual(transaction.from, from) && Number(transaction.nonce) === nonce,
  )
  return block && told ? { hash: told.hash, nonce, told, block: { number, hash: block.hash } } : null
}

/** A block with all of its transactions. */
interface BlockOfAll {
  readonly hash: Hex
  readonly transactions: readonly (ToldTransaction & { readonly hash: Hex; readonly from: Address })[]
}

async function countAt(rpc: Rpc, from: Address, block: bigint | 'latest' | 'pending'): Promise<number> {
  const at = typeof block === 'bigint' ? toHex(block) : block
  return Number(await rpc.request<Hex>('eth_getTransactionCount', [from, at]))
}
