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
import {
  isUint256Error,
  MAX_UINT256,
  RAY,
  type Rad,
  type Ray,
  rpow,
  type Seconds,
  type SignedWad,
  type Wad,
} from '@/lib/math'

/** How a value of one kind is told: exact and with its unit, and the difference between two of them. */
export interface ValueWords<V> {
  readonly text: (value: V) => string
  /** Signed, with its base where it is a percentage; null where a difference has no meaning. */
  readonly difference: (before: V, after: V) => string | null
}

const noDifference = () => null

/** A value that is told in words, by a function of its type. */
export function told<T>(text: (value: T) => string): ValueWords<T> {
  return { text, difference: noDifference }
}

/** An address, hash or name as it is. */
export const plain: ValueWords<unknown> = told(String)

/** Yes or no, each in words of its own. */
export const flag = (yes: string, no: string): ValueWords<boolean> =>
  told<boolean>((value) => (value ? yes : no))

/** A time at which something was done [unix s]; 0 is none. */
export const moment: ValueWords<Seconds | null> = {
  text: (value) => doneWords(value ?? 0n),
  difference: (before, after) => (!before || !after ? null : signed(after - before, formatDurationExact)),
}

/** A time from which something is possible [s]. @param now time of the model [unix s] */
export const possibleFrom = (now: bigint): ValueWords<Seconds> => ({
  ...moment,
  text: (value) => fromDate(value, now),
})

/** A time at which something ends [s]. @param none what 0 and null stand for @param now time of the model [unix s] */
export const endOf = (none: string, now: bigint): ValueWords<Seconds | null> => ({
  ...moment,
  text: (value) => {
    if (value === 0n || value === null) return none
    const at = formatUtc(value)
    return coming(value, now) === null ? `over since ${at}` : at
  },
})

/** A duration [s]. */
export const duration: ValueWords<Seconds> = {
  text: formatDurationExact,
  difference: (before, after) => signed(after - before, formatDurationExact),
}

/** A number of things. */
export const count = (one: string, many?: string): ValueWords<bigint | number> => ({
  text: (value) => plural(value, one, many),
  difference: (before, after) => signed(whole(after) - whole(before), (value) => formatExact(value, 0)),
})

/** A factor [wad]. */
export const factor: ValueWords<Wad> = {
  text: (value) => `×${formatExact(value, 18)}`,
  difference: noDifference,
}

/**
 * An amount in a limit's unit, in smallest units where the unit is not known; 2^256-1 is unlimited.
 * @param per the time that it is an amount for: `/s`, ` a day`, or nothing.
 */
export function amount(unit: UnitFacts | null, per = ''): ValueWords<bigint> {
  const decimals = unit?.decimals.ok ? unit.decimals.value : null
  const symbol = unit?.symbol.ok ? unit.symbol.value : null
  const name =
    decimals === null ? `smallest units${symbol === null ? '' : ` of ${symbol}`}` : (symbol ?? 'tokens')
  return quantity(decimals ?? 0, `${name}${per}`)
}

/** A quantity in fixed point with its unit; 2^256-1 is unlimited. */
export function quantity(decimals: number, name: string): ValueWords<bigint> {
  const exact = (value: bigint) => `${formatExact(value, decimals)} ${name}`
  return {
    text: (value) => (value === MAX_UINT256 ? 'unlimited' : exact(value)),
    difference: (before, after) => {
      if (before === MAX_UINT256 || after === MAX_UINT256) return null
      const by = signed(after - before, exact)
      if (by === null || before === 0n) return by
      const share = formatPercent(after - before, before)
      return `${by}, ${after > before ? '+' : ''}${share} of ${formatCompact(before, decimals)}`
    },
  }
}

/** Debt and ceilings of the Vat [rad]. */
export const radUsds: ValueWords<Rad> = quantity(45, 'USDS')
/** USDS of MCD [wad]. */
export const wadUsds: ValueWords<SignedWad> = quantity(18, 'USDS')

const YEAR = 31_536_000n

/** Growth in a year of 365 days in percent, rounded to four digits; null where it leaves 256 bits. */
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
export const rate: ValueWords<Ray> = {
  text: (value) => {
    const exact = `×${formatExact(value, 27)} per second`
    const yearly = percentPerYear(value)
    return yearly === null ? exact : `${yearly} per year (${exact})`
  },
  difference: noDifference,
}

function signed(value: bigint, text: (magnitude: bigint) => string): string | null {
  if (value === 0n) return null
  return value > 0n ? `+${text(value)}` : `-${text(-value)}`
}

const whole = (value: bigint | number): bigint => BigInt(value)
