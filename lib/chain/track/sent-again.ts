import type { Address, Hex } from 'viem'
import type { Rpc } from '../rpc'
import { differences, type Handed } from './sent'
import { sentSince, waitingAt } from './sent-since'

/** A transaction whose purpose is known. */
export interface Other {
  readonly hash: Hex
  readonly from: Address
  /** Null where no node returned it. */
  readonly nonce: number | null
}

/** What was handed to a wallet once. */
export type HandedOnce = Omit<Handed, 'hash'> & { readonly since: bigint }

/**
 * Hashes under which an account sent again what was handed over once, other than known transactions: in a block since
 * it was reviewed, or on the way to one. A wallet that sends the same twice does it twice.
 *
 * @param known transactions that are something else, or that are already known to be this one
 * @throws what `Rpc` throws, also where the source is on another chain
 */
export async function sentAgain(
  rpc: Rpc,
  handed: HandedOnce,
  known: readonly Other[],
): Promise<readonly Hex[]> {
  const { from, since, chainId } = handed
  if (Number(await rpc.request<Hex>('eth_chainId', [])) !== chainId) throw new Error('is on another chain')
  const own = known.filter((other) => other.from === from)
  const nonces = own.flatMap(({ nonce }) => (nonce === null ? [] : [nonce]))
  const [mined, waiting] = await Promise.all([
    sentSince(rpc, from, since, nonces),
    waitingAt(rpc, from).catch(() => null),
  ])
  const sent = [...mined, ...(waiting?.shown ?? [])].filter(
    ({ hash }) => !own.some((other) => other.hash === hash),
  )
  const compared = await Promise.all(sent.map(({ hash, told }) => differences({ ...handed, hash }, told)))
  return sent.flatMap(({ hash }, index) =>
    compared[index]?.every(({ state }) => state !== 'wrong') ? [hash] : [],
  )
}
