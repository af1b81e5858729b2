import type { Hex } from 'viem'
import type { Request, Returned } from './ask'

/**
 * The bytes of Multicall3's `aggregate3`, which every read of a picture goes through. viem can write and read them too, by
 * walking the types of each value: for two thousand reads that takes five times as long, and a review does it several
 * times before somebody may sign.
 */

/** Selector of `aggregate3((address target, bool allowFailure, bytes callData)[])`. */
const SELECTOR = '0x82ad56cb'

/** Hexadecimal digits of a word. */
const WORD = 64
/** Digits of a word that are 0 in any length or offset. */
const HIGH = '0'.repeat(52)

const word = (value: number): string => value.toString(16).padStart(WORD, '0')

/** Bytes with their length before, and zeros up to the end of the word. */
function padded(data: Hex): string {
  const digits = data.length - 2
  const rest = digits % WORD
  return `${word(digits / 2)}${data.slice(2)}${rest === 0 ? '' : '0'.repeat(WORD - rest)}`
}

/** Calldata of `aggregate3` in which each read may fail alone. */
export function encodeAggregate(requests: readonly Request[]): Hex {
  const calls = requests.map(
    ({ to, data }) => `${to.slice(2).toLowerCase().padStart(WORD, '0')}${word(1)}${word(96)}${padded(data)}`,
  )
  let at = 32 * calls.length
  const offsets = calls.map((call) => {
    const offset = word(at)
    at += call.length / 2
    return offset
  })
  return `${SELECTOR}${word(32)}${word(calls.length)}${offsets.join('')}${calls.join('')}`
}

/**
 * What `aggregate3` returned: one answer for each read, in their order.
 * @param data hexadecimal, whole bytes
 * @throws RangeError where it is not `(bool success, bytes returnData)[]`
 */
export function decodeAggregate(data: Hex): readonly Returned[] {
  /** A length or an offset [digits], at a place [digits]. */
  const digitsAt = (place: number): number => {
    if (place + WORD > data.length || !data.startsWith(HIGH, place)) throw new RangeError('Out of range')
    return 2 * Number.parseInt(data.slice(place + HIGH.length, place + WORD), 16)
  }
  const list = 2 + digitsAt(2)
  const length = digitsAt(list) / 2
  const heads = list + WORD
  // Before anything is made of that length: each answer has at least its offset.
  if (heads + length * WORD > data.length) throw new RangeError('Out of range')
  return Array.from({ length }, (_, index) => {
    const item = heads + digitsAt(heads + index * WORD)
    const success = digitsAt(item) / 2
    const bytes = item + digitsAt(item + WORD)
    const end = bytes + WORD + digitsAt(bytes)
    if (success > 1 || end > data.length) throw new RangeError('Out of range')
    return { ok: success === 1, data: `0x${data.slice(bytes + WORD, end)}` }
  })
}
