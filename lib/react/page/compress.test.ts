import { describe, expect, it, vi } from 'vitest'
import { compressed, unpacked } from './compress'

const bytes = new TextEncoder().encode('a proposal '.repeat(50))
const packed = (await compressed(bytes))! as Uint8Array<ArrayBuffer>

/** Streams of a browser that has them, and does not let them be used. */
const DENIED: Readonly<Record<string, unknown>> = {
  missing: undefined,
  throws: class {
    constructor() {
      throw new DOMException('Access is denied.', 'SecurityError')
    }
  },
  rejects: class {
    readonly writable = new WritableStream({ write: () => Promise.reject(new Error('denied')) })
    readonly readable = new ReadableStream({ start: (controller) => controller.error(new Error('denied')) })
  },
  silent: class {
    readonly writable = new WritableStream()
    readonly readable = new ReadableStream()
  },
}

describe('bytes', () => {
  it('come back from what they were compressed to', async () => {
    expect(packed.length).toBeLessThan(bytes.length)
    expect(await unpacked(packed, bytes.length)).toEqual({ ok: true, bytes })
  })

  it('are not unpacked beyond what is allowed, nor from what is no such data', async () => {
    expect(await unpacked(packed, bytes.length - 1)).toEqual({ ok: false, because: 'too-much' })
    expect(await unpacked(packed.slice(0, -4), bytes.length)).toEqual({ ok: false, because: 'broken' })
  })

  it.each(Object.entries(DENIED))(
    'stay plain where compressing is %s, and are told apart from broken ones',
    async (_, stream) => {
      vi.stubGlobal('CompressionStream', stream)
      vi.stubGlobal('DecompressionStream', stream)
      expect(await compressed(bytes)).toBeNull()
      const out = await unpacked(packed, bytes.length)
      expect(out.ok).toBe(false)
      expect(out).not.toEqual({ ok: false, because: 'too-much' })
    },
    5_000,
  )

  it('wait for no browser that never answers', async () => {
    vi.stubGlobal('DecompressionStream', DENIED.silent)
    expect(await unpacked(packed, bytes.length)).toEqual({ ok: false, because: 'unable' })
    vi.stubGlobal('DecompressionStream', DENIED.throws)
    expect(await unpacked(packed, bytes.length)).toEqual({ ok: false, because: 'unable' })
  })
})
