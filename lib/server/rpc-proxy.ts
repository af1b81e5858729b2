import { errorLine, isRpcError, isTransportError } from '@/lib/chain/errors'
import type { Rpc } from '@/lib/chain/rpc'
import type { TokenBuckets } from './token-bucket'

/**
 * What a browser may ask of the server's node: reading and simulating. Nothing is sent through it, wallets do that;
 * nothing that a node keeps state for, and nothing of its administration.
 */
export const allowedMethods: ReadonlySet<string> = new Set([
  'eth_chainId',
  'eth_blockNumber',
  'eth_getBlockByNumber',
  'eth_getBlockByHash',
  'eth_call',
  'eth_simulateV1',
  'eth_getLogs',
  'eth_getTransactionReceipt',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getCode',
  'eth_getBalance',
  'eth_estimateGas',
  'eth_gasPrice',
  'eth_maxPriorityFeePerGas',
  'eth_feeHistory',
])

/** Largest request body: a simulation of the whole console is well below it [bytes]. */
const mostBytes = 2_000_000

/** Most calls in one request. */
const mostCalls = 100

export interface ProxyOptions {
  /** The node that readings come from; null while none can be read. */
  readonly node: Rpc | null
  readonly limits: TokenBuckets
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
  limitExceeded: -32005,
  unreachable: -32002,
} as const

/**
 * Answers a JSON-RPC request of the console's own pages. When the node cannot be reached the status is 502, so that
 * it is not taken for an answer of the chain; every answer of the node has status 200.
 */
export async function answerRpc(request: Request, { node, limits, client }: ProxyOptions): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, codes.invalidRequest, 'Only for pages of this console.')
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return refuse(415, codes.invalidRequest, 'The body must be application/json.')
  }
  const text = await bodyText(request)
  if (text === null) return refuse(413, codes.invalidRequest, `The body is larger than ${mostBytes} bytes.`)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return refuse(400, codes.parse, 'The body is not JSON.')
  }
  const isBatch = Array.isArray(body)
  const calls: readonly unknown[] = Array.isArray(body) ? body : [body]
  if (calls.length === 0 || calls.length > mostCalls) {
    return refuse(400, codes.invalidRequest, `A request holds 1 to ${mostCalls} calls.`)
  }
  const wait = limits.take(client, calls.length)
  if (wait > 0) {
    const refusals = calls.map((call) => failure(idOf(call), codes.limitExceeded, 'Too many calls.'))
    const response = json(isBatch ? refusals : refusals[0], 429)
    response.headers.set('Retry-After', String(Math.ceil(wait)))
    return response
  }
  // All in one tick, so that the node gets them as one request too.
  const outcomes = await Promise.all(calls.map((call) => answer(call, node)))
  const replies = outcomes.map(({ reply }) => reply)
  const status = outcomes.some(({ isUnreachable }) => isUnreachable) ? 502 : 200
  return json(isBatch ? replies : replies[0], status)
}

interface Outcome {
  readonly reply: Reply
  readonly isUnreachable?: boolean
}

async function answer(call: unknown, node: Rpc | null): Promise<Outcome> {
  const id = idOf(call)
  const failed = (code: number, message: string) => failure(id, code, message)
  if (!isCall(call)) return { reply: failed(codes.invalidRequest, 'Not a JSON-RPC call.') }
  const { method, params = [] } = call
  if (!allowedMethods.has(method)) {
    return { reply: failed(codes.notAllowed, `${method.slice(0, 64)} is not offered here.`) }
  }
  if (!node) return { reply: failed(codes.unreachable, 'No node can be read.'), isUnreachable: true }
  try {
    return { reply: { jsonrpc: '2.0', id, result: await node.request<unknown>(method, params) } }
  } catch (error) {
    if (isRpcError(error)) {
      const { code, message, data } = error
      return { reply: { jsonrpc: '2.0', id, error: { code, message, ...(data ? { data } : {}) } } }
    }
    if (!isTransportError(error)) throw error
    return { reply: failed(codes.unreachable, `${node.label} ${errorLine(error)}.`), isUnreachable: true }
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

function idOf(value: unknown): Id {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null
}

/** Browsers say where a request comes from, and no page can forge it. Programs that say nothing are let through. */
function isSameOrigin({ headers }: Request): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return true
  return URL.canParse(origin) && new URL(origin).host === headers.get('host')
}

/** The body, or null when it is too large; what is too large is not read to its end. */
async function bodyText({ body, headers }: Request): Promise<string | null> {
  if (Number(headers.get('content-length') ?? 0) > mostBytes) return null
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
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
