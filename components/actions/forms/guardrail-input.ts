import { formatDurationExact, formatExact, parseAmount, parseDuration } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'

/** Decimals of a percentage of a [wad] share: 100 % is 1e18. */
const PERCENT_DECIMALS = 16
const USDS_DECIMALS = 18

/** A field: what it means, or why it is refused. */
export interface Reading {
  readonly value: bigint | null
  readonly error: string | null
}

/** From and to, both allowed; null where the bounds could not be read. */
export type Range = { readonly least: bigint; readonly most: bigint } | null

/** A share of idle assets, typed in percent. @returns [wad] */
export function readShare(text: string, range: Range): Reading {
  const plain = text.trim().replace(/\s*%$/, '')
  return within(parseAmount(plain, PERCENT_DECIMALS), range, (share) => `${shareText(share)} %`)
}

/** The length of a period. @returns [s] */
export function readPeriod(text: string, range: Range): Reading {
  return within(parseDuration(text), range, formatDurationExact)
}

/** What a take has to leave. @returns [wad] */
export function readBuffer(text: string, range: Range): Reading {
  return within(parseAmount(text, USDS_DECIMALS), range, (assets) =>
    assets === MAX_UINT256 ? 'any amount' : `${formatExact(assets, USDS_DECIMALS)} USDS`,
  )
}

/** A share in percent, exactly: "12.5". @param share [wad] */
export const shareText = (share: bigint): string => formatExact(share, PERCENT_DECIMALS)

/**
 * How long a pause is to last.
 * @param longest that the vault allows; 0 for no pause at all, null where it could not be read [s]
 * @returns [s]
 */
export function readPause(text: string, longest: bigint | null): Reading {
  if (longest === 0n) return refuse('Governance does not allow pauses of this vault.')
  const parsed = parseDuration(text)
  if (parsed.ok && parsed.value === 0n) return refuse('A pause has to last at least 1 s.')
  return within(parsed, longest === null ? null : { least: 1n, most: longest }, formatDurationExact)
}

type Parsed = { readonly ok: true; readonly value: bigint } | { readonly ok: false; readonly message: string }

function within(parsed: Parsed, range: Range, told: (value: bigint) => string): Reading {
  if (!parsed.ok) return refuse(parsed.message)
  const { value } = parsed
  if (range === null) return { value, error: null }
  const { least, most } = range
  if (value < least) return refuse(`The bounds allow no less than ${told(least)}.`)
  if (value > most) return refuse(`The bounds allow no more than ${told(most)}.`)
  return { value, error: null }
}

const refuse = (error: string): Reading => ({ value: null, error })
