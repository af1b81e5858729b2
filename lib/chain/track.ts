import type { Address, Hex } from 'viem'
import { knownErrors } from '@/lib/abi'
import { executionIn, type RawLog } from '@/lib/safe'
import { RpcError, revertReason } from './errors'
import type { Rpc } from './rpc'

/** A transaction that a wallet sent. */
export interface Submitted {
  readonly hash: Hex
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  /** Null until a node showed the transaction. */
  readonly nonce: number | null
  /** The safeTxHash that it executes, where it is the `execTransaction` of a Safe. */
  readonly safeTxHash?: Hex
}

/** How a Safe ended the transaction that it was made to execute; `absent`: its events do not tell of it. */
export type SafeExecution = 'success' | 'failure' | 'absent'

export type Tracked =
  /** A node knows it and it is in no block yet. */
  | { readonly state: 'pending'; readonly nonce: number | null }
  /** No node knows it, and its nonce is not used: it may be on its way, or be dropped. */
  | { readonly state: 'missing' }
  | {
      readonly state: 'mined'
      readonly blockNumber: bigint
      readonly blockHash: Hex
      /** Set for the execution of a Safe's transaction: that it was mined proves nothing yet. */
      readonly execution?: SafeExecution
    }
  | { readonly state: 'reverted'; readonly blockNumber: bigint; readonly reason: string }
  /** Another transaction of the account took its nonce. */
  | { readonly state: 'replaced' }
  /** Nobody answered. */
  | { readonly state: 'unknown' }

interface Receipt {
  readonly status: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly logs: readonly RawLog[]
}

/** Where the transaction stands, by all nodes: one that knows more wins over one that does not know it. */
export async function track(sources: readonly Rpc[], transaction: Submitted): Promise<Tracked> {
  const found = await Promise.all(sources.map((rpc) => trackAt(rpc, transaction).catch(() => null)))
  const answered = found.filter((state) => state !== null)
  for (const state of ['mined', 'reverted', 'pending', 'replaced', 'missing'] as const) {
    const hit = answered.find((answer) => answer.state === state)
    if (hit) return hit
  }
  return { state: 'unknown' }
}

async function trackAt(rpc: Rpc, transaction: Submitted): Promise<Tracked> {
  const { hash, from, nonce } = transaction
  const receipt = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [hash])
  if (receipt) {
    const blockNumber = BigInt(receipt.blockNumber)
    if (receipt.status === '0x1') {
      const { blockHash, logs } = receipt
      const { to, safeTxHash } = transaction
      if (safeTxHash === undefined) return { state: 'mined', blockNumber, blockHash }
      const execution = executionIn(logs, to, safeTxHash) ?? 'absent'
      return { state: 'mined', blockNumber, blockHash, execution }
    }
    return { state: 'reverted', blockNumber, reason: await reasonOf(rpc, transaction, blockNumber) }
  }
  const known = await rpc.request<{ nonce: Hex } | null>('eth_getTransactionByHash', [hash])
  if (known) return { state: 'pending', nonce: Number(known.nonce) }
  if (nonce === null) return { state: 'missing' }
  const next = Number(await rpc.request<Hex>('eth_getTransactionCount', [from, 'latest']))
  return { state: next > nonce ? 'replaced' : 'missing' }
}

/** Receipts carry no reason: the call is made again on the state before its block. */
async function reasonOf(rpc: Rpc, { from, to, data }: Submitted, blockNumber: bigint): Promise<string> {
  try {
    await rpc.request<Hex>('eth_call', [{ from, to, data }, `0x${(blockNumber - 1n).toString(16)}`])
    return 'it passes on the state before its block, so an earlier transaction of the block was in the way'
  } catch (error) {
    return error instanceof RpcError && error.data
      ? revertReason(error.data, knownErrors)
      : 'the reason could not be read'
  }
}
