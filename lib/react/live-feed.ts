import type { Reading } from '@/lib/chain/reader'
import type { NodeStatus } from '@/lib/chain/status'
import { applyMessage, type Message, parse, stringify, wholeMessage } from '@/lib/chain/wire'

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
  | { readonly type: 'hello' }

const channelName = 'generator-pau-console/stream'

/** Heartbeats come every 10 s; two missed ones are silence [ms]. */
const silenceAfter = 25_000

/** Pause before a broken stream is opened again [ms]. */
const retryAfter = 1_000

/**
 * Keeps one stream open for all tabs of this browser: HTTP/1.1 allows six connections to a server, so the seventh
 * tab would wait forever. The tab that holds the lock streams, the others listen to it.
 * @returns ends it.
 */
export function openFeed(initial: Reading | null, handlers: FeedHandlers): () => void {
  const ended = new AbortController()
  const channel = new BroadcastChannel(channelName)
  let reading = initial
  let leads = false

  const receive = (text: string): boolean => {
    const message = parse<Message>(text)
    const next = applyMessage(reading, message)
    if (!next) return false
    reading = next
    handlers.onReading(next, message.ageSeconds)
    return true
  }
  const share = (item: Shared) => channel.postMessage(item)

  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if (data.type === 'hello') {
      if (leads && reading) share({ type: 'message', text: stringify(wholeMessage(reading, 0)) })
    } else if (leads) {
      return
    } else if (data.type === 'message') {
      if (!receive(data.text)) share({ type: 'hello' })
    } else if (data.type === 'status') {
      handlers.onStatus(parse(data.text))
    } else {
      handlers.onSilence()
    }
  }

  const lead = async () => {
    leads = true
    while (!ended.signal.aborted) {
      await stream(ended.signal, {
        onMessage: (text) => {
          const fits = receive(text)
          if (fits) share({ type: 'message', text })
          return fits
        },
        onStatus: (text) => {
          handlers.onStatus(parse(text))
          share({ type: 'status', text })
        },
      })
      if (ended.signal.aborted) return
      handlers.onSilence()
      share({ type: 'silence' })
      await pause(retryAfter, ended.signal)
    }
  }

  // Without locks (a page not served over https or localhost) every tab streams for itself.
  if (navigator.locks) {
    share({ type: 'hello' })
    navigator.locks.request(channelName, { signal: ended.signal }, lead).catch(() => undefined)
  } else {
    void lead()
  }
  return () => {
    ended.abort()
    channel.close()
  }
}

/** One connection to the stream; resolves when it broke, fell silent or no longer fits. */
function stream(
  signal: AbortSignal,
  handlers: { onMessage: (text: string) => boolean; onStatus: (text: string) => void },
): Promise<void> {
  return new Promise((resolve) => {
    const events = new EventSource('/api/stream')
    let timer: ReturnType<typeof setTimeout>
    const end = () => {
      clearTimeout(timer)
      events.close()
      resolve()
    }
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(end, silenceAfter)
    }
    events.onopen = alive
    events.onerror = end
    events.addEventListener('heartbeat', alive)
    events.addEventListener('reading', ({ data }: MessageEvent<string>) => {
      alive()
      if (!handlers.onMessage(data)) end()
    })
    events.addEventListener('status', ({ data }: MessageEvent<string>) => {
      alive()
      handlers.onStatus(data)
    })
    signal.addEventListener('abort', end, { once: true })
    alive()
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
