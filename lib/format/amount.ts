import type { Rad, Ray, Shares, SignedWad, Wad } from '@/lib/math'

/**
 * The decimals with which an amount can be shown. An amount without a unit type takes those of its token. An amount
 * with a unit takes its own, or 0 to show its smallest units, or 16 to show a share [wad] in percent.
 */
export type DecimalsOf<A extends bigint> = A extends Wad | SignedWad | Shares
  ? 18 | 16 | 0
  : A extends Ray
    ? 27 | 0
    : A extends Rad
      ? 45 | 0
      : number

const SCALES = [
  { suffix: 'T', power: 12 },
  { suffix: 'B', power: 9 },
  { suffix: 'M', power: 6 },
  { suffix: 'K', power: 3 },
  { suffix: '', power: 0 },
] as const

/** Above 999.9T no suffix is in common use, so an exponent shows the size. */
const LARGEST_POWER = 15

const pow10 = (power: number) => 10n ** BigInt(power)
const withThousands = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',')
const withoutTrailingZeros = (fraction: string) => fraction.replace(/0+$/, '')

/**
 * A short amount for a cell: `41.2M`, `1.25B`, `999.9K`, `0.5`.
 *
 * Digits are cut off, never rounded up, so an amount never looks larger than it is. A negative amount is cut toward
 * zero. An amount that is not zero never shows as zero: `<0.01`.
 *
 * @param value amount in the smallest unit of its token
 * @param decimals decimals of the token
 */
export function formatCompact<A extends bigint>(value: A, decimals: DecimalsOf<A>): string
export function formatCompact(value: bigint, decimals: number): string {
  if (value < 0n) {
    const magnitude = formatCompact(-value, decimals)
    return magnitude.startsWith('<') ? `>-${magnitude.slice(1)}` : `-${magnitude}`
  }
  if (value === 0n) return '0'

  const one = pow10(decimals)
  if (value * 100n < one) return '<0.01'
  if (value >= one * pow10(LARGEST_POWER)) return scientific(value, decimals)

  const scale = SCALES.find(({ power }) => value >= one * pow10(power)) ?? { suffix: '', power: 0 }
  const unit = one * pow10(scale.power)
  const digits = scale.suffix === '' || value / unit < 10n ? 2 : 1
  return `${cut(value, unit, digits)}${scale.suffix}`
}

/**
 * The whole amount with thousands separators: `1,234,567.000000000000000001`. Only zeros at the end of the fraction are
 * cut off.
 *
 * @param value amount in the smallest unit of its token
 * @param decimals decimals of the token
 */
export function formatExact<A extends bigint>(value: A, decimals: DecimalsOf<A>): string
export function formatExact(value: bigint, decimals: number): string {
  if (value < 0n) return `-${formatExact(-value, decimals)}`
  const one = pow10(decimals)
  const whole = withThousands((value / one).toString())
  const fraction = withoutTrailingZeros((value % one).toString().padStart(decimals, '0'))
  return decimals === 0 || fraction === '' ? whole : `${whole}.${fraction}`
}

/**
 * A ratio in percent with at most two decimals, cut off: `25 %`, `99.99 %`, `<0.01 %`. A ratio to zero has no value and
 * shows as an em dash.
 */
export function formatPercent(numerator: bigint, denominator: bigint): string {
  if (denominator === 0n) return '—'
  if (denominator < 0n) return formatPercent(-numerator, -denominator)
  if (numerator < 0n) {
    const magnitude = formatPercent(-numerator, denominator)
    return magnitude.startsWith('<') ? `>-${magnitude.slice(1)}` : `-${magnitude}`
  }
  if (numerator === 0n) return '0 %'
  if (numerator * 10_000n < denominator) return '<0.01 %'
  return `${cut(numerator * 100n, denominator, 2, withThousands)} %`
}

/** value / unit with `digits` decimals, cut off, without zeros at the end. */
function cut(value: bigint, unit: bigint, digits: number, group = (whole: string) => whole): string {
  const scaled = (value * pow10(digits)) / unit
  const whole = group((scaled / pow10(digits)).toString())
  const fraction = withoutTrailingZeros((scaled % pow10(digits)).toString().padStart(digits, '0'))
  return fraction === '' ? whole : `${whole}.${fraction}`
}

function scientific(value: bigint, decimals: number): string {
  const exponent = (value / pow10(decimals)).toString().length - 1
  return `${cut(value, pow10(decimals + exponent), 2)}e${exponent}`
}
