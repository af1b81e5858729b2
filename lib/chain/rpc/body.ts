/**
 * The text of a body, or null when it is larger than `most` [bytes]. Reading stops there, and does not begin where a
 * declared length is too large.
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
