import type { Address, Hex } from 'viem'
import { address, count, list, nullable, oneOf, optional, type Read, shape, word } from '@/lib/actions/stored'

/**
 * What a console asks the Safe interface that shows it in a frame, and what comes back, by the message format of
 * @safe-global/safe-apps-sdk 9.1.0. Everything that comes back is parsed: another page may have said it.
 */

/** A question, as it is posted. */
export interface Question {
  readonly id: string
  readonly method: Method
  readonly params: unknown
  readonly env: { readonly sdkVersion: string }
}

export type Method = 'getSafeInfo' | 'sendTransactions' | 'getTxBySafeTxHash' | 'rpcCall'

/** The version of the format: its interface answers majors from 1 on. */
const SDK_VERSION = '9.1.0'

export const question = (id: string, method: Method, params: unknown): Question => ({
  ...{ id, method, params },
  env: { sdkVersion: SDK_VERSION },
})

/** An answer to a question, by its id. */
export type Answer =
  | { readonly id: string; readonly data: unknown }
  /** What the interface says is wrong, in its words. */
  | { readonly id: string; readonly error: string }

/** What a message answers; null where it is no answer: pages post much to each other. */
export function answerIn(message: unknown): Answer | null {
  if (typeof message !== 'object' || message === null) return null
  const { id, success, data, error } = message as Readonly<Record<string, unknown>>
  if (typeof id !== 'string') return null
  if (success === true) return { id, data }
  if (success === false) {
    return { id, error: typeof error === 'string' && error !== '' ? error.slice(0, 300) : 'no reason given' }
  }
  return null
}

/** The Safe that the interface is showing. */
export interface SafeInfo {
  readonly safeAddress: Address
  readonly chainId: number
}

/** @throws MalformedError */
export const safeInfo: Read<SafeInfo> = shape({ safeAddress: address, chainId: count })

/** What a proposal is known by. @throws MalformedError */
export const proposed: Read<{ readonly safeTxHash: Hex }> = shape({ safeTxHash: word })

/** How far the interface says a proposal is, by its own words. */
const STATUSES = {
  AWAITING_CONFIRMATIONS: 'signing',
  AWAITING_EXECUTION: 'signed',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  SUCCESS: 'executed',
} as const

type Status = keyof typeof STATUSES

/** How far a proposal is, as the interface says. */
export interface Standing {
  readonly status: (typeof STATUSES)[Status]
  /** The transaction that executed it; null before. */
  readonly txHash: Hex | null
  /** How many owners have signed it, and how many it needs; null where the interface does not say. */
  readonly signed: { readonly have: number; readonly need: number } | null
}

const told = shape({
  txStatus: oneOf(...(Object.keys(STATUSES) as Status[])),
  txHash: optional(nullable(word)),
  detailedExecutionInfo: optional(
    nullable(
      shape({
        confirmations: optional(list((one: unknown) => one, 256)),
        confirmationsRequired: optional(count),
      }),
    ),
  ),
})

/** @throws MalformedError */
export const standing: Read<Standing> = (value) => {
  const { txStatus, txHash, detailedExecutionInfo } = told(value)
  const { confirmations, confirmationsRequired } = detailedExecutionInfo ?? {}
  return {
    status: STATUSES[txStatus],
    txHash: txHash ?? null,
    signed:
      confirmations === undefined || confirmationsRequired === undefined
        ? null
        : { have: confirmations.length, need: confirmationsRequired },
  }
}
