import type { Effect } from '@/lib/console/diff'
import { timed } from '@/lib/console/effects'
import type { IlkModel } from '@/lib/console/model/primes'
import type { DebtState } from '@/lib/debt'
import type { Place } from '@/lib/leaf/path'

/** What a draw or a wipe changes of an ilk. It drips first, so all of it depends on the second. */
export const debtEffects = (place: Place<IlkModel>, { ilk, urn, jug }: DebtState): readonly Effect[] => [
  timed(place.Art, ilk.Art),
  timed(place.rate, ilk.rate),
  timed(place.art, urn.art),
  timed(place.rho, jug.rho),
]
