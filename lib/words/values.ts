import type { UnitFacts } from '@/lib/console/facts/limits'
import {
  coming,
  doneWords,
  formatCompact,
  formatDurationExact,
  formatExact,
  formatPercent,
  formatUtc,
  fromDate,
  plural,
} from '@/lib/format'
import { isUint256Error, MAX_UINT256, RAY, rpow } from '@/lib/math'

/** How a value of one kind is told: exact, with its unit, and what lies between two of them. */
export interface ValueWords {
  readonly text: (value: unknown) => string
  /** Signed, with its base where it is a percentage; null where a difference says nothing. */
  readonly difference: (before: unknown, after: unknown) => string | null
}

const noDifference = () => null

/** A value that is told in words, from its own type. */
export function told<T>(text: (value: T) => string): ValueWords {
  return { text: (value) => text(value as T), difference: noDifference }
}

/** An address, hash or name as it stands. */
export const plain: ValueWords = told(String)

/** Yes or no, in words of their own. */
export const flag = (yes: string, no: string): ValueWords => told<boolean>((value) => (value ? yes : no))

/** A time at which something was done [unix s]; 0 is none. */
export const moment: ValueWords = {
  text: (value) => doneWords((value ?? 0n) as bigint),
  difference: (before, after) =>
    !before || !after ? null : signed((after as bigint) - (before as bigint), formatDurationExact),
}

/** A time from which something is possible [s]. @param now time of the model [unix s] */
export const possibleFrom = (now: bigint): ValueWords => ({
  ...moment,
  text: (value) => fromDate(value as bigint, now),
})

/** A time at which something ends [s]. @param none what 0 and null stand for @param now time of the model [unix s] */
export const endOf = (none: string, now: bigint): ValueWords => ({
  ...moment,
  text: (value) => {
    if (value === 0n || value === null) return none
    const at = formatUtc(value as bigint)
    return coming(value as bigint, now) === null ? `over since ${at}` : at
  },
})

/** A duration [s]. */
export const duration: ValueWords = {
  text: (value) => formatDurationExact(value as bigint),
  difference: (before, after) => signed((after as bigint) - (before as bigint), formatDurationExact),
}

/** A number of things. */
export const count = (one: string, many?: string): ValueWords => ({
  text: (value) => plural(value as bigint | number, one, many),
  difference: (before, after) => signed(whole(after) - whole(before), (value) => formatExact(value, 0)),
})

/** A factor [wad]. */
export const factor: ValueWords = {
  text: (value) => `×${formatExact(value as bigint, 18)}`,
  difference: noDifference,
}

/**
 * An amount in a limit's unit, in smallest units where that is not known; 2^256-1 is unlimited.
 * @param per What it is an amount of: `/s`, ` a day`, or nothing.
 */
export function amount(unit: UnitFacts | null, per = ''): ValueWords {
  const decimals = unit?.decimals.ok ? unit.decimals.value : null
  const symbol = unit?.symbol.ok ? unit.symbol.value : null
  const name =
    decimals === null ? `smallest units${symbol === null ? '' : ` of ${symbol}`}` : (symbol ?? 'tokens')
  return quantity(decimals ?? 0, `${name}${per}`)
}

/** A quantity in fixed point with its unit; 2^256-1 is unlimited. */
export function quantity(decimals: number, name: string): ValueWords {
  const exact = (value: bigint) => `${formatExact(value, decimals)} ${name}`
  return {
    text: (value) => (value === MAX_UINT256 ? 'unlimited' : exact(value as bigint)),
    difference: (before, after) => {
      if (before === MAX_UINT256 || after === MAX_UINT256) return null
      const [a, b] = [before as bigint, after as bigint]
      const by = signed(b - a, exact)
      if (by === null || a === 0n) return by
      const share = formatPercent(b - a, a)
      return `${by}, ${b > a ? '+' : ''}${share} of ${formatCompact(a, decimals)}`
    },
  }
}

/** Debt and ceilings of the Vat [rad]. */
export const radUsds: ValueWords = quantity(45, 'USDS')
/** USDS of MCD [wad]. */
export const wadUsds: ValueWords = quantity(18, 'USDS')

const YEAR = 31_536_000n

/** Growth of a year of 365 days in percent, rounded to four digits; null where it leaves 256 bits. */
export function percentPerYear(factorPerSecond: bigint): string | null {
  try {
    const grown = rpow(factorPerSecond, YEAR, RAY) - RAY
    const [size, sign] = grown < 0n ? [-grown, '-'] : [grown, '']
    return `${sign}${formatExact((size * 1_000_000n + RAY / 2n) / RAY, 4)} %`
  } catch (error) {
    if (isUint256Error(error)) return null
    throw error
  }
}

/** A factor per second [ray], as growth per year with the exact factor. */
export const rate: ValueWords = {
  text: (value) => {
    const exact = `×${formatExact(value as bigint, 27)} per second`
    const yearly = percentPerYear(value as bigint)
    return yearly === null ? exact : `${yearly} per year (${exact})`
  },
  difference: noDifference,
}

function signed(value: bigint, text: (magnitude: bigint) => string): string | null {
  if (value === 0n) return null
  return value > 0n ? `+${text(value)}` : `-${text(-value)}`
}

const whole = (value: unknown): bigint => BigInt(value as bigint | number)
