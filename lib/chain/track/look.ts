import type { Hex } from 'viem'
import type { RawLog } from '@/lib/safe'
import { errorLine, WrongChainError } from '../errors'
import type { Rpc } from '../rpc'
import { type Difference, differences, discredits, type Handed, type ToldTransaction } from './sent'

/** A block by number and hash: the number alone is another block after a reorganisation. */
export interface BlockId {
  readonly number: bigint
  readonly hash: Hex
}

/** What one source knows of a transaction. */
export type Sighting = { readonly by: string } & (
  | {
      readonly sees: 'mined'
      readonly head: bigint
      readonly block: BlockId
      readonly success: boolean
      readonly logs: readonly RawLog[]
      readonly nonce: number | null
      /** How the transaction that it returns differs from what was handed over. */
      readonly faults: readonly Difference[]
    }
  | {
      readonly sees: 'pending'
      readonly head: bigint
      readonly nonce: number | null
      readonly faults: readonly Difference[]
    }
  /** The source knows neither transaction nor receipt. `next`: the nonce that the account uses next. */
  | { readonly sees: 'nothing'; readonly head: bigint; readonly next: number }
  /** The transaction that the source returns does not belong to the hash, so nothing it says of it counts. */
  | { readonly sees: 'lie'; readonly problem: string }
  | { readonly sees: 'no-answer'; readonly problem: string }
)

interface Receipt {
  readonly transactionHash: Hex
  readonly status: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly logs: readonly RawLog[]
}

/** After this time a source counts as silent, so that one that hangs does not hold back the others [ms]. */
const patience = 8_000

/** Asks one source for a transaction; it never throws. */
export async function look(rpc: Rpc, handed: Handed): Promise<Sighting> {
  const silent = (problem: string): Sighting => ({ by: rpc.label, sees: 'no-answer', problem })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Sighting>((resolve) => {
    timer = setTimeout(() => resolve(silent('did not answer in time')), patience)
  })
  const seen = lookAt(rpc, handed).catch((error: unknown) => silent(errorLine(error)))
  return Promise.race([seen, late]).finally(() => clearTimeout(timer))
}

async function lookAt(rpc: Rpc, handed: Handed): Promise<Sighting> {
  const by = rpc.label
  const { hash, from, chainId } = handed
  // The head is read first: a source that is at a block and then denies what is in it contradicts, and is not just
  // behind.
  const [chain, head] = await Promise.all([
    rpc.request<Hex>('eth_chainId', []).then(BigInt),
    rpc.request<Hex>('eth_blockNumber', []).then(BigInt),
  ])
  if (chain !== BigInt(chainId)) throw new WrongChainError(BigInt(chainId), chain)
  const [receipt, told, next] = await Promise.all([
    rpc.request<Receipt | null>('eth_getTransactionReceipt', [hash]),
    rpc.request<ToldTransaction | null>('eth_getTransactionByHash', [hash]),
    rpc.request<Hex>('eth_getTransactionCount', [from, 'latest']).then(Number),
  ])
  if (!receipt && !told) return { by, sees: 'nothing', head, next }
  const faults = await differences(handed, told ?? {})
  if (faults.some(discredits) || (receipt && receipt.transactionHash !== hash)) {
    return { by, sees: 'lie', problem: 'gives a transaction that does not belong to this hash' }
  }
  if (!receipt) return { by, sees: 'pending', head, nonce: nonceOf(told), faults }
  return {
    ...{ by, sees: 'mined', head, faults, logs: receipt.logs ?? [], nonce: nonceOf(told) },
    block: { number: BigInt(receipt.blockNumber), hash: receipt.blockHash },
    success: receipt.status === '0x1',
  }
}

function nonceOf(told: ToldTransaction | null): number | null {
  const nonce = Number(told?.nonce)
  return Number.isSafeInteger(nonce) ? nonce : null
}
