'use client'

import { correction, generate } from 'lean-qr'
import { useMemo } from 'react'

/** The longest text that is drawn [characters]: beyond it, cameras of phones no longer tell the squares apart. */
export const longestQr = 2_000

interface QrCodeProps {
  readonly text: string
  /** What the code leads to, for those who do not see it. */
  readonly label: string
}

/** A text as a QR code: always black on white, since readers of codes expect that. Says so where it is too long. */
export function QrCode({ text, label }: QrCodeProps) {
  const drawn = useMemo(() => drawingOf(text), [text])
  if (drawn === null) {
    return (
      <p className="text-sm" data-qr="too-long">
        {`It is too long for a QR code: ${text.length} characters, and a phone reads up to ${longestQr}. Hand on the link or the file.`}
      </p>
    )
  }
  const { size, path } = drawn
  return (
    <svg
      role="img"
      aria-label={label}
      data-qr="drawn"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-80 rounded-md bg-white"
    >
      <path d={path} className="fill-black" />
    </svg>
  )
}

/** Empty squares around the code, without which it is not found. */
const QUIET = 4

/** The dark squares as a path; null where the text is too long. */
export function drawingOf(text: string): { readonly size: number; readonly path: string } | null {
  if (text.length > longestQr) return null
  const code = generate(text, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L })
  const squares: string[] = []
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) squares.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`)
    }
  }
  return { size: code.size + 2 * QUIET, path: squares.join('') }
}
