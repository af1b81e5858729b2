import { shortHex } from '@/components/ui/hex'
import type { UnitFacts } from '@/lib/console/facts/limits'
import type { LimitModel } from '@/lib/console/model'
import { formatExact, parseAmount, whenWords } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import {
  allowedBand,
  isIncrease,
  judge,
  type LimitParams,
  type OneWayPart,
  oneWayParts,
  type SorlInputs,
} from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitle, type NameOf } from '@/lib/words/limits'

const SECONDS_PER_DAY = 86_400n

/** The ways to change a limit; a change that raises one number and lowers the other counts as a raise. */
export type LimitChange = 'raise' | 'lower'

/** What somebody typed. */
export interface LimitText {
  readonly maxAmount: string
  /** Refill of a day. */
  readonly perDay: string
}

/** One field: what it means, or why it is refused. */
export interface FieldReading {
  readonly value: bigint | null
  readonly error: string | null
  /** Texts that the field would take: the nearest below, then the nearest above. */
  readonly nearest: readonly string[]
}

export interface LimitReading {
  readonly maxAmount: FieldReading
  /** [units/s]: what the contract stores. */
  readonly slope: FieldReading
  /** Why the Configurator would refuse the change, with the time from which it would accept it. */
  readonly refusal: string | null
  readonly oneWay: readonly OneWayPart[]
  /** Maximum and slope, when nothing stands in the way. */
  readonly params: LimitParams | null
}

/** Decimals in which amounts of a limit are typed; 0 where its unit is not known: smallest units. */
export function decimalsOf(unit: UnitFacts | null): number {
  return unit?.decimals.ok ? unit.decimals.value : 0
}

/** The unit in which amounts of a limit are typed. */
export function unitOf(unit: UnitFacts | null): string {
  if (!unit?.decimals.ok) return 'smallest units'
  return unit.symbol.ok ? unit.symbol.value : 'tokens'
}

/** A limit as the object of a verb, short enough for a button: "Spark vault deposit limit". */
export function limitObject(limit: Pick<LimitModel, 'name' | 'id'>, nameOf: NameOf): string {
  return limit.name === null ? `limit under key ${shortHex(limit.id)}` : limitTitle(limit, nameOf)
}

/** A limit as text that the fields read back to the very same numbers. */
export function limitText({ maxAmount, slope }: LimitParams, decimals: number): LimitText {
  return {
    maxAmount: formatExact(maxAmount, decimals),
    perDay: formatExact(slope * SECONDS_PER_DAY, decimals),
  }
}

/**
 * Reads both fields and holds them against the second-order rate limit at time t [s]. Nothing is rounded: a text is
 * exact or refused.
 */
export function readLimit(
  text: LimitText,
  change: LimitChange,
  decimals: number,
  sorl: Leaf<SorlInputs>,
  t: bigint,
): LimitReading {
  const maxAmount = readAmount(text.maxAmount, decimals)
  const slope = readPerDay(text.perDay, decimals)
  const reading = { maxAmount, slope, refusal: null, oneWay: [], params: null }
  if (maxAmount.value === null || slope.value === null) return reading
  if (!sorl.ok) {
    return { ...reading, refusal: `What the Configurator allows could not be read: ${sorl.reason.message}` }
  }
  const params = { maxAmount: maxAmount.value, slope: slope.value }
  const refused = (refusal: string): LimitReading => ({ ...reading, refusal })
  const { limit } = sorl.value
  if (params.maxAmount === limit.maxAmount && params.slope === limit.slope) {
    return refused('These are the numbers that the limit has now.')
  }
  const verdict = judge(sorl.value, params, t)
  if (!verdict.ok) {
    const band = allowedBand(sorl.value)
    const most = (value: bigint) =>
      `One step may set at most ${formatExact(value, decimals)} (${verdict.reason}).`
    switch (verdict.reason) {
      case 'Configurator/exceeds-max-amount':
        return { ...reading, maxAmount: refuse(most(band.maxAmount)) }
      case 'Configurator/exceeds-max-slope':
        return {
          ...reading,
          slope: refuse(
            `One step may set at most ${formatExact(band.slope * SECONDS_PER_DAY, decimals)} a day (${verdict.reason}).`,
          ),
        }
      default:
        return refused(refusalOf(verdict.reason, verdict.at, t))
    }
  }
  if (isIncrease(limit, params) !== (change === 'raise')) {
    return refused(
      change === 'raise'
        ? 'Neither number is higher than now: use Lower.'
        : 'One number is higher than now, which counts as an increase: use Raise.',
    )
  }
  return { ...reading, params, oneWay: oneWayParts(sorl.value, params) }
}

const refusals: Readonly<Record<string, string>> = {
  'Configurator/stopped': 'The Configurator is stopped: limits can be neither raised nor lowered',
  'Configurator/hop-not-set': 'No hop is set for these RateLimits, so nothing can be raised',
  'Configurator/unlimited-incorrect-params':
    'This key can only be set to unlimited: the greatest maximum (2^256 - 1) with slope 0',
  'Panic(0x11)': 'The Configurator would overflow',
}

function refusalOf(reason: string, at: bigint | undefined, t: bigint): string {
  const text =
    at === undefined
      ? (refusals[reason] ?? 'The Configurator would refuse')
      : `Next increase ${whenWords(at, t)}`
  return `${text} (${reason}).`
}

/** An amount as it was typed. */
export function readAmount(text: string, decimals: number): FieldReading {
  const parsed = parseAmount(text, decimals)
  return parsed.ok ? { value: parsed.value, error: null, nearest: [] } : refuse(parsed.message)
}

/** A refill of a day, as the whole number of smallest units a second that the contract stores. */
export function readPerDay(text: string, decimals: number): FieldReading {
  const parsed = parseAmount(text, decimals)
  if (!parsed.ok) return refuse(parsed.message)
  const over = parsed.value % SECONDS_PER_DAY
  if (over === 0n) return { value: parsed.value / SECONDS_PER_DAY, error: null, nearest: [] }
  const below = parsed.value - over
  const nearest = [below, below + SECONDS_PER_DAY].filter((value) => value <= MAX_UINT256)
  return {
    ...refuse(
      'The contract stores a refill per second, and this is no whole number of smallest units a second.',
    ),
    nearest: nearest.map((value) => formatExact(value, decimals)),
  }
}

const refuse = (error: string): FieldReading => ({ value: null, error, nearest: [] })
