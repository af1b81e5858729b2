import type { WhereTotals } from '@/lib/console/model/where'
import { formatCompact } from '@/lib/format'
import { combine, type Leaf } from '@/lib/leaf'
import { sumOf } from '@/lib/math'

/** "Of 3.29B USDS of debt 3.07B is legacy, and 220.5M went through the Generator: 40M in no vault, 61M idle in vaults, 119M out". */
export function whereSentence(totals: WhereTotals): string {
  const { legacyBooked, legacyFees, debt, inNoVault, kept, free, out } = totals
  const read = combine({ legacyBooked, legacyFees, debt, inNoVault, kept, free, out }, (known) => known)
  if (!read.ok) return 'Not every place of the USDS is known'
  const { value } = read
  const legacy = sumOf([value.legacyBooked, value.legacyFees])
  const idle = sumOf([value.kept, value.free])
  return `Of ${usds(value.debt)} of debt ${short(legacy)} is legacy; of the rest ${short(value.inNoVault)} is in no vault, ${short(idle)} idle in vaults, ${short(value.out)} out at Primes`
}

/**
 * Whether the sum comes out: what is left over, with what it means. In a sum over Generators one can hide what another lacks.
 * @param explained whether each Generator has what it owes, but for what accrues between two drips
 */
export function residualWords({ residual }: Pick<WhereTotals, 'residual'>, explained: Leaf<boolean>): string {
  const lacks = explained.ok && !explained.value
  const less = residual.ok && residual.value < 0n
  if (lacks && less)
    return 'The places hold less than is owed, by more than accrued fees explain: see Identities.'
  if (lacks) return 'A Generator has less than it owes, by more than accrued fees explain: see Identities.'
  if (!residual.ok) return 'Whether it adds up is not known, since a part could not be read.'
  if (residual.value === 0n) return 'It adds up to the last unit.'
  if (!less)
    return 'The places hold more than is owed: yield that Primes owe above the fees, and what was sent for nothing.'
  return explained.ok
    ? 'The places hold less than is owed: fees that accrue faster than yield, until both are dripped. Identities says how much of it is explained.'
    : 'The places hold less than is owed. Whether accrued fees explain it is not known.'
}

/** How grave what is left over is: more is proven to lack than accrues, or that is not known of a shortfall. */
export function residualLook(
  { residual }: Pick<WhereTotals, 'residual'>,
  explained: Leaf<boolean>,
): 'lacks' | 'not-known' | null {
  if (explained.ok) return explained.value ? null : 'lacks'
  return residual.ok && residual.value < 0n ? 'not-known' : null
}

const short = (value: bigint): string => formatCompact(value, 18)
const usds = (value: bigint): string => `${short(value)} USDS`
