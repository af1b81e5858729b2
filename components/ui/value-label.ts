/** What a value shows, and the whole of it: a figure without rounding, or words in full. */
export interface Shown {
  /** As shown, compact where it stands in a cell. */
  readonly text: string
  /** The figure without rounding, if `text` is not that already. */
  readonly exact?: string | undefined
  readonly unit?: string | undefined
  /** Where words are shown, such as a moment or a state: the same in full. */
  readonly full?: string | undefined
}

/** The whole of a value: the words in full, or the exact figure with its unit. */
export function wholeOf({ text, exact = text, unit, full }: Shown): string {
  return full ?? (unit === undefined ? exact : `${exact} ${unit}`)
}

/**
 * A value for screen readers, with what is shown first. One template for figures, "41.2M, exactly 41,213,004.12 USDS",
 * and one for words, "Full: since 2026-11-20 07:00 UTC"; what the whole repeats is not said twice.
 */
export function valueLabel(shown: Shown): string {
  const { text, full } = shown
  const whole = wholeOf(shown)
  if (full !== undefined) return whole.includes(text) ? whole : `${text}: ${whole}`
  return whole.startsWith(text) ? whole : `${text}, exactly ${whole}`
}
