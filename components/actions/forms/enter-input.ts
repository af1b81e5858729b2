import { parseAmount } from '@/lib/format'
import { type Wad, wad } from '@/lib/math'

/** An amount that is to be put into a queue: [wad], or why the text is refused. */
export interface EntryReading {
  readonly amount: Wad | null
  readonly error: string | null
}

/** What somebody typed: sUSDS and srUSDS both have 18 decimals. An empty text is no amount, and no error. */
export function readEntry(text: string): EntryReading {
  if (text.trim() === '') return { amount: null, error: null }
  const parsed = parseAmount(text, 18)
  if (!parsed.ok) return { amount: null, error: parsed.message }
  return parsed.value === 0n
    ? { amount: null, error: 'Enter an amount above 0.' }
    : { amount: wad(parsed.value), error: null }
}
