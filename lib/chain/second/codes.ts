import { decodeFunctionData, decodeFunctionResult, type Hex, keccak256, size } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'
import { type Answers, requestOf } from '../read/ask'
import { codeLensAbi, codeLensAddress } from '../read/lens'
import type { Rpc } from '../rpc'

const lensPrefix = `${codeLensAddress.toLowerCase()}:`

/** Whether a read asks the code lens, which a wallet cannot place. */
export const isOfLens = (key: string): boolean => key.startsWith(lensPrefix)

export interface ComparedCodes {
  readonly compared: number
  /** Accounts whose code is not the same. */
  readonly differing: readonly string[]
}

/**
 * Reads every code of a reading again by `eth_getCode` at the block, and hashes it here.
 * @throws what `Rpc` throws
 */
export async function compareCodes(
  rpc: Rpc,
  block: Pick<BlockRef, 'hash'>,
  answers: Answers,
): Promise<ComparedCodes> {
  const read = [...answers].filter(([key, { ok }]) => ok && isOfLens(key))
  const same = await Promise.all(
    read.map(async ([key, { data }]) => {
      const { args } = decodeFunctionData({ abi: codeLensAbi, data: requestOf(key).data })
      const [account] = args
      const code = await rpc.request<Hex>('eth_getCode', [account, { blockHash: block.hash }])
      return { account, isSame: isCode(code, data) }
    }),
  )
  return {
    compared: same.length,
    differing: same.flatMap(({ account, isSame }) => (isSame ? [] : [account])),
  }
}

/** Whether this is the code whose hash the lens gave. An account without code has no hash, or the hash of nothing. */
function isCode(code: Hex, said: Hex): boolean {
  const [hash, bytes] = decodeFunctionResult({ abi: codeLensAbi, functionName: 'codeOf', data: said })
  return bytes === BigInt(size(code)) && (bytes === 0n || hash === keccak256(code))
}
