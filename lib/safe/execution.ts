import { type Address, type Hex, isAddressEqual, keccak256, slice, stringToHex } from 'viem'

/** A log as a node gives it. */
export interface RawLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
}

const SUCCESS = keccak256(stringToHex('ExecutionSuccess(bytes32,uint256)'))
const FAILURE = keccak256(stringToHex('ExecutionFailure(bytes32,uint256)'))

/**
 * How a transaction of a Safe ended, by the logs of a receipt or of a range; null when they do not tell. A mined
 * `execTransaction` is not yet a success: with `safeTxGas`, or before 1.3.0, the inner call may have failed.
 */
export function executionIn(
  logs: readonly RawLog[],
  safe: Address,
  safeTxHash: Hex,
): 'success' | 'failure' | null {
  for (const { address, topics, data } of logs) {
    const [event, indexed] = topics
    if ((event !== SUCCESS && event !== FAILURE) || !isAddressEqual(address, safe)) continue
    // 1.4.1 indexes the hash, 1.3.0 and earlier do not.
    const hash = indexed ?? (data.length >= 66 ? slice(data, 0, 32) : null)
    if (hash?.toLowerCase() === safeTxHash.toLowerCase()) return event === SUCCESS ? 'success' : 'failure'
  }
  return null
}
