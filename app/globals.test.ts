import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8')

type Theme = 'light' | 'dark'
const THEMES: readonly Theme[] = ['light', 'dark']

/** Opaque colour tokens of the style sheet: name to its light and dark value. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }],
  ),
)

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name)
  if (token === undefined) throw new Error(`no token --${name}`)
  return token[theme]
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (start: number) => {
    const c = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast ratio, WCAG 2.2: from 1 to 21. */
function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (hi! + 0.05) / (lo! + 0.05)
}

const NEUTRAL = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'mark']
const STATES = ['wrong', 'unknown', 'ok', 'idle']

/** Pairs that carry text: AA asks for 4.5. */
const TEXT: readonly (readonly [string, string])[] = [
  ...['ink', 'muted', 'faint', 'accent', 'accent-strong'].flatMap((ink) =>
    NEUTRAL.map((ground) => [ink, ground] as const),
  ),
  ...STATES.flatMap((state) =>
    ['canvas', 'surface', 'raised', 'hover', `${state}-soft`].map((g) => [state, g] as const),
  ),
  ...STATES.flatMap((state) => ['ink', 'muted'].map((ink) => [ink, `${state}-soft`] as const)),
  ...['debt-old', 'debt-new'].flatMap((debt) =>
    ['canvas', 'surface', 'raised'].map((g) => [debt, g] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['canvas', 'ink'],
]

/** Outlines of controls and the focus ring: AA asks for 3. */
const OUTLINES: readonly (readonly [string, string])[] = ['canvas', 'surface', 'raised', 'sunken'].flatMap(
  (g) => [['edge', g] as const, ['accent', g] as const],
)

describe('colour tokens', () => {
  it('reads every token of the style sheet in both themes', () => {
    const declared = css.match(/light-dark\(/g)?.length ?? 0
    const translucent = css.match(/light-dark\(#[0-9a-f]{8}/g)?.length ?? 0
    expect(tokens.size).toBe(declared - translucent)
    expect(tokens.size).toBeGreaterThan(20)
  })

  it('computes a contrast of 21 to 1 for black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  for (const theme of THEMES) {
    it.each(TEXT)(`%s on %s can be read in ${theme}`, (ink, ground) => {
      expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
    })

    it.each(OUTLINES)(`%s on %s can be seen in ${theme}`, (line, ground) => {
      expect(contrast(colour(line, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
    })
  }

  it('gives old and new debt hues that neither a state nor the accent has', () => {
    const hue = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [
        number,
        number,
        number,
      ]
      const max = Math.max(r, g, b)
      const d = max - Math.min(r, g, b)
      const sector = max === r ? (g - b) / d : max === g ? 2 + (b - r) / d : 4 + (r - g) / d
      return (sector * 60 + 360) % 360
    }
    const apart = (a: number, b: number) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b))
    for (const theme of THEMES) {
      const debts = ['debt-old', 'debt-new'].map((name) => hue(colour(name, theme)))
      expect(apart(debts[0]!, debts[1]!)).toBeGreaterThan(90)
      for (const other of ['wrong', 'unknown', 'ok', 'accent']) {
        for (const debt of debts) expect(apart(debt, hue(colour(other, theme)))).toBeGreaterThan(28)
      }
    }
  })
})
