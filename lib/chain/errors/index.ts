import type { Hex } from 'viem'
import { hasTag } from '@/lib/math'

export { revertReason } from './revert-reason'

/** The node did not answer, or not in JSON-RPC, so nothing is known about the chain. Never read as "would revert". */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly tag = 'transport'
  constructor(
    readonly method: string,
    message: string,
    /** Whether a smaller request might pass: the request or the answer was larger than the connection allows. */
    readonly isTooLarge = false,
  ) {
    super(message)
  }
}

/** The node answered with a JSON-RPC error. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly tag = 'rpc'
  constructor(
    readonly method: string,
    readonly code: number,
    message: string,
    /** Revert data, where the node gave any. */
    readonly data: Hex | null,
  ) {
    super(message)
  }
}

/**
 * One chunk of reads failed as a whole (out of gas, undecodable). It is a single failure, however many reads the chunk
 * held.
 */
export class ChunkError extends Error {
  override readonly name = 'ChunkError'
  readonly tag = 'chunk'
  constructor(
    readonly reads: number,
    message: string,
  ) {
    super(message)
  }
}

/** The node is on another chain than the deployment, so nothing it says is about this chain. */
export class WrongChainError extends Error {
  override readonly name = 'WrongChainError'
  readonly tag = 'wrong-chain'
  constructor(
    readonly expected: bigint,
    readonly found: bigint,
  ) {
    super(`is on chain ${found}, this deployment on chain ${expected}`)
  }
}

/** The node contradicts itself about the chain, so it does not tell the truth. */
export class ContradictionError extends Error {
  override readonly name = 'ContradictionError'
  readonly tag = 'contradiction'
}

export const isTransportError = (error: unknown): error is TransportError => hasTag(error, 'transport')
export const isRpcError = (error: unknown): error is RpcError => hasTag(error, 'rpc')
export const isWrongChain = (error: unknown): error is WrongChainError => hasTag(error, 'wrong-chain')

/** Whether a node that refuses a request might accept a smaller one: a shorter range, a smaller body. */
export const isRefusal = (error: unknown): boolean =>
  isRpcError(error) || (isTransportError(error) && error.isTooLarge)

/** Errors that a JavaScript engine throws itself: their text is about code, not about what happened. */
const ofTheLanguage: ReadonlySet<string> = new Set([
  ...['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'EvalError'],
  ...['AggregateError', 'InternalError', 'DataCloneError'],
])

/**
 * One line for people. It never has the request body that other libraries add to their messages, which may hold a key,
 * and never the words of the programming language.
 */
export function errorLine(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  if ('shortMessage' in error && typeof error.shortMessage === 'string') return error.shortMessage
  const { name, message } = error as { name?: unknown; message?: unknown }
  if (typeof message !== 'string' || ofTheLanguage.has(String(name))) return unexpected
  return message.split('\n')[0] ?? unexpected
}

/**
 * What went wrong, and at which node: "node.test: could not be reached". Errors never name the node themselves; this is
 * the one place that puts its name before them.
 */
export function problemOf(node: { readonly label: string }, error: unknown): string {
  return `${node.label}: ${errorLine(error)}`
}

const unexpected = 'gave an answer that the console did not expect'
