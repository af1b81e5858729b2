/** Characters that are invisible, break a line, or turn the direction of text; they are never printed as they are. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu

/** `U+202E`. */
export const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/**
 * A text on one line in which every character can be seen: line breaks and blanks become one blank, other hidden
 * characters their code point.
 */
export function visible(text: string): string {
  return text.replace(/\s*[\r\n\u0085\u2028\u2029]\s*/g, ' ').replace(HIDDEN, codePoint)
}

/** A text that is longer than a line loses its middle. */
export function shortened(text: string, most = 160): string {
  if (text.length <= most) return text
  const half = Math.floor(most / 2)
  return `${text.slice(0, half)}…${text.slice(-half)}`
}

/** How many entries and levels of a value are shown. */
const ENTRIES = 3
const LEVELS = 2

/**
 * A value of a file for an error message. It stays short whatever the value is, even one nested ten thousand levels
 * deep.
 */
export function show(value: unknown): string {
  const text = visible(brief(value, LEVELS))
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

function brief(value: unknown, levels: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value)
  const parts = Array.isArray(value)
    ? value.slice(0, ENTRIES + 1).map((item: unknown) => () => brief(item, levels - 1))
    : Object.entries(value)
        .slice(0, ENTRIES + 1)
        .map(
          ([key, item]) =>
            () =>
              `${JSON.stringify(key)}:${brief(item, levels - 1)}`,
        )
  const shown = levels === 0 ? [] : parts.slice(0, ENTRIES).map((part) => part())
  const inside = [...shown, ...(shown.length < parts.length ? ['…'] : [])].join(',')
  return Array.isArray(value) ? `[${inside}]` : `{${inside}}`
}
