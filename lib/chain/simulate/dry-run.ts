import { type Address, type Hex, toHex } from 'viem'
import { knownErrors } from '@/lib/abi'
import { isRpcError, revertReason } from '../errors'
import type { Rpc } from '../rpc'
import type { CallOutcome, SimulatedCall } from './block'

/**
 * The smaller check where there is no simulation: one `eth_call` for each transaction alone, at the block. It tells
 * whether the first would revert now, and nothing about other changes.
 */
export async function dryRun(
  rpc: Rpc,
  blockHash: Hex,
  from: Address,
  { to, data, value }: SimulatedCall,
): Promise<CallOutcome> {
  try {
    await rpc.request<Hex>('eth_call', [{ from, to, data, value: toHex(value) }, { blockHash }])
    return { ok: true, gasUsed: 0n }
  } catch (error) {
    if (isRpcError(error) && (error.data !== null || error.code === 3)) {
      return { ok: false, reason: revertReason(error.data, knownErrors), data: error.data ?? '0x' }
    }
    throw error
  }
}
