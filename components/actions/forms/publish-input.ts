import { MOST_CAPACITY, MOST_FACTOR } from '@/lib/actions'
import { parseAmount } from '@/lib/format'
import { lockDue, type Timetable } from '@/lib/lcts'
import { type Seconds, type Wad, wad } from '@/lib/math'

/** A number that somebody typed: its value, or why the text is refused. An empty text is neither. */
export interface NumberReading {
  readonly value: Wad | null
  readonly error: string | null
}

/** What is published for a settlement, as it was typed: capacity [sUSDS], and by what the rate is multiplied. */
export function readPublication(
  capacity: string,
  factor: string,
): { readonly capacity: NumberReading; readonly factor: NumberReading } {
  return { capacity: read(capacity, MOST_CAPACITY), factor: read(factor, MOST_FACTOR) }
}

function read(text: string, most: bigint): NumberReading {
  if (text.trim() === '') return { value: null, error: null }
  const parsed = parseAmount(text, 18)
  if (!parsed.ok) return { value: null, error: parsed.message }
  return parsed.value > most
    ? { value: null, error: 'More than the contract can store.' }
    : { value: wad(parsed.value), error: null }
}

/** The days for which something can still be published, of those that were read [days since 1970]. @param now [unix s] */
export const openDays = (
  publications: readonly { readonly day: bigint }[],
  timetable: Timetable,
  now: Seconds,
): readonly bigint[] => publications.flatMap(({ day }) => (now < lockDue(timetable, day) ? [day] : []))
