import type { Hex } from 'viem'
import { hasTag } from '@/lib/math'

export { revertReason } from './revert-reason'

/** The node did not answer, or not in JSON-RPC: nothing is known about the chain. Never read as "would revert". */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly tag = 'transport'
  constructor(
    readonly method: string,
    message: string,
    /** Whether less might pass: what was asked, or what came back, was larger than the way there takes. */
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

/** One chunk of reads failed as a whole (out of gas, undecodable): a single failure, however many reads it held. */
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

/** What was asked is on another chain than the deployment: nothing that it says is about this one. */
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

/** A node that does not tell the truth about the chain: what it says in one place is not so in another. */
export class ContradictionError extends Error {
  override readonly name = 'ContradictionError'
  readonly tag = 'contradiction'
}

export const isTransportError = (error: unknown): error is TransportError => hasTag(error, 'transport')
export const isRpcError = (error: unknown): error is RpcError => hasTag(error, 'rpc')
export const isWrongChain = (error: unknown): error is WrongChainError => hasTag(error, 'wrong-chain')

/** Whether a node that refuses this might take less of it: a shorter range, a smaller body. */
export const isRefusal = (error: unknown): boolean =>
  isRpcError(error) || (isTransportError(error) && error.isTooLarge)

/** What an engine throws by itself: its words are about code, not about what happened. */
const ofTheLanguage: ReadonlySet<string> = new Set([
  ...['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError', 'EvalError'],
  ...['AggregateError', 'InternalError', 'DataCloneError'],
])

/**
 * One line for people. Never the body of a request that other libraries add to their messages, which may hold a key, and
 * never words of the language.
 */
export function errorLine(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  if ('shortMessage' in error && typeof error.shortMessage === 'string') return error.shortMessage
  const { name, message } = error as { name?: unknown; message?: unknown }
  if (typeof message !== 'string' || ofTheLanguage.has(String(name))) return unexpected
  return message.split('\n')[0] ?? unexpected
}

/**
 * What went wrong, and with whom: "node.test: could not be reached". Errors themselves never name the node, so that this
 * is the one place where its name is put before them.
 */
export function problemOf(node: { readonly label: string }, error: unknown): string {
  return `${node.label}: ${errorLine(error)}`
}

const unexpected = 'gave an answer that the console did not expect'
