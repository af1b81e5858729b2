import type { Reading } from '@/lib/chain/read/reader'
import { applyMessage, stringify, wholeMessage } from '@/lib/chain/wire'
import { messageIn, statusIn } from '@/lib/chain/wire/parse'
import type { NodeStatus } from '@/lib/chain/wire/status'
import { onWake, pageTime } from '../page/time'
import { poll, stream, type TransportHandlers } from './feed-transport'
import { type Joined, joined, pause } from './signals'
import { joinTabs, type Tabs } from './tabs'

/** What arrives from the server, over the stream of this tab or through the tab that leads. */
export interface FeedHandlers {
  /** What it throws means that the reading is none that this page can show. */
  readonly onReading: (reading: Reading, ageSeconds: number) => void
  readonly onStatus: (rpc: readonly NodeStatus[]) => void
  /** The stream is gone, has been silent for longer than its heartbeat, or says what does not belong here. */
  readonly onSilence: (why: Silence) => void
}

/** `foreign`: what comes is of another deployment, or of another build of the console. */
export type Silence = 'silent' | 'foreign'

type Shared =
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'silence'; readonly why: Silence }

const channelName = 'generator-pau-console/feed'

/** Pause before a broken stream is opened again [ms]. */
const retryAfter = 1_000

/** A stream that was silent for longer, when the page is back after a pause, is opened anew at once [ms]. */
const freshFor = 11_000

/**
 * Keeps one stream open for all tabs of this browser: HTTP/1.1 allows six connections to a server, so the seventh
 * tab would wait for ever. One tab streams, the others listen to it; where tabs cannot agree on one, each asks now and
 * then and holds no connection.
 * @param of Identity of the deployment that this page is of: what is of another is not heard.
 * @returns ends it.
 */
export function openFeed(of: string, initial: Reading | null, handlers: FeedHandlers): () => void {
  const id = `${pageTime()} ${Math.random()}`
  /** What the tabs that follow are told when they ask: all that this one knows. */
  let known: { readonly reading: Reading; readonly seenAt: number } | null = null
  let reading = initial
  let status: string | null = null
  let silence: Silence | null = null
  let isForeign = false
  let aliveAt = pageTime()
  let connection: Joined | null = null

  /** Whether the message fits to what is known; null for what is of another deployment or build, or no message. */
  const receive = (text: string): boolean | null => {
    const message = messageIn(text)
    isForeign = message?.of !== of
    if (!message || isForeign) return null
    const next = applyMessage(reading, message)
    if (next === null) return false
    try {
      handlers.onReading(next, message.ageSeconds)
    } catch {
      isForeign = true
      return null
    }
    reading = next
    known = { reading, seenAt: pageTime() - message.ageSeconds * 1000 }
    silence = null
    return true
  }
  const receiveStatus = (text: string) => {
    const rpc = statusIn(text)
    if (rpc === null) return
    status = text
    handlers.onStatus(rpc)
  }
  const fallSilent = (why: Silence) => {
    silence = why
    handlers.onSilence(why)
  }

  const tabs: Tabs<Shared> = joinTabs<unknown>(`${channelName}/${of}`, id, {
    lead: (signal) =>
      read(signal, async (heard, limit) => {
        if (!(await stream(limit, heard))) await poll(limit, heard)
      }),
    alone: (signal) => read(signal, (heard, limit) => poll(limit, heard)),
    receive: (item) => {
      if (!isShared(item)) return
      if (item.type === 'silence') fallSilent(item.why)
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
        tabs.share({ type: 'message', text: stringify(wholeMessage(of, known.reading, ageSeconds)) })
      }
      if (status !== null) tabs.share({ type: 'status', text: status })
      if (silence !== null) tabs.share({ type: 'silence', why: silence })
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
        const why = isForeign ? 'foreign' : 'silent'
        fallSilent(why)
        tabs.share({ type: 'silence', why })
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
  if (item.type === 'silence') return 'why' in item && (item.why === 'silent' || item.why === 'foreign')
  const isText = 'text' in item && typeof item.text === 'string'
  return isText && (item.type === 'message' || item.type === 'status')
}
