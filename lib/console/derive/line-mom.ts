import { isAddressEqual } from 'viem'
import { combine, given, type Leaf } from '@/lib/leaf'
import type { LineMomFacts } from '../facts/line-mom'
import type { McdFacts } from '../facts/primes'

/** Whether LineMom changes the Vat and the AutoLine of this deployment, and both let it. */
export function isWired(
  { vat, autoLine, wardOfVat, wardOfAutoLine }: LineMomFacts,
  { addresses }: Pick<McdFacts, 'addresses'>,
): Leaf<boolean> {
  const wards = { wardOfVat, wardOfAutoLine: wardOfAutoLine ?? given(false) }
  return combine(
    { vat, autoLine, ...wards },
    (read) =>
      isAddressEqual(read.vat, addresses.vat) &&
      addresses.autoLine !== null &&
      isAddressEqual(read.autoLine, addresses.autoLine) &&
      read.wardOfVat &&
      read.wardOfAutoLine,
  )
}
