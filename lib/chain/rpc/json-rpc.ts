import type { Hex } from 'viem'
import { RpcError, TransportError } from '../errors'

/** One call of a batch. */
export interface Call {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

/** The HTTP answer to a batch; `text` is null where it was larger than allowed. */
export interface HttpAnswer {
  readonly status: number
  readonly text: string | null
}

export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: TransportError | RpcError }

/** HTTP statuses that concern the connection to the node, whatever the body is: nothing is known about the chain. */
const ofTheWay: ReadonlySet<number> = new Set([401, 403, 407, 408, 429, 502, 503, 504])

const isOfTheWay = (status: number): boolean => ofTheWay.has(status) || status >= 520

/** Longest text of a node that is passed on [characters]. */
const mostWords = 1_000

/**
 * One call of a batch as text, so that a call that cannot be written fails alone.
 * @throws TransportError for a call that JSON cannot hold
 */
export function encodeCall({ id, method, params }: Call): string {
  try {
    return JSON.stringify({ jsonrpc: '2.0', id, method, params })
  } catch {
    throw new TransportError(method, 'could not be asked: the call cannot be written as JSON')
  }
}

/**
 * Whether several calls together were refused, where each alone might pass: the node takes no batches, or none of this
 * size.
 */
export function isRefusedAsBatch({ status, text }: HttpAnswer): boolean {
  if (text === null) return true
  if (isOfTheWay(status)) return false
  const body = parsed(text)
  return Array.isArray(body) ? false : status < 400 ? isObject(body) && isObject(body.error) : status < 500
}

/**
 * The answer to each call, in the order of the calls. Answers are matched by their ids and by nothing else: where one
 * is missing, doubled or foreign, the whole batch is not believed. A JSON-RPC error counts under every HTTP status that
 * does not concern the connection.
 */
export function outcomes(calls: readonly Call[], answer: HttpAnswer): readonly Outcome[] {
  const { status, text } = answer
  const all = (message: string, isTooLarge = false) =>
    calls.map(({ method }) => failure(new TransportError(method, message, isTooLarge)))
  if (text === null) return all('gave an answer that is too large', true)
  const body = parsed(text)
  const entries = Array.isArray(body) ? body : [body]
  if (isOfTheWay(status)) return all(statusWords(status, entries))
  if (!Array.isArray(body)) {
    const [call] = calls
    if (call && calls.length === 1 && isErrorOf(body, call)) return [outcome(call, body)]
    return all(status >= 400 ? `HTTP ${status}` : notJsonRpc, status === 413)
  }
  const byId = new Map(entries.map((entry) => [isObject(entry) ? entry.id : undefined, entry]))
  if (byId.size !== entries.length || byId.size !== calls.length || !calls.every(({ id }) => byId.has(id))) {
    return all('gave answers that do not belong to the calls')
  }
  return calls.map((call) => outcome(call, byId.get(call.id)))
}

const notJsonRpc = 'gave an answer that is not JSON-RPC'

function outcome({ method }: Call, entry: unknown): Outcome {
  const { result, error } = isObject(entry) ? entry : {}
  if (isRpcFailure(error) && result == null) return failure(rpcError(method, error))
  if (error != null || result === undefined) return failure(new TransportError(method, notJsonRpc))
  return { ok: true, result }
}

const failure = (error: TransportError | RpcError): Outcome => ({ ok: false, error })

/** A refusal of a single call may come without its id: a node that could not read the id cannot repeat it. */
function isErrorOf(entry: unknown, call: Call): entry is Record<string, unknown> {
  return isObject(entry) && isRpcFailure(entry.error) && (entry.id == null || entry.id === call.id)
}

interface RpcFailure {
  readonly code: number
  readonly message?: unknown
  readonly data?: unknown
}

export function isRpcFailure(value: unknown): value is RpcFailure {
  return isObject(value) && Number.isSafeInteger(value.code)
}

export function rpcError(method: string, { code, message, data }: RpcFailure): RpcError {
  const words = typeof message === 'string' && message !== '' ? message : `refused with code ${code}`
  return new RpcError(method, code, words.slice(0, mostWords), revertData(data))
}

/** Nodes put revert data at `data`, or one level deeper. */
function revertData(data: unknown, depth = 0): Hex | null {
  if (typeof data === 'string' && /^0x([0-9a-f]{2})*$/i.test(data)) return data as Hex
  return isObject(data) && depth < 4 ? revertData(data.data, depth + 1) : null
}

/** "HTTP 429: Too many calls", with the words of the first JSON-RPC error in the body, if there is one. */
function statusWords(status: number, entries: readonly unknown[]): string {
  const [message] = entries.flatMap((entry) =>
    isObject(entry) && isRpcFailure(entry.error) && typeof entry.error.message === 'string'
      ? [entry.error.message]
      : [],
  )
  const words = message?.slice(0, mostWords).replace(/\.$/, '')
  return words ? `HTTP ${status}: ${words}` : `HTTP ${status}`
}

/** undefined where the text is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
