import { type Address, getAddress, type Hex, isAddress, isHex, zeroAddress, zeroHash } from 'viem'
import type { DelayedFunction } from '@/lib/actions'
import { type ParsedAmount, type ParsedDuration, parseAmount, parseDuration } from '@/lib/format'
import { readPerDay } from './limit-input'

/** Decimals of a factor [wad]. */
const FACTOR_DECIMALS = 18

/** What somebody typed and chose; what a function does not take is left out of account. */
export interface ScheduleText {
  /** An address that was typed, where a function registers somebody. */
  readonly account: string
  /** The PAU that was chosen, by its RateLimits or controller; the zero address for all of them. */
  readonly pau: Address
  /** The limit that was chosen; null where there is none. */
  readonly key: Hex | null
  readonly amount: string
  /** Refill of a day. */
  readonly perDay: string
  readonly data: string
}

/** What a request takes from the fields. */
export interface ScheduleParts {
  readonly target: Address
  readonly key: Hex
  readonly amount: bigint
  readonly slope: bigint
  readonly data: Hex
}

export type ScheduleField = 'account' | 'key' | 'amount' | 'perDay' | 'data'

/** What the fields mean together, or why each is refused. */
export interface ScheduleReading {
  /** Null while a field is refused. */
  readonly parts: ScheduleParts | null
  readonly errors: Readonly<Partial<Record<ScheduleField, string>>>
}

/** The fields that a function takes, in the order in which they stand. */
export const FIELDS: Readonly<Record<DelayedFunction, readonly (ScheduleField | 'pau')[]>> = {
  setHop: ['pau', 'amount'],
  setMaxChange: ['pau', 'amount'],
  addRateLimits: ['account'],
  addController: ['account'],
  addCBeam: ['account'],
  addInitRateLimits: ['pau', 'key', 'amount', 'perDay'],
  addInitControllerActions: ['pau', 'data'],
  start: [],
}

const NOTHING: ScheduleParts = { target: zeroAddress, key: zeroHash, amount: 0n, slope: 0n, data: '0x' }

/** Longest call that is approved here, in bytes. */
const MOST_BYTES = 8_192

/**
 * Reads the fields of one function. Nothing is rounded: a text is exact or refused.
 * @param decimals of the limit that was chosen
 */
export function readSchedule(call: DelayedFunction, text: ScheduleText, decimals: number): ScheduleReading {
  const pau = { ...NOTHING, target: text.pau }
  switch (call) {
    case 'start':
      return { parts: NOTHING, errors: {} }
    case 'addRateLimits':
    case 'addController':
    case 'addCBeam': {
      const typed = text.account.trim()
      return isAddress(typed)
        ? { parts: { ...NOTHING, target: getAddress(typed) }, errors: {} }
        : refused({ account: 'This is not an address, or its checksum is wrong.' })
    }
    case 'setHop':
      return oneAmount(pau, parseDuration(text.amount))
    case 'setMaxChange':
      return oneAmount(pau, parseAmount(text.amount.trim().replace(/^[×x]\s*/i, ''), FACTOR_DECIMALS))
    case 'addInitRateLimits': {
      const amount = parseAmount(text.amount, decimals)
      const slope = readPerDay(text.perDay, decimals)
      const errors = {
        ...(text.key === null ? { key: 'No limit of this PAU is known.' } : {}),
        ...(amount.ok ? {} : { amount: amount.message }),
        ...(slope.error === null ? {} : { perDay: slope.error }),
      }
      return text.key !== null && amount.ok && slope.value !== null
        ? { parts: { ...pau, key: text.key, amount: amount.value, slope: slope.value }, errors }
        : refused(errors)
    }
    case 'addInitControllerActions': {
      const data = text.data.trim()
      if (!isHex(data) || data.length % 2 !== 0)
        return refused({ data: 'Enter the bytes of the call, beginning with 0x.' })
      if (data.length < 10) return refused({ data: 'A call has at least 4 bytes, those of its function.' })
      if (data.length > 2 + 2 * MOST_BYTES) return refused({ data: 'The call is too long.' })
      return { parts: { ...pau, data: data.toLowerCase() as Hex }, errors: {} }
    }
  }
}

function oneAmount(parts: ScheduleParts, parsed: ParsedAmount | ParsedDuration): ScheduleReading {
  return parsed.ok
    ? { parts: { ...parts, amount: parsed.value }, errors: {} }
    : refused({ amount: parsed.message })
}

const refused = (errors: ScheduleReading['errors']): ScheduleReading => ({ parts: null, errors })
