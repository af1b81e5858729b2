import type { Address } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
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
 * Accounts that are asked, at most: each costs about ten reads in every block. Those that events named and that are
 * connected come first.
 */
export const mostAsked = 200

export interface Candidates {
  readonly asked: readonly Candidate[]
  /** How many more are known than are asked. */
  readonly left: number
}

/**
 * Every account that is known: by events, by the deployment file, by the contracts that list theirs. An event can be
 * left out by the node that is asked for it; whoever is on this list is asked for whether one was or not.
 */
export function gatherCandidates(ask: Ask, deployment: Deployment, known: Watchlist): Candidates {
  const { configurator, governance, safes, names } = deployment
  const named: readonly (Address | null | undefined)[] = [
    ...known.accounts,
    ...known.grants.map(({ account }) => account),
    ...known.pairs.map(({ cBeam }) => cBeam),
    ...Object.values(configurator),
    governance?.pauseProxy,
    ...safes.map(({ address }) => address),
    ...(Object.keys(names) as Address[]),
  ]
  const all = new Map<Address, Candidate>()
  for (const account of named) if (account) all.set(account, { account, from: [] })
  for (const { accounts, from } of listedBy(ask, deployment)) {
    for (const account of accounts) if (!all.has(account)) all.set(account, { account, from })
  }
  const asked = [...all.values()].slice(0, mostAsked)
  return { asked, left: all.size - asked.length }
}

interface Listed {
  readonly accounts: readonly Address[]
  readonly from: readonly SourceId[]
}

/** Owners of the Safes, guardians, and holders of the roles that the contracts enumerate. */
function listedBy(ask: Ask, { configurator, safes, generators }: Deployment): readonly Listed[] {
  const council = configurator.guardianCouncil
  const lists = [
    ...safes.map(({ address }) => ask.call(address, safeAbi, 'getOwners')),
    ...(council ? [ask.call(council, guardianCouncilAbi, 'guardians')] : []),
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

/** What is read of a candidate rests on what named it. */
export function of<T>({ from }: Candidate, leaf: Leaf<T>): Leaf<T> {
  return from.length === 0 ? leaf : dependOn(leaf, from)
}
