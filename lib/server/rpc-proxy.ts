import { isRpcError, problemOf } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import { boundedText } from '@/lib/chain/rpc/body'
import type { InFlight } from './in-flight'
import { isFlatEnough } from './json-bounds'
import { type Bounds, methods } from './rpc-methods'
import type { TokenBuckets } from './token-bucket'

/**
 * Largest request body [bytes]. A simulation of the whole console is half of it in the scenario; geth takes
 * no more than 5 MiB.
 */
const mostBytes = 4_000_000

/** How deep lists and objects may nest: a simulation has eight levels. */
const deepest = 16

/** Most calls in one request. */
const mostCalls = 100

export interface ProxyOptions {
  /** A connection of this client alone to the node that readings come from; null while no node can be read. */
  readonly node: Rpc | null
  readonly bounds: Bounds
  /** What a client may ask per second, and what it may have under way at once. */
  readonly limits: TokenBuckets
  readonly inFlight: InFlight
  readonly client: string
}

type Id = string | number | null
type Reply = { readonly jsonrpc: '2.0'; readonly id: Id } & (
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: string } }
)

/** JSON-RPC codes; those from −32000 down are of servers, EIP-1474. */
const codes = {
  parse: -32700,
  invalidRequest: -32600,
  notAllowed: -32601,
  invalidParams: -32602,
  limitExceeded: -32005,
  unreachable: -32002,
} as const

/**
 * Answers a JSON-RPC request of the console's own pages. When the node cannot be reached the status is 502, so that
 * nobody mistakes it for an answer of the chain; every answer of the node has status 200.
 */
export async function answerRpc(request: Request, options: ProxyOptions): Promise<Response> {
  const { limits, inFlight, client } = options
  if (!isSameOrigin(request)) return refuse(403, codes.invalidRequest, 'Only for pages of this console.')
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return refuse(415, codes.invalidRequest, 'The body must be application/json.')
  }
  const text = await boundedText(request, mostBytes)
  if (text === null) return refuse(413, codes.invalidRequest, `The body is larger than ${mostBytes} bytes.`)
  const body = parsed(text)
  if (body === undefined) return refuse(400, codes.parse, 'The body is not JSON, or nested too deeply.')
  const isBatch = Array.isArray(body)
  const calls: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (calls.length === 0 || calls.length > mostCalls) {
    return refuse(400, codes.invalidRequest, `A request holds 1 to ${mostCalls} calls.`)
  }
  const cost = calls.reduce<number>((sum, call) => sum + costOf(call), 0)
  const wait = limits.take(client, cost)
  if (wait > 0) return tooMany(body, wait)
  if (!inFlight.begin(client, cost)) return tooMany(body, 1)
  try {
    // All in one tick, so that they reach the node as one request too.
    const outcomes = await Promise.all(calls.map((call) => answer(call, options)))
    const replies = outcomes.map(({ reply }) => reply)
    const status = outcomes.some(({ isUnreachable }) => isUnreachable) ? 502 : 200
    return json(isBatch ? replies : replies[0], status)
  } finally {
    inFlight.end(client, cost)
  }
}

interface Outcome {
  readonly reply: Reply
  readonly isUnreachable?: boolean
}

async function answer(call: unknown, { node, bounds }: ProxyOptions): Promise<Outcome> {
  const id = idOf(call)
  const failed = (code: number, message: string) => failure(id, code, message)
  if (!isCall(call)) return { reply: failed(codes.invalidRequest, 'Not a JSON-RPC call.') }
  const { method, params = [] } = call
  const known = methods.get(method)
  if (!known) return { reply: failed(codes.notAllowed, `${method.slice(0, 64)} is not offered here.`) }
  if (!known.accepts(params, bounds)) {
    return { reply: failed(codes.invalidParams, `${method} is not offered here with these parameters.`) }
  }
  if (!node) return { reply: failed(codes.unreachable, 'No node can be read.'), isUnreachable: true }
  try {
    return { reply: { jsonrpc: '2.0', id, result: await node.request<unknown>(method, params) } }
  } catch (error) {
    if (isRpcError(error)) {
      const { code, message, data } = error
      return { reply: { jsonrpc: '2.0', id, error: { code, message, ...(data ? { data } : {}) } } }
    }
    // Whatever else went wrong, it says nothing about the chain.
    return { reply: failed(codes.unreachable, `${problemOf(node, error)}.`), isUnreachable: true }
  }
}

interface Call {
  readonly method: string
  readonly params?: readonly unknown[]
}

function isCall(value: unknown): value is Call {
  if (typeof value !== 'object' || value === null || !('method' in value)) return false
  return typeof value.method === 'string' && (!('params' in value) || Array.isArray(value.params))
}

const costOf = (call: unknown): number => (isCall(call) && methods.get(call.method)?.cost) || 1

/** Undefined where the text is not JSON, or nests too deeply to be worth parsing. */
function parsed(text: string): unknown {
  if (!isFlatEnough(text, deepest)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function idOf(value: unknown): Id {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null
}

/** Browsers say where a request comes from, and no page can forge that. Programs that say nothing are let through. */
function isSameOrigin({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return true
  return URL.canParse(origin) && new URL(origin).host === headers.get('host')
}

function tooMany(body: unknown, wait: number): Response {
  const refusal = (call: unknown) => failure(idOf(call), codes.limitExceeded, 'Too many calls.')
  const response = json(Array.isArray(body) ? body.map(refusal) : refusal(body), 429)
  response.headers.set('Retry-After', String(Math.ceil(wait)))
  return response
}

function refuse(status: number, code: number, message: string): Response {
  return json(failure(null, code, message), status)
}

function failure(id: Id, code: number, message: string): Reply {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

function json(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
