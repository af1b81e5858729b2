import type { NodeStatus } from '@/lib/chain/wire/status'
import { openEvents } from '../page/browser'
import { pageTime } from '../page/time'
import { pause, within } from './signals'

/** What arrives over a connection to the server, as text. */
export interface TransportHandlers {
  /** A message. Returns false when it does not fit, so that a whole one is needed. */
  readonly onMessage: (text: string) => boolean
  readonly onStatus: (text: string) => void
  /** The server gave a sign of life. */
  readonly onAlive: () => void
  /** A heartbeat, as text; false when the server has sent what did not arrive. */
  readonly onHeartbeat: (text: string) => boolean
}

/** Heartbeats come every 10 s; two missed ones are silence [ms]. */
const silenceAfter = 25_000

/** How often a tab without a stream polls [ms]. */
const askEvery = 2_000

/** Longest wait for an answer, and for the first event of a stream [ms]. */
const answerWait = 8_000

/** How often everything is fetched even where nothing seems new: events may be learned without a block [ms]. */
const wholeEvery = 30_000

/**
 * One connection to the stream. Resolves when it broke, fell silent or no longer fits.
 * @returns whether anything was heard; if not, event streams may not work here
 */
export function stream(signal: AbortSignal, handlers: TransportHandlers): Promise<boolean> {
  const events = openEvents('/api/stream')
  if (events === null) return Promise.resolve(false)
  return new Promise((resolve) => {
    let heard = false
    let timer: ReturnType<typeof setTimeout>
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      events.close()
      resolve(heard)
    }
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(end, silenceAfter)
      heard = true
      handlers.onAlive()
    }
    events.onerror = end
    events.addEventListener('heartbeat', ({ data }: MessageEvent<string>) => {
      alive()
      if (!handlers.onHeartbeat(data)) end()
    })
    events.addEventListener('reading', ({ data }: MessageEvent<string>) => {
      alive()
      if (!handlers.onMessage(data)) end()
    })
    events.addEventListener('status', ({ data }: MessageEvent<string>) => {
      alive()
      handlers.onStatus(data)
    })
    timer = setTimeout(end, answerWait)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

/**
 * Polls every two seconds instead of holding a connection, since a browser has six to one server for all its tabs. Each
 * request is small until something is new. Resolves when an answer is missing or does not fit.
 */
export async function poll(signal: AbortSignal, handlers: TransportHandlers): Promise<void> {
  let seen: string | null = null
  let wholeAt = 0
  while (!signal.aborted) {
    const mark = await markOf(signal)
    if (mark === null) return
    handlers.onAlive()
    if (mark !== seen || pageTime() - wholeAt > wholeEvery) {
      if (!(await takeWhole(signal, handlers))) return
      seen = mark
      wholeAt = pageTime()
    }
    await pause(askEvery, signal)
  }
}

/** A text that changes when something is new: the block, or the state of the nodes. Null without an answer. */
async function markOf(signal: AbortSignal): Promise<string | null> {
  return within(answerWait, signal, async (limit) => {
    const answer = await fetch('/api/health', { signal: limit, cache: 'no-store' })
    const { block, rpc } = (await answer.json()) as {
      readonly block?: { readonly hash?: unknown } | null
      readonly rpc?: readonly Pick<NodeStatus, 'state'>[]
    }
    return JSON.stringify([block?.hash, rpc?.map(({ state }) => state)])
  })
}

/** Takes the first events of a stream, which are all there is at the moment. Returns whether they came and fit. */
async function takeWhole(signal: AbortSignal, handlers: TransportHandlers): Promise<boolean> {
  const taken = await within(answerWait, signal, async (limit) => {
    const answer = await fetch('/api/stream', { signal: limit, cache: 'no-store' })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    if (!answer.ok || !reader) return null
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      text += value ?? ''
      const frames = framesOf(text)
      // The state of the nodes comes last, even when no block was read yet, so anything that ends before it is
      // incomplete.
      const isWhole = frames.some(({ event }) => event === 'status')
      if (done || isWhole) {
        await reader.cancel()
        return isWhole ? frames : null
      }
    }
  })
  return (
    taken?.every(({ event, data }) => {
      if (event === 'status') handlers.onStatus(data)
      return event !== 'reading' || handlers.onMessage(data)
    }) ?? false
  )
}

/** The whole events in the text of a stream so far. */
function framesOf(text: string): readonly { readonly event: string; readonly data: string }[] {
  return [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event = '', data = '']) => ({
    event,
    data,
  }))
}
