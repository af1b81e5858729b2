import {
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  type Hex,
  isAddressEqual,
  zeroAddress,
} from 'viem'
import { safeAbi } from './abi'
import { decodeMultiSend, encodeMultiSend, MULTI_SEND_CALL_ONLY } from './multi-send'
import { CALL, DELEGATE_CALL, type SafeCall, type SafeTransaction } from './types'

/** A transaction as `execTransaction` takes it: its calldata has no nonce, the Safe takes its own. */
export type SafeTransactionContent = Omit<SafeTransaction, 'nonce'>

/** `execTransaction` read back. */
export interface DecodedExecution {
  readonly transaction: SafeTransactionContent
  readonly signatures: Hex
}

/** The inner call gets all gas, its failure reverts the transaction (since 1.3.0), and nobody is paid for sending. */
const WITHOUT_REFUND = {
  safeTxGas: 0n,
  baseGas: 0n,
  gasPrice: 0n,
  gasToken: zeroAddress,
  refundReceiver: zeroAddress,
} as const

/**
 * A transaction that makes the calls in order, all or none, and refunds nobody: one call directly, several through
 * MultiSendCallOnly.
 *
 * @param nonce `nonce()` of the Safe, or a later one for a transaction that waits its turn
 * @throws RangeError without a call
 */
export function safeTransaction(
  calls: readonly SafeCall[],
  nonce: bigint,
  multiSendCallOnly: Address = MULTI_SEND_CALL_ONLY,
): SafeTransaction {
  const [first] = calls
  if (first === undefined) throw new RangeError('A Safe transaction without a call does nothing')
  if (calls.length === 1) {
    const { to, value, data } = first
    return { to, value, data, operation: CALL, ...WITHOUT_REFUND, nonce }
  }
  const data = encodeMultiSend(calls)
  return { to: multiSendCallOnly, value: 0n, data, operation: DELEGATE_CALL, ...WITHOUT_REFUND, nonce }
}

/**
 * The calls that a Safe makes by a transaction, each with the Safe as its sender; null when it runs foreign code
 * instead, whose calls are not known.
 */
export function callsOf(
  { to, value, data, operation }: SafeTransactionContent,
  multiSendCallOnly: Address = MULTI_SEND_CALL_ONLY,
): readonly SafeCall[] | null {
  if (operation === CALL) return [{ to, value, data }]
  if (!isAddressEqual(to, multiSendCallOnly)) return null
  const entries = decodeMultiSend(data)
  if (entries?.some((entry) => entry.operation !== CALL)) return null
  return entries?.map((entry) => ({ to: entry.to, value: entry.value, data: entry.data })) ?? null
}

/** Calldata by which an owner approves a transaction on chain. An approval cannot be taken back. */
export function encodeApproveHash(hash: Hex): Hex {
  return encodeFunctionData({ abi: safeAbi, functionName: 'approveHash', args: [hash] })
}

/**
 * Calldata that executes a transaction, at the nonce that the Safe has then.
 * @param signatures as `approvedSignatures` and `packSignatures` give them
 */
export function encodeExecTransaction(transaction: SafeTransactionContent, signatures: Hex): Hex {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = transaction
  return encodeFunctionData({
    abi: safeAbi,
    functionName: 'execTransaction',
    args: [to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, signatures],
  })
}

/**
 * The execution that calldata of `execTransaction` encodes, or null when it is another call or not exactly its
 * encoding.
 */
export function decodeSafeTransaction(data: Hex): DecodedExecution | null {
  try {
    const decoded = decodeFunctionData({ abi: safeAbi, data })
    if (decoded.functionName !== 'execTransaction') return null
    const [to, value, inner, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, signatures] =
      decoded.args
    if (operation !== CALL && operation !== DELEGATE_CALL) return null
    const refund = { safeTxGas, baseGas, gasPrice, gasToken, refundReceiver }
    const transaction: SafeTransactionContent = { to, value, data: inner, operation, ...refund }
    const again = encodeExecTransaction(transaction, signatures)
    return again === data.toLowerCase() ? { transaction, signatures } : null
  } catch {
    return null
  }
}
