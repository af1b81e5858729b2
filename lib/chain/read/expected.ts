import {
  callsOfCancellations,
  callsOfFreezes,
  callsOfFundsFreeze,
  callsOfGuardianFreeze,
  callsOfQueues,
  callsOfRevocations,
  callsOfWipes,
  derivedIn,
  mayCancel,
  NONCES_AHEAD,
} from '@/lib/actions'
import { holdsRole } from '@/lib/console/derive/beams'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Facts } from '@/lib/console/facts'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import type { Leaf } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import { type SafeCall, safeTransaction, safeTxHash } from '@/lib/safe'

/**
 * Every transaction of a Safe that its owners may be approving with this console, at its present nonce and the next
 * ones. Their approvals are read, whatever else was approved and whichever events a node gave. Pure; a reading asks twice.
 */
export const expectedOf = memo((facts: Facts): readonly WatchedHash[] =>
  facts.safes.flatMap((safe) => {
    const domain = domainOf(safe, facts.chainId)
    if (!safe.nonce.ok || !domain.ok) return []
    const first = safe.nonce.value
    const nonces = Array.from({ length: Number(NONCES_AHEAD) + 1 }, (_, ahead) => first + BigInt(ahead))
    const watched = (calls: readonly SafeCall[], nonce: bigint): WatchedHash => {
      const transaction = safeTransaction(calls, nonce)
      return { safe: safe.id, hash: safeTxHash(domain.value, transaction), transaction }
    }
    return [
      ...callsThrough(safe, facts).flatMap((calls) => nonces.map((nonce) => watched(calls, nonce))),
      // What is no emergency is read at the present nonce alone: there may be many of these.
      ...facts.units
        .flatMap((unit) => derivedIn(facts, unit, safe.id))
        .map(({ call }) => watched([call], first)),
    ]
  }),
)

/**
 * Freezes of each Generator whose FREEZER the Safe may be and of the BEAMs whose guardian it may be, wipes of ceilings, locks and settlements of queues, revocations in each Unit in which it may hold the IMMEDIATE
 * role, and cancellations in each whose timelock it may be a canceller of.
 */
function callsThrough(
  { id }: SafeFacts,
  { generators, unfunded, units, governance, mcd }: Facts,
): readonly (readonly SafeCall[])[] {
  const freezes = generators
    .filter(({ roles }) => mayBe(holdsRole(roles.freezer, id)))
    .flatMap((generator) => callsOfFreezes(generator))
  const councils = units.filter(({ configurator }) =>
    configurator.users.some((user) => user.id === id && mayBe(user.immediate)),
  )
  const funds = callsOfFundsFreeze({ generators, unfunded }, id)
  const beams = callsOfGuardianFreeze({ generators, unfunded, units, governance }, id)
  return [
    ...freezes,
    ...(funds.length > 0 ? [funds] : []),
    ...(beams.length > 0 ? [beams] : []),
    ...callsOfWipes(mcd, id),
    ...callsOfQueues({ generators }, id),
    ...councils.flatMap((unit) => callsOfRevocations({ generators }, unit)),
    ...units.filter((unit) => mayCancel(unit, id)).flatMap((unit) => callsOfCancellations(unit)),
  ]
}

const mayBe = (leaf: Leaf<boolean>) => !leaf.ok || leaf.value
