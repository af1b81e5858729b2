import type { Reading } from '@/lib/chain/reader'
import type { NodeStatus } from '@/lib/chain/status'
import { applyMessage, type Message, parse, stringify, wholeMessage } from '@/lib/chain/wire'
import { poll, stream, type TransportHandlers } from './feed-transport'
import { onWake, pageTime } from './page-time'
import { type Joined, joined, pause } from './signals'
import { joinTabs, type Tabs } from './tabs'

/** What arrives from the server, over the stream of this tab or through the tab that leads. */
export interface FeedHandlers {
  readonly onReading: (reading: Reading, ageSeconds: number) => void
  readonly onStatus: (rpc: readonly NodeStatus[]) => void
  /** The stream is gone, or has been silent for longer than its heartbeat. */
  readonly onSilence: () => void
}

type Shared =
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'silence' }

const channelName = 'generator-pau-console/feed'

/** Pause before a broken stream is opened again [ms]. */
const retryAfter = 1_000

/** A stream that was silent for longer, when the page is back after a pause, is opened anew at once [ms]. */
const freshFor = 11_000

/**
 * Keeps one stream open for all tabs of this browser: HTTP/1.1 allows six connections to a server, so the seventh
 * tab would wait for ever. One tab streams, the others listen to it; where tabs cannot agree on one, each asks now and
 * then and holds no connection.
 * @returns ends it.
 */
export function openFeed(initial: Reading | null, handlers: FeedHandlers): () => void {
  const id = `${pageTime()} ${Math.random()}`
  /** What the tabs that follow are told when they ask: all that this one knows. */
  let known: { readonly reading: Reading; readonly seenAt: number } | null = null
  let reading = initial
  let status: string | null = null
  let isSilent = false
  let aliveAt = pageTime()
  let connection: Joined | null = null

  /** Whether the message fits to what is known; null for one of another form, as of another build of the console. */
  const receive = (text: string): boolean | null => {
    const message = messageOf(text)
    const next = message && readingAfter(reading, message)
    if (!message || !next) return next === false ? false : null
    reading = next
    known = { reading, seenAt: pageTime() - message.ageSeconds * 1000 }
    isSilent = false
    handlers.onReading(next, message.ageSeconds)
    return true
  }
  const receiveStatus = (text: string) => {
    const rpc = statusOf(text)
    if (rpc === null) return
    status = text
    handlers.onStatus(rpc)
  }
  const fallSilent = () => {
    isSilent = true
    handlers.onSilence()
  }

  const tabs: Tabs<Shared> = joinTabs<unknown>(channelName, id, {
    lead: (signal) =>
      read(signal, async (heard, limit) => {
        if (!(await stream(limit, heard))) await poll(limit, heard)
      }),
    alone: (signal) => read(signal, (heard, limit) => poll(limit, heard)),
    receive: (item) => {
      if (!isShared(item)) return
      if (item.type === 'silence') fallSilent()
      else if (item.type === 'status') receiveStatus(item.text)
      else {
        const fits = receive(item.text)
        if (fits === null) tabs.leave()
        else if (!fits) tabs.ask()
      }
    },
    onAsked: () => {
      if (known) {
        const ageSeconds = (pageTime() - known.seenAt) / 1000
        tabs.share({ type: 'message', text: stringify(wholeMessage(known.reading, ageSeconds)) })
      }
      if (status !== null) tabs.share({ type: 'status', text: status })
      if (isSilent) tabs.share({ type: 'silence' })
    },
  })

  /** Reads from the server for as long as the signal allows, and shares it. */
  async function read(
    signal: AbortSignal,
    connect: (heard: TransportHandlers, limit: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const heard: TransportHandlers = {
      onMessage: (text) => {
        const fits = receive(text) === true
        if (fits) tabs.share({ type: 'message', text })
        return fits
      },
      onStatus: (text) => {
        receiveStatus(text)
        tabs.share({ type: 'status', text })
      },
      onAlive: () => {
        aliveAt = pageTime()
      },
    }
    while (!signal.aborted) {
      connection = joined(signal)
      await connect(heard, connection.signal)
      if (!connection.signal.aborted) {
        fallSilent()
        tabs.share({ type: 'silence' })
        await pause(retryAfter, connection.signal)
      }
      connection.release()
    }
  }

  const stopWaking = onWake(() => {
    if (pageTime() - aliveAt > freshFor) connection?.abort()
    tabs.ask()
  })
  return () => {
    stopWaking()
    tabs.close()
  }
}

/** Whether a tab of this build shared it: the others are not ours to trust. */
function isShared(item: unknown): item is Shared {
  if (typeof item !== 'object' || item === null || !('type' in item)) return false
  if (item.type === 'silence') return true
  const isText = 'text' in item && typeof item.text === 'string'
  return isText && (item.type === 'message' || item.type === 'status')
}

function messageOf(text: string): Message | null {
  try {
    const message = parse<Partial<Message> | null>(text)
    const isMessage = message?.type === 'whole' || message?.type === 'delta'
    return isMessage && Number.isFinite(message.ageSeconds) ? (message as Message) : null
  } catch {
    return null
  }
}

/** The reading that a message makes of the one before; false when it does not fit, null when it cannot be read. */
function readingAfter(before: Reading | null, message: Message): Reading | false | null {
  try {
    return applyMessage(before, message) ?? false
  } catch {
    return null
  }
}

function statusOf(text: string): readonly NodeStatus[] | null {
  try {
    const rpc = parse<unknown>(text)
    return Array.isArray(rpc) ? (rpc as readonly NodeStatus[]) : null
  } catch {
    return null
  }
}
