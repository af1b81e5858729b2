import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalHttp {
  readonly url: string
  /** Cuts the connections that are open, and takes new ones. */
  cut(): void
  close(): Promise<void>
}

/** An HTTP server on a free port of this machine. Where an answer throws, its connection is cut. */
export async function openHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<LocalHttp> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    cut: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The whole of what was sent or answered. */
export async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const connections = new Agent({ keepAlive: true })

/** Posts JSON and gives the answer as it came: pictures are large, and most pass here unread. */
export async function post(url: string, body: string | Buffer): Promise<{ status: number; bytes: Buffer }> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    request(url, { method: 'POST', agent: connections, headers }, resolve).on('error', reject).end(body)
  })
  return { status: answer.statusCode ?? 502, bytes: await bytesOf(answer) }
}
