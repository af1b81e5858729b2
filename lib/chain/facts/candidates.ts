import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { sorted, type Watchlist } from '@/lib/console/facts/watchlist'
import { contractsOf, type Deployment, freezableOfPrimes } from '@/lib/deployment'
import { dependOn, type Leaf, type SourceId } from '@/lib/leaf'
import { safeAbi } from '@/lib/safe'
import type { Ask } from '../read/ask'
import { adminRole, gatherRole, roleHash } from './roles'

/** An account that is asked for every right that no contract lists. */
export interface Candidate {
  readonly account: Address
  /** The reads that named it; empty where the deployment, an event or somebody here did. */
  readonly from: readonly SourceId[]
}

/**
 * How many accounts are asked at most: each costs about ten reads in every block, of each Unit. Accounts that events named
 * and connected ones come first.
 */
export const mostAsked = 200

export interface Candidates {
  readonly asked: readonly Candidate[]
  /** How many more accounts are known than are asked. */
  readonly left: number
}

/**
 * Every account that is known: from events, from the deployment file, from the contracts that list theirs. A node can
 * leave an event out, so every account on this list is asked, whether an event named it or not.
 */
export function gatherCandidates(ask: Ask, deployment: Deployment, known: Watchlist): Candidates {
  const { units, governance, safes, names } = deployment
  // Every Prime has relayers of its own. Who is nothing else is not asked for every right.
  const ofPrimes = new Set(freezableOfPrimes(deployment).map(({ controller }) => controller))
  const named: readonly (Address | null | undefined)[] = [
    ...known.accounts,
    ...known.grants.filter(({ contract }) => !ofPrimes.has(contract)).map(({ account }) => account),
    ...known.pairs.map(({ cBeam }) => cBeam),
    ...units.flatMap((unit) => Object.values(contractsOf(unit))),
    governance?.pauseProxy,
    ...safes.map(({ address }) => address),
    ...(Object.keys(names) as Address[]),
  ]
  const all = new Map<Address, Candidate>()
  for (const account of named) if (account) all.set(account, { account, from: [] })
  for (const { accounts, from } of listedBy(ask, deployment)) {
    for (const account of accounts) if (!all.has(account)) all.set(account, { account, from })
  }
  const asked = sorted([...all.values()].slice(0, mostAsked), ({ account }) => account)
  return { asked, left: all.size - asked.length }
}

interface Listed {
  readonly accounts: readonly Address[]
  readonly from: readonly SourceId[]
}

/** Owners of the Safes, guardians, and holders of the roles that the contracts enumerate. */
function listedBy(ask: Ask, { units, safes, generators }: Deployment): readonly Listed[] {
  const lists = [
    ...safes.map(({ address }) => ask.call(address, safeAbi, 'getOwners')),
    ...units.flatMap(({ guardianCouncil: council }) =>
      council ? [ask.call(council, guardianCouncilAbi, 'guardians')] : [],
    ),
  ]
  const roles = generators.flatMap(({ addresses: { diamond }, primes }) => [
    gatherRole(ask, diamond, 'DEFAULT_ADMIN_ROLE', adminRole),
    ...['RELAYER', 'FREEZER'].map((name) => gatherRole(ask, diamond, name)),
    ...primes.map(({ vault }) => gatherRole(ask, vault, 'GUARDRAIL_ROLE', roleHash('GUARDRAIL_ROLE'))),
  ])
  const members = roles.flatMap((role) => role.members.items.map(({ account }) => account))
  return [
    ...lists.flatMap((list) => (list.ok ? [{ accounts: list.value, from: list.from }] : [])),
    ...members.flatMap((member) => (member.ok ? [{ accounts: [member.value], from: member.from }] : [])),
  ]
}

/** What is read of a candidate also rests on the reads that named it. */
export function of<T>({ from }: Candidate, leaf: Leaf<T>): Leaf<T> {
  return from.length === 0 ? leaf : dependOn(leaf, from)
}
