import { stringify, wholeMessage } from '@/lib/chain/wire'
import { identityOf } from '@/lib/deployment'
import type { ChainService, Update } from './chain-service'
import { InFlight } from './in-flight'
import { ownRedactor } from './redact'

/** Time between two heartbeats [ms]. */
const heartbeatInterval = 10_000

/**
 * How much may wait for a client that reads slowly [bytes]; beyond that it is sent the newest complete reading later.
 */
const mostWaiting = 1_000_000

/** Streams that one client may have open: a browser has one, and many people may share an address. */
const mostOfOne = 200

/** A client that takes nothing for this long counts as gone [ms]. */
const deadAfter = 60_000

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // `no-transform`: compression would hold events back.
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

const encoder = new TextEncoder()

/** One server-sent event. `data` must not contain line breaks, which JSON does not. */
export function eventFrame(event: 'reading' | 'status' | 'heartbeat', data: string): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${ownRedactor().text(data)}\n\n`)
}

/** The open streams of one service. */
export class Streams {
  private readonly viewers = new Set<Viewer>()
  private readonly open = new InFlight(mostOfOne)
  /** A difference is encoded once for all viewers. */
  private readonly frames = new WeakMap<Update, Uint8Array>()

  constructor(private readonly service: ChainService) {}

  /** Open streams: one for each browser. */
  get size(): number {
    return this.viewers.size
  }

  /**
   * Server-sent events: `reading` (a `Message`: whole at first, then differences), `status` (the nodes) and
   * `heartbeat` (the hash of the block that was sent last). It ends with the client or with the service. A client that
   * has too many open gets 429.
   */
  response(signal: AbortSignal, client = 'unknown'): Response {
    if (!this.open.begin(client, 1)) {
      return Response.json({ problem: `A client may have ${mostOfOne} streams open.` }, { status: 429 })
    }
    let viewer: Viewer | null = null
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const opened = new Viewer(controller, this.service, (update) => this.frame(update))
          viewer = opened
          this.viewers.add(opened)
          opened.onEnd = () => {
            if (this.viewers.delete(opened)) this.open.end(client, 1)
          }
          opened.open(signal)
        },
        pull: () => viewer?.resume(),
        cancel: () => viewer?.end(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
    )
    return new Response(body, { headers })
  }

  private frame(update: Update): Uint8Array {
    const frame = this.frames.get(update) ?? eventFrame('reading', stringify(update.delta))
    this.frames.set(update, frame)
    return frame
  }
}

class Viewer {
  onEnd: () => void = () => {}
  private missed = false
  private drainedAt = performance.now()
  private beat: ReturnType<typeof setInterval> | undefined
  private unsubscribe: (() => void) | undefined
  private ended = false

  constructor(
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
    private readonly service: ChainService,
    private readonly frame: (update: Update) => Uint8Array,
  ) {}

  open(signal: AbortSignal): void {
    this.sendState()
    this.beat = setInterval(() => this.sign(), heartbeatInterval)
    this.unsubscribe = this.service.subscribe({
      onUpdate: (update) => {
        if (!this.hasRoom) this.missed = true
        else if (update.delta) this.controller.enqueue(this.frame(update))
        else this.sendState()
      },
      onStatus: () => {
        if (this.hasRoom) this.sendStatus()
        else this.missed = true
      },
      onClose: () => this.end(),
    })
    if (signal.aborted || this.ended) this.end()
    else signal.addEventListener('abort', () => this.end(), { once: true })
  }

  /** The client has taken what waited for it. */
  resume(): void {
    this.drainedAt = performance.now()
    if (!this.missed || this.ended) return
    this.missed = false
    this.sendState()
  }

  end(): void {
    clearInterval(this.beat)
    this.unsubscribe?.()
    this.onEnd()
    if (this.ended) return
    this.ended = true
    try {
      this.controller.close()
    } catch {
      // The client had already cancelled the stream.
    }
  }

  /** No backlog is kept for a client: it gets the newest state once there is room again. */
  private get hasRoom(): boolean {
    return !this.missed && (this.controller.desiredSize ?? 0) > 0
  }

  private sign(): void {
    const block = this.service.live?.reading.block.hash
    if (this.hasRoom) this.controller.enqueue(eventFrame('heartbeat', stringify({ block })))
    else if (performance.now() - this.drainedAt > deadAfter) this.end()
  }

  private sendState(): void {
    const { live, ageSeconds, deployment } = this.service
    if (live && ageSeconds !== null) {
      const message = wholeMessage(identityOf(deployment), live.reading, ageSeconds)
      this.controller.enqueue(eventFrame('reading', stringify(message)))
    }
    this.sendStatus()
  }

  private sendStatus(): void {
    this.controller.enqueue(eventFrame('status', stringify(this.service.status().nodes)))
  }
}
