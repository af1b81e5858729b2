import type { IncomingMessage, ServerResponse } from 'node:http'
import { bytesOf, openHttp, post } from './local-http'

/** What stands between the console's server and its node. */
export type GateMode =
  | { readonly kind: 'open' }
  /** Connections are cut, as by a node that died. */
  | { readonly kind: 'down' }
  /** Every answer comes this much later [ms]. */
  | { readonly kind: 'slow'; readonly by: number }
  /** HTTP 429 to everything. */
  | { readonly kind: 'too-many-requests' }
  /** The answer ends in the middle of its JSON. */
  | { readonly kind: 'truncated' }
  /** The head is said to be an older block: always, or in every second answer. */
  | { readonly kind: 'behind'; readonly at: number; readonly flaps: boolean }
  /** The method that is refused as one that the node does not offer. */
  | { readonly kind: 'refuses'; readonly method: string }
  /** The answers of a batch come with their ids swapped. */
  | { readonly kind: 'swapped' }
  /** Each call is answered as the story says: a node that lies, hides, or stalls on one method only. */
  | { readonly kind: 'hostile'; readonly answer: HostileAnswer }
  /** The HTTP answer is written by the story itself. */
  | { readonly kind: 'raw'; readonly reply: RawReply }

/**
 * Writes the answer to one HTTP request, or does not.
 * @param whole what the real node answers to a body, to this one if none is given
 */
export type RawReply = (
  response: ServerResponse,
  body: string,
  whole: (body?: string) => Promise<string>,
) => unknown

/**
 * What a node that does not tell the truth answers. `honest` asks the real node, with other parameters if they are given;
 * what is thrown with a `code` becomes a JSON-RPC error.
 */
export type HostileAnswer = (
  call: { readonly method: string; readonly params: readonly unknown[] },
  honest: (params?: readonly unknown[]) => Promise<unknown>,
) => Promise<unknown>

export interface RpcGate {
  readonly url: string
  set(mode: GateMode): void
  /** HTTP requests with an `eth_call` in them that came in since this was last asked. */
  takeReads(): number
  close(): Promise<void>
}

interface RpcCall {
  readonly id: unknown
  readonly method: string
  readonly params?: readonly unknown[]
}

/** An HTTP node in front of Anvil that can fail in the ways in which nodes fail. */
export async function openGate(upstream: string): Promise<RpcGate> {
  let mode: GateMode = { kind: 'open' }
  let reads = 0
  let turn = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await bytesOf(request)
    if (bytes.includes('"eth_call"')) reads++
    if (mode.kind === 'down') return void request.socket.destroy()
    if (mode.kind === 'too-many-requests') return void response.writeHead(429).end('slow down')
    if (mode.kind === 'slow')
      await new Promise((resolve) => setTimeout(resolve, mode.kind === 'slow' ? mode.by : 0))
    const headers = { 'content-type': 'application/json' }
    // Pictures are large: they pass as they came.
    if (mode.kind === 'open')
      return void response.writeHead(200, headers).end((await post(upstream, bytes)).bytes)
    const body = bytes.toString('utf8')
    const whole = async (sent = body) => (await post(upstream, sent)).bytes.toString('utf8')
    if (mode.kind === 'raw') return void (await mode.reply(response, body, whole))
    const refused = mode.kind === 'refuses' ? refusal(body, mode.method) : null
    if (refused) return void response.writeHead(200, headers).end(refused)
    if (mode.kind === 'hostile') {
      const answers = await hostileAnswers(upstream, body, mode.answer)
      return void response.writeHead(200, headers).end(answers)
    }
    const isOld = mode.kind === 'behind' && (!mode.flaps || turn++ % 2 === 0)
    const sent =
      isOld && mode.kind === 'behind' ? body.replace('"latest"', `"0x${mode.at.toString(16)}"`) : body
    response.writeHead(200, headers).end(damaged(await whole(sent)))
  }

  function damaged(whole: string): string {
    if (mode.kind === 'truncated') return whole.slice(0, whole.length / 2)
    return mode.kind === 'swapped' ? swapped(whole) : whole
  }

  const { url, cut, close } = await openHttp(answer)
  return {
    url,
    set: (next) => {
      mode = next
      // A dead node does not keep old connections either.
      if (next.kind === 'down') cut()
    },
    takeReads: () => {
      const taken = reads
      reads = 0
      return taken
    },
    close,
  }
}

/** The answer to a body that calls the refused method; null when it does not. */
function refusal(body: string, method: string): string | null {
  const parsed = JSON.parse(body) as RpcCall | RpcCall[]
  const calls = Array.isArray(parsed) ? parsed : [parsed]
  if (!calls.some((call) => call.method === method)) return null
  const error = { code: -32601, message: 'the method does not exist/is not available' }
  const answers = calls.map(({ id }) => ({ jsonrpc: '2.0', id, error }))
  return JSON.stringify(Array.isArray(parsed) ? answers : answers[0])
}

/** All results, each under the id of another call. */
function swapped(whole: string): string {
  const answers = JSON.parse(whole) as { readonly id: unknown }[]
  if (!Array.isArray(answers)) return whole
  return JSON.stringify(answers.map((answer, index) => ({ ...answer, id: answers.at(index - 1)?.id })))
}

/** Answers a body call by call. */
async function hostileAnswers(upstream: string, body: string, answer: HostileAnswer): Promise<string> {
  const parsed = JSON.parse(body) as RpcCall | RpcCall[]
  const one = async ({ id, method, params = [] }: RpcCall) => {
    try {
      const honest = (others = params) => ask(upstream, method, others)
      return { jsonrpc: '2.0', id, result: await answer({ method, params }, honest) }
    } catch (error) {
      const { code = -32603, message = String(error), data } = error as Partial<NodeRefusal>
      return { jsonrpc: '2.0', id, error: { code, message, data } }
    }
  }
  return JSON.stringify(Array.isArray(parsed) ? await Promise.all(parsed.map(one)) : await one(parsed))
}

interface NodeRefusal {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

async function ask(upstream: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const response = await fetch(upstream, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as { result?: unknown; error?: NodeRefusal }
  if (error) throw error
  return result
}
