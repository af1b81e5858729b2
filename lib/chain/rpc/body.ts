/**
 * The text of a body, or null when it is larger than `most` [bytes]; what is too large is not read to its end. A body
 * whose length is told is not begun when that is too much.
 */
export async function boundedText(
  { body, headers }: Pick<Response | Request, 'body' | 'headers'>,
  most: number,
): Promise<string | null> {
  if (Number(headers.get('content-length') ?? 0) > most) {
    await body?.cancel().catch(() => undefined)
    return null
  }
  if (body === null) return ''
  // Not every browser iterates over a stream.
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > most) {
      await reader.cancel().catch(() => undefined)
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
