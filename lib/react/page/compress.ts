import { within } from './within'

/** Longest wait for a browser that takes bytes and may never give any [ms]. */
const patience = 2_000

/** Compressed bytes, by the browser's own DEFLATE; null where it has none, refuses it or does not answer. */
export async function compressed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  return within(patience, deflated(bytes))
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

export type Unpacked =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `unable`: this browser cannot unpack, or does not answer; `too-much`: more came out than was allowed; `broken`: no such data. */
  | { readonly ok: false; readonly because: 'unable' | 'too-much' | 'broken' }

/**
 * The bytes that were compressed. It stops as soon as more comes out than is allowed: a few bytes can unpack to gigabytes.
 * @param most [bytes]
 */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Unpacked> {
  const unable = { ok: false, because: 'unable' } as const
  try {
    const inflate = new DecompressionStream('deflate-raw')
    return (await within(patience, inflated(bytes, inflate, most))) ?? unable
  } catch {
    return unable
  }
}

async function inflated(
  bytes: Uint8Array<ArrayBuffer>,
  inflate: DecompressionStream,
  most: number,
): Promise<Unpacked> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(inflate)
    const reader = stream.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      if (size > most) {
        await reader.cancel().catch(() => undefined)
        return { ok: false, because: 'too-much' }
      }
      chunks.push(value)
    }
  } catch {
    return { ok: false, because: 'broken' }
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return { ok: true, bytes: whole }
}
