import decodeQR from 'qr/decode.js'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { drawingOf, longestQr, QrCode } from './qr-code'

/** Pixels of a square of the code. */
const SCALE = 4

/** What a reader sees in the drawing, by another implementation. */
function readBack(text: string): string {
  const { size, path } = drawingOf(text)!
  const width = size * SCALE
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < SCALE; dy += 1) {
      for (let dx = 0; dx < SCALE; dx += 1) {
        data.fill(
          0,
          ((Number(y) * SCALE + dy) * width + Number(x) * SCALE + dx) * 4,
          ((Number(y) * SCALE + dy) * width + Number(x) * SCALE + dx) * 4 + 3,
        )
      }
    }
  }
  return decodeQR({ width, height: width, data })
}

describe('a QR code', () => {
  it.each([20, 300, 800, longestQr])('of %i characters is read back as its text', (length) => {
    const text = `https://console.example/proposal#${'Ab1-_x'.repeat(400)}`.slice(0, length)
    expect(readBack(text)).toBe(text)
  })

  it('is not drawn from more than phones read, and says what to do', () => {
    expect(drawingOf('x'.repeat(longestQr + 1))).toBeNull()
    const shown = renderToStaticMarkup(<QrCode text={'x'.repeat(3_000)} label="a link" />)
    expect(shown).toContain('It is too long for a QR code: 3000 characters')
    expect(shown).toContain('the link or the file')
  })
})
