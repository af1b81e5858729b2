import { TransportError } from '../errors'
import { boundedText } from './body'
import { type Call, encodeCall, type HttpAnswer, isRefusedAsBatch, outcomes } from './json-rpc'

/**
 * Calls in one HTTP request: enough for 50 Primes under two Units, while the answers for a thousand at once would exceed
 * the size that a client accepts.
 */
export const batchSize = 12

/** Largest answer to one HTTP request: a simulation of a thousand Primes, twice over [bytes]. */
const mostBytes = 128 * 2 ** 20

interface Waiting extends Call {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Counts over all clients, so that an answer kept from an earlier request never fits a later one. */
let lastId = 0

/**
 * JSON-RPC over HTTP to one address. Calls of one tick travel together, and never with those of others: each object has
 * its own requests.
 */
export class Batches {
  private readonly url: string
  private readonly headers: Readonly<Record<string, string>>
  private queue: Waiting[] = []

  /** @param timeout Longest wait for a whole answer [ms]. */
  constructor(
    url: string,
    private readonly timeout: number,
    private readonly fetchFn: typeof fetch,
  ) {
    const { address, authorization } = endpoint(url)
    this.url = address
    this.headers = {
      'Content-Type': 'application/json',
      ...(authorization ? { Authorization: authorization } : {}),
    }
  }

  /** @throws TransportError, RpcError */
  request(method: string, params: readonly unknown[]): Promise<unknown> {
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      if (this.queue.length === 0) setTimeout(() => this.flush(), 0)
      this.queue.push({ id, method, params, resolve, reject })
    })
  }

  private flush(): void {
    const queue = this.queue.splice(0)
    for (let start = 0; start < queue.length; start += batchSize) {
      void this.send(queue.slice(start, start + batchSize))
    }
  }

  private async send(batch: readonly Waiting[]): Promise<void> {
    const written = batch.flatMap((call) => {
      try {
        return [{ call, text: encodeCall(call) }]
      } catch (error) {
        call.reject(error as Error)
        return []
      }
    })
    if (written.length === 0) return
    const calls = written.map(({ call }) => call)
    try {
      const answer = await this.post(`[${written.map(({ text }) => text).join(',')}]`)
      if (calls.length > 1 && isRefusedAsBatch(answer)) return void calls.map((call) => this.send([call]))
      for (const [index, outcome] of outcomes(calls, answer).entries()) {
        if (outcome.ok) calls[index]?.resolve(outcome.result)
        else calls[index]?.reject(outcome.error)
      }
    } catch (error) {
      const words = isAbort(error) ? 'did not answer in time' : 'could not be reached'
      for (const { method, reject } of calls) reject(new TransportError(method, words))
    }
  }

  private async post(body: string): Promise<HttpAnswer> {
    const ended = new AbortController()
    const timer = setTimeout(() => ended.abort(), this.timeout)
    try {
      const { url, headers, fetchFn } = this
      const ask = () => fetchFn(url, { method: 'POST', headers, body, signal: ended.signal })
      const response = await ask().catch((error: unknown) => {
        if (wasLeftOpen(error)) return ask()
        throw error
      })
      return { status: response.status, text: await boundedText(response, mostBytes) }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What a runtime says when the other side closed a kept connection just as it was used again. */
const CLOSED: readonly unknown[] = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']

/** Whether a kept connection was closed before it answered. Then the call is made once more, on a new connection. */
function wasLeftOpen(error: unknown): boolean {
  const { cause } = (error ?? {}) as { readonly cause?: { readonly code?: unknown } | null }
  return CLOSED.includes(cause?.code)
}

/** The time ran out, maybe while the body was on its way. */
function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError'
}

/** A URL for `fetch`: user name and password travel in a header of their own, the fragment not at all. */
function endpoint(url: string): { readonly address: string; readonly authorization: string | null } {
  // An address on this origin has neither user nor fragment.
  if (!URL.canParse(url)) return { address: url, authorization: null }
  const { username, password, ...parts } = partsOf(new URL(url))
  if (username === '' && password === '') return { address: parts.address, authorization: null }
  const bytes = new TextEncoder().encode(`${decoded(username)}:${decoded(password)}`)
  return { address: parts.address, authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
}

function partsOf(url: URL): {
  readonly username: string
  readonly password: string
  readonly address: string
} {
  const { username, password } = url
  url.username = ''
  url.password = ''
  url.hash = ''
  return { username, password, address: url.href }
}

/** Decodes escapes; a percent sign that begins none stands for itself. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
