import { afterEach, describe, expect, it, vi } from 'vitest'
import { poll } from './feed-transport'

const health = { block: { hash: '0x01' }, rpc: [{ state: 'ok' }] }
const reading = 'event: reading\ndata: {"block":1}\n\n'
const status = 'event: status\ndata: []\n\n'

/** What a page hears that asks, where the stream answers in this way; it ends by itself when it hears silence. */
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

describe('a page that asks', () => {
  it('takes a picture and the state of the nodes, and asks on', async () => {
    expect(await heard(reading + status)).toEqual({ told: ['{"block":1}', '[]'], fellSilent: false })
  })

  it('takes the state alone where no block was read yet', async () => {
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
