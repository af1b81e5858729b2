import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What stands between a browser and the console: answers a request itself, or passes it on. Of a stream of events each
 * frame can be changed, doubled, held back or left out.
 */
export type Handler = (
  path: string,
  response: ServerResponse,
  pass: (frames?: FrameChange) => void,
  asked: IncomingMessage,
) => unknown

/** The frames to send in the place of one, each with its empty line at the end. */
export type FrameChange = (frame: string) => readonly string[]

export interface ConsoleGate {
  readonly origin: string
  /** Null lets everything pass. Streams that are open are cut, so that the next one meets the handler. */
  set(handler: Handler | null): void
  /** Where the requests go that pass. */
  lead(origin: string): void
  close(): Promise<void>
}

/** Opens a gate in front of a console, which can fail as a network does. */
export async function openConsoleGate(to: string): Promise<ConsoleGate> {
  let upstream = new URL(to)
  let handler: Handler | null = null

  const server = createServer((asked, response) => {
    const pass = (frames?: FrameChange) => passOn(upstream, asked, response, frames)
    if (handler === null) return pass()
    handler(asked.url ?? '/', response, pass, asked)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    set: (next) => {
      handler = next
      server.closeAllConnections()
    },
    lead: (origin) => {
      upstream = new URL(origin)
      server.closeAllConnections()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function passOn(
  { hostname, port }: URL,
  asked: IncomingMessage,
  response: ServerResponse,
  frames?: FrameChange,
): void {
  const { method, url, headers } = asked
  const sent = request({ hostname, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    response.flushHeaders()
    if (!frames) return void answer.pipe(response)
    let rest = ''
    answer.setEncoding('utf8')
    answer.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop() ?? ''
      for (const frame of parts) for (const changed of frames(frame)) response.write(`${changed}\n\n`)
    })
    answer.on('end', () => response.end())
  })
  sent.on('error', () => response.destroy())
  response.on('close', () => sent.destroy())
  asked.pipe(sent)
}
