import { debtState } from '@/lib/console/derive/debt'
import type { IlkFacts, McdFacts } from '@/lib/console/facts/primes'
import { undrippedFees } from '@/lib/debt'
import type { Leaf } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Rad, Seconds } from '@/lib/math'

/** The fees of an ilk that no drip has booked yet [rad]. @param t unix time [s] */
export function feesNotBooked(ilk: IlkFacts, mcd: McdFacts, t: Seconds): Leaf<Rad> {
  return attempt(debtState(ilk, mcd), (state) => undrippedFees(state, t))
}

/** What a drip can be called for, and why not; null where there is nothing to book. */
export interface DripOffer {
  readonly reason: string | undefined
}

/** @param fees not booked yet [rad] @param live 1 while MCD works */
export function dripOffer(fees: Leaf<Rad>, live: Leaf<bigint>): DripOffer | null {
  if (!fees.ok) return { reason: `Fees not computed: ${fees.reason.message}` }
  if (fees.value === 0n) return null
  return { reason: live.ok && live.value !== 1n ? 'The Vat is shut down' : undefined }
}
