import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

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
  /** This method is refused as one that the node does not offer. */
  | { readonly kind: 'refuses'; readonly method: string }

export interface RpcGate {
  readonly url: string
  set(mode: GateMode): void
  /** HTTP requests with an `eth_call` in them that came in since the last call. */
  takeReads(): number
  close(): Promise<void>
}

interface RpcCall {
  readonly id: unknown
  readonly method: string
}

/** An HTTP node in front of Anvil that can fail in the ways in which nodes fail. */
export async function openGate(upstream: string): Promise<RpcGate> {
  let mode: GateMode = { kind: 'open' }
  let reads = 0
  let turn = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    if (body.includes('"eth_call"')) reads++
    if (mode.kind === 'down') return void request.socket.destroy()
    if (mode.kind === 'too-many-requests') return void response.writeHead(429).end('slow down')
    if (mode.kind === 'slow')
      await new Promise((resolve) => setTimeout(resolve, mode.kind === 'slow' ? mode.by : 0))
    const headers = { 'content-type': 'application/json' }
    const refused = mode.kind === 'refuses' ? refusal(body, mode.method) : null
    if (refused) return void response.writeHead(200, headers).end(refused)
    const isOld = mode.kind === 'behind' && (!mode.flaps || turn++ % 2 === 0)
    const sent =
      isOld && mode.kind === 'behind' ? body.replace('"latest"', `"0x${mode.at.toString(16)}"`) : body
    const upstreamAnswer = await fetch(upstream, { method: 'POST', headers, body: sent })
    const whole = await upstreamAnswer.text()
    response.writeHead(200, headers).end(mode.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    set: (next) => {
      mode = next
      // A dead node does not keep old connections either.
      if (next.kind === 'down') server.closeAllConnections()
    },
    takeReads: () => {
      const taken = reads
      reads = 0
      return taken
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
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

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
