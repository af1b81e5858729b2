import type { Reading } from '@/lib/chain/read/reader'
import { applyMessage, stringify, wholeMessage } from '@/lib/chain/wire'
import { heartbeatIn, messageIn, statusIn } from '@/lib/chain/wire/parse'
import type { NodeStatus } from '@/lib/chain/wire/status'
import { onWake, pageTime } from '../page/time'
import { poll, stream, type TransportHandlers } from './feed-transport'
import { type Joined, joined, pause } from './signals'
import { joinTabs, type Tabs } from './tabs'

/** What arrives from the server, through the stream of this tab or from the tab that leads. */
export interface FeedHandlers {
  /** Throws when this page cannot show the reading. */
  readonly onReading: (reading: Reading, ageSeconds: number) => void
  readonly onStatus: (rpc: readonly NodeStatus[]) => void
  /**
   * The stream is gone, has been silent for longer than its heartbeat, or sends something that does not belong here.
   */
  readonly onSilence: (why: Silence) => void
}

/** `foreign`: what arrives is from another deployment, or another build of the console. */
export type Silence = 'silent' | 'foreign'

type Shared =
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'status'; readonly text: string }
  | { readonly type: 'silence'; readonly why: Silence }

const channelName = 'generator-pau-console/feed'

/** Pause before a broken stream is opened again [ms]. */
const retryAfter = 1_000

/** When the page is back after a pause, a stream that was silent for longer than this is reopened at once [ms]. */
const freshFor = 11_000

/**
 * Keeps one stream open for all tabs of this browser: HTTP/1.1 allows six connections to a server, so a seventh tab
 * would wait for ever. One tab streams and the others listen to it. Where tabs cannot agree on one, each polls now and
 * then and holds no connection.
 * @param of Identity of this page's deployment; messages of another one are ignored.
 * @returns ends it.
 */
export function openFeed(of: string, initial: Reading | null, handlers: FeedHandlers): () => void {
  const id = `${pageTime()} ${Math.random()}`
  /** Everything this tab knows, for the tabs that follow when they ask. */
  let known: { readonly reading: Reading; readonly seenAt: number } | null = null
  let reading = initial
  let status: string | null = null
  let silence: Silence | null = null
  let isForeign = false
  let aliveAt = pageTime()
  let connection: Joined | null = null

  /** Whether the message fits what is known; null for one of another deployment or build, or for no message. */
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
      onHeartbeat: (text) => {
        const block = heartbeatIn(text)
        return block === null || block === reading?.block.hash
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

/** Whether a tab of this build shared it; tabs of other builds cannot be trusted. */
function isShared(item: unknown): item is Shared {
  if (typeof item !== 'object' || item === null || !('type' in item)) return false
  if (item.type === 'silence') return 'why' in item && (item.why === 'silent' || item.why === 'foreign')
  const isText = 'text' in item && typeof item.text === 'string'
  return isText && (item.type === 'message' || item.type === 'status')
}
