import { type Abi, BaseError, decodeErrorResult, type Hex } from 'viem'

/** The node did not answer, or not in JSON-RPC: nothing is known about the chain. Never read as "would revert". */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  constructor(
    readonly method: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/** The node answered with a JSON-RPC error. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  constructor(
    readonly method: string,
    readonly code: number,
    message: string,
    /** Revert data, where the node gave any. */
    readonly data: Hex | null,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/** One chunk of reads failed as a whole (out of gas, undecodable): a single failure, however many reads it held. */
export class ChunkError extends Error {
  override readonly name = 'ChunkError'
  constructor(
    readonly reads: number,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
  }
}

/** What was asked is on another chain than the deployment: nothing that it says is about this one. */
export class WrongChainError extends Error {
  override readonly name = 'WrongChainError'
  /** Tells it: a class is another one in every bundle. */
  readonly tag = 'wrong-chain'
  constructor(
    readonly expected: bigint,
    readonly found: bigint,
  ) {
    super(`is on chain ${found}, this deployment on chain ${expected}`)
  }
}

export function isWrongChain(error: unknown): error is WrongChainError {
  return typeof error === 'object' && error !== null && 'tag' in error && error.tag === 'wrong-chain'
}

const standardErrors = [
  { type: 'error', name: 'Error', inputs: [{ name: 'reason', type: 'string' }] },
  { type: 'error', name: 'Panic', inputs: [{ name: 'code', type: 'uint256' }] },
] as const

/**
 * The reason in revert data, in the contract's own words: `RateLimits/rate-limit-exceeded`, or
 * `AccessControlUnauthorizedAccount(0x…, 0x…)`. Data that nothing explains is given as hex.
 */
export function revertReason(data: Hex | null | undefined, abi: Abi = []): string {
  if (!data || data === '0x') return 'no reason given'
  try {
    const { errorName, args } = decodeErrorResult({ abi: [...standardErrors, ...abi], data })
    if (errorName === 'Error') return String(args?.[0])
    if (errorName === 'Panic') return `Panic(0x${BigInt(String(args?.[0])).toString(16)})`
    return `${errorName}(${(args ?? []).map(String).join(', ')})`
  } catch {
    return data.length > 74 ? `${data.slice(0, 74)}… (${(data.length - 2) / 2} bytes)` : data
  }
}

/** One line for people, without the request bodies that viem's errors carry (they may hold an RPC key). */
export function errorLine(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage
  return error instanceof Error ? error.message : String(error)
}
