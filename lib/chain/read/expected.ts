import { callsOfFreezes, callsOfRevocations, NONCES_AHEAD } from '@/lib/actions'
import { holdsRole } from '@/lib/console/derive/beams'
import { domainOf } from '@/lib/console/derive/safe-domain'
import type { Facts } from '@/lib/console/facts'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import type { Leaf } from '@/lib/leaf'
import { type SafeCall, safeTransaction, safeTxHash } from '@/lib/safe'

/**
 * Every transaction that owners of a Safe may be at with this console, at its nonce of now and the next ones: their
 * approvals are asked for, whatever else was approved and whichever events a node gave. Pure.
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

/** Freezes of each Generator whose FREEZER it may be, and revocations where it may hold the IMMEDIATE role. */
function callsThrough(
  { id }: SafeFacts,
  { generators, configurator }: Facts,
): readonly (readonly SafeCall[])[] {
  const freezes = generators
    .filter(({ roles }) => mayBe(holdsRole(roles.freezer, id)))
    .flatMap((generator) => callsOfFreezes(generator))
  const council = configurator.users.some((user) => user.id === id && mayBe(user.immediate))
  return [...freezes, ...(council ? callsOfRevocations({ generators, configurator }) : [])]
}

const mayBe = (leaf: Leaf<boolean>) => !leaf.ok || leaf.value
