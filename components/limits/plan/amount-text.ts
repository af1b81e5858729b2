import { formatCompact, formatExact } from '@/lib/format'
import { MAX_UINT256 } from '@/lib/math'

/** A number of a limit, short and exact; 2^256 − 1 is unlimited. */
export function amountText(
  value: bigint,
  decimals: number,
): { readonly text: string; readonly exact: string } {
  return value === MAX_UINT256
    ? { text: 'Unlimited', exact: 'Unlimited' }
    : { text: formatCompact(value, decimals), exact: formatExact(value, decimals) }
}
