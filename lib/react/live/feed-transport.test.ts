import { afterEach, describe, expect, it, vi } from 'vitest'
import { poll, stream } from './feed-transport'

const health = { block: { hash: '0x01' }, rpc: [{ state: 'ok' }] }
const reading = 'event: reading\ndata: {"block":1}\n\n'
const status = 'event: status\ndata: []\n\n'

/** What a polling page hears when the stream answers like this; it ends by itself once it hears silence. */
async function heard(stream: string, state: unknown = health) {
  const told: string[] = []
  const ending = new AbortController()
  vi.stubGlobal('fetch', async (path: string) =>
    path === '/api/health' ? Response.json(state) : new Response(stream),
  )
  const polled = poll(ending.signal, {
    onMessage: (text) => told.push(text) > 0,
    onStatus: (text) => void told.push(text),
    onAlive: () => undefined,
    onHeartbeat: () => true,
  }).then(() => !ending.signal.aborted)
  const went = await Promise.race([
    polled,
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 100)),
  ])
  ending.abort()
  await polled
  return { told, fellSilent: went }
}

afterEach(() => vi.unstubAllGlobals())

describe('a page that polls', () => {
  it('takes a picture and the state of the nodes, and keeps polling', async () => {
    expect(await heard(reading + status)).toEqual({ told: ['{"block":1}', '[]'], fellSilent: false })
  })

  it('takes only the state of the nodes where no block was read yet', async () => {
    expect(await heard(status)).toEqual({ told: ['[]'], fellSilent: false })
  })

  it.each([
    ['nothing', ''],
    ['a picture that breaks off', 'event: reading\ndata: {"type":'],
    ['a picture without the state that ends it', reading],
    ['something else', '<!doctype html>'],
  ])('falls silent for %s', async (_, stream) => {
    expect(await heard(stream)).toEqual({ told: [], fellSilent: true })
  })
})

describe('a page with a stream', () => {
  it.each([
    ['goes on where the heartbeat names what it has', true],
    ['opens another where the heartbeat names what never came', false],
  ])('%s', async (_, fits) => {
    class Events extends EventTarget {
      static last: Events
      closed = false
      constructor() {
        super()
        Events.last = this
      }
      close(): void {
        this.closed = true
      }
    }
    vi.stubGlobal('EventSource', Events)
    const ending = new AbortController()
    const beats: string[] = []
    const ended = stream(ending.signal, {
      onMessage: () => true,
      onStatus: () => undefined,
      onAlive: () => undefined,
      onHeartbeat: (text) => {
        beats.push(text)
        return fits
      },
    })
    Events.last.dispatchEvent(new MessageEvent('heartbeat', { data: '{"block":"0x01"}' }))
    expect(beats).toEqual(['{"block":"0x01"}'])
    expect(Events.last.closed).toBe(!fits)
    ending.abort()
    expect(await ended).toBe(true)
  })
})
