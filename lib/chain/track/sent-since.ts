import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import type { Rpc } from '../rpc'
import type { BlockId } from './look'
import type { ToldTransaction } from './sent'

/** A transaction of an account, found in a block. */
export interface FoundTransaction {
  readonly hash: Hex
  readonly nonce: number
  readonly block: BlockId
  readonly told: ToldTransaction
}

/** Transactions that are looked at; an account of a person sends fewer while it waits for one. */
const most = 8

/**
 * What an account sent in the blocks after one, oldest first: whatever hash a wallet answered, its nonce is used by what
 * it did send. The blocks are found by halving, since the nonce only grows.
 */
export async function sentSince(
  rpc: Rpc,
  from: Address,
  since: bigint,
): Promise<readonly FoundTransaction[]> {
  const head = BigInt(await rpc.request<Hex>('eth_blockNumber', []))
  if (head <= since) return []
  const [first, next] = await Promise.all([countAt(rpc, from, since), countAt(rpc, from, head)])
  const nonces = Array.from({ length: Math.min(next - first, most) }, (_, index) => first + index)
  const found: FoundTransaction[] = []
  for (const nonce of nonces) {
    const block = await blockOf(rpc, from, nonce, found.at(-1)?.block.number ?? since, head)
    const sent = await inBlock(rpc, from, nonce, block)
    if (sent) found.push(sent)
  }
  return found
}

/** The first block after which the nonce is used. @param since where it may be, and is not after it */
async function blockOf(rpc: Rpc, from: Address, nonce: number, since: bigint, head: bigint): Promise<bigint> {
  let [low, high] = [since, head]
  // Two transactions of the account may share a block: the lower end may be it.
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
  const block = await rpc.request<{
    readonly hash: Hex
    readonly transactions: readonly (ToldTransaction & { readonly hash: Hex; readonly from: Address })[]
  } | null>('eth_getBlockByNumber', [`0x${number.toString(16)}`, true])
  const told = block?.transactions.find(
    (transaction) => isAddressEqual(transaction.from, from) && Number(transaction.nonce) === nonce,
  )
  return block && told ? { hash: told.hash, nonce, told, block: { number, hash: block.hash } } : null
}

async function countAt(rpc: Rpc, from: Address, block: bigint): Promise<number> {
  return Number(await rpc.request<Hex>('eth_getTransactionCount', [from, `0x${block.toString(16)}`]))
}
