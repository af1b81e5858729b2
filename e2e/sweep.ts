import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

/** A request as no browser library would let one write it: any method, any path, any header. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Each header as it was sent, so that one that came twice is seen. */
  readonly raw: readonly string[]
  readonly body: string
}

/** How much of a body is kept [characters]: all of a page, and the beginning of a stream. */
const kept = 1_000_000

/** Longest wait for an answer [ms]. */
const patience = 10_000

/** Sends one request over a socket of its own, and leaves an endless stream after its first bytes. */
export function ask(origin: string, { method, path, headers }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, timeout: patience }, (answer) => {
      read(answer).then(
        (body) =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            raw: answer.rawHeaders,
            body,
          }),
        reject,
      )
    })
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} was not answered`)))
    sent.on('error', reject)
    sent.end()
  })
}

function read(answer: IncomingMessage): Promise<string> {
  const endless = answer.headers['content-type']?.includes('event-stream') ?? false
  return new Promise((resolve) => {
    let body = ''
    answer.setEncoding('utf8')
    answer.on('data', (chunk: string) => {
      if (body.length < kept) body += chunk
      if (endless) answer.destroy()
    })
    answer.on('end', () => resolve(body))
    answer.on('close', () => resolve(body))
  })
}

/** Whether a browser would draw it as a page. */
export function isPage({ headers, body }: Answered): boolean {
  return /html|xml/.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body|script)/i.test(body)
}

/** Every value of a header, also where it was sent twice. */
export function valuesOf({ raw }: Answered, name: string): readonly string[] {
  return raw.flatMap((key, at) => (at % 2 === 0 && key.toLowerCase() === name ? [raw[at + 1] ?? ''] : []))
}
