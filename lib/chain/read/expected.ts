import {
  callsOfCancellations,
  callsOfFreezes,
  callsOfFundsFreeze,
  callsOfRevocations,
  mayCancel,
  NONCES_AHEAD,
} from '@/lib/actions'
import { holdsRole } from '@/lib/console/derive/beams'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Facts } from '@/lib/console/facts'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import type { Leaf } from '@/lib/leaf'
import { type SafeCall, safeTransaction, safeTxHash } from '@/lib/safe'

/**
 * Every transaction of a Safe that its owners may be approving with this console, at its present nonce and the next
 * ones. Their approvals are read, whatever else was approved and whichever events a node gave. Pure.
 */
export function expectedOf(facts: Facts): readonly WatchedHash[] {
  return facts.safes.flatMap((safe) => {
    const domain = domainOf(safe, facts.chainId)
    if (!safe.nonce.ok || !domain.ok) return []
    const first = safe.nonce.value
    const nonces = Array.from({ length: Number(NONCES_AHEAD) + 1 }, (_, ahead) => first + BigInt(ahead))
    return callsThrough(safe, facts).flatMap((calls) =>
      nonces.map((nonce): WatchedHash => {
        const transaction = safeTransaction(calls, nonce)
        return { safe: safe.id, hash: safeTxHash(domain.value, transaction), transaction }
      }),
    )
  })
}

/**
 * Freezes of each Generator whose FREEZER the Safe may be, revocations in each Unit in which it may hold the IMMEDIATE
 * role, and cancellations in each whose timelock it may be a canceller of.
 */
function callsThrough(
  { id }: SafeFacts,
  { generators, unfunded, units }: Facts,
): readonly (readonly SafeCall[])[] {
  const freezes = generators
    .filter(({ roles }) => mayBe(holdsRole(roles.freezer, id)))
    .flatMap((generator) => callsOfFreezes(generator))
  const councils = units.filter(({ configurator }) =>
    configurator.users.some((user) => user.id === id && mayBe(user.immediate)),
  )
  const funds = callsOfFundsFreeze({ generators, unfunded }, id)
  return [
    ...freezes,
    ...(funds.length > 0 ? [funds] : []),
    ...councils.flatMap((unit) => callsOfRevocations({ generators }, unit)),
    ...units.filter((unit) => mayCancel(unit, id)).flatMap((unit) => callsOfCancellations(unit)),
  ]
}

const mayBe = (leaf: Leaf<boolean>) => !leaf.ok || leaf.value
