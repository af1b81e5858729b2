import {
  type Address,
  concatHex,
  decodeFunctionData,
  encodeFunctionData,
  encodePacked,
  getAddress,
  type Hex,
  size,
  slice,
} from 'viem'
import { multiSendAbi } from './abi'
import { CALL, DELEGATE_CALL, type SafeCall, type SafeOperation } from './types'

/**
 * MultiSendCallOnly 1.4.1 where Safe deployed it on public chains; a Safe of any version can use it. Its code has to be
 * checked before use: a delegate call to an address without code succeeds and does nothing.
 */
export const MULTI_SEND_CALL_ONLY: Address = '0x9641d764fc13c8B624c04430C7356C1C7C8102e2'

/** keccak256 of the runtime code of MultiSendCallOnly 1.4.1, as `EXTCODEHASH` gives it. */
export const MULTI_SEND_CALL_ONLY_CODE_HASH: Hex =
  '0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939'

/** An entry of a batch. MultiSendCallOnly refuses the whole batch if an entry delegates. */
export interface MultiSendEntry extends SafeCall {
  readonly operation: SafeOperation
}

/** Bytes before the data of an entry: operation, target, value and length of the data. */
const HEAD = 1 + 20 + 32 + 32

/** Calldata of `multiSend`, which makes the calls in order, all or none. */
export function encodeMultiSend(calls: readonly SafeCall[]): Hex {
  const transactions = concatHex(
    calls.map(({ to, value, data }) =>
      encodePacked(
        ['uint8', 'address', 'uint256', 'uint256', 'bytes'],
        [CALL, to, value, BigInt(size(data)), data],
      ),
    ),
  )
  return encodeFunctionData({ abi: multiSendAbi, functionName: 'multiSend', args: [transactions] })
}

/** The entries of a batch, or null when the bytes are not exactly a batch that the contract would run to its end. */
export function decodeMultiSend(data: Hex): readonly MultiSendEntry[] | null {
  const transactions = argumentOf(data)
  if (transactions === null) return null
  const entries: MultiSendEntry[] = []
  const end = size(transactions)
  for (let at = 0; at < end; ) {
    const left = end - at - HEAD
    if (left < 0) return null
    const operation = Number(slice(transactions, at, at + 1))
    const length = BigInt(slice(transactions, at + 53, at + HEAD))
    if ((operation !== CALL && operation !== DELEGATE_CALL) || length > left) return null
    const next = at + HEAD + Number(length)
    entries.push({
      operation,
      to: getAddress(slice(transactions, at + 1, at + 21)),
      value: BigInt(slice(transactions, at + 21, at + 53)),
      data: length === 0n ? '0x' : slice(transactions, at + HEAD, next),
    })
    at = next
  }
  return entries
}

/** The argument of `multiSend`, or null when the data is another call or not encoded as Solidity encodes it. */
function argumentOf(data: Hex): Hex | null {
  try {
    const { functionName, args } = decodeFunctionData({ abi: multiSendAbi, data })
    return encodeFunctionData({ abi: multiSendAbi, functionName, args }) === data.toLowerCase()
      ? args[0]
      : null
  } catch {
    return null
  }
}
