import { type Address, type Hex, isAddressEqual } from 'viem'
import { beamStateAbi, beamTimeLockAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import type { AskedFacts, PairFacts, TimelockRoleFacts } from '@/lib/console/facts'
import type { Pair, Watchlist } from '@/lib/console/facts/watchlist'
import {
  asksRegistry,
  type Deployment,
  freezableOfPrimes,
  type GeneratorDeployment,
  primesOf,
  type UnitDeployment,
} from '@/lib/deployment'
import { convert, dependOn, field, type Leaf, type SourceId } from '@/lib/leaf'
import { wardGrant } from '../logs/events'
import type { Ask } from '../read/ask'
import { type Candidate, of } from './candidates'
import { readerOf } from './pau/probe'
import { gatherRelayers, hasRegistry, roleHash } from './roles'
import { timelockRoles } from './timelock-roles'

/** A candidate with all the answers about it. */
export interface Asked extends AskedFacts {
  readonly ward: Leaf<boolean>
  /** Its pairs with the RateLimits and the Diamond of each Generator of the Unit. */
  readonly pairs: readonly PairFacts[]
  readonly timelock: readonly TimelockRoleFacts[]
  /**
   * Whether there is more to ask, because an event, somebody here or one of these answers says that it holds something:
   * the reads that say so, or null where nothing does.
   */
  readonly evidence: readonly SourceId[] | null
}

/** Roles of the timelock whose holders are read; executing is open to anyone. */
const askedRoles = ['PROPOSER_ROLE', 'CANCELLER_ROLE', 'PAUSER_ROLE', 'DEFAULT_ADMIN_ROLE'] as const

const relayerRole = roleHash('RELAYER')

const flag = (value: bigint) => value === 1n

/** The Generators of a Unit. */
export const inScope = (
  generators: readonly GeneratorDeployment[],
  { name }: UnitDeployment,
): readonly GeneratorDeployment[] => generators.filter(({ unit }) => unit === name)

/** Asks BeamState and the timelock of a Unit for each candidate. */
export function gatherAsked(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist,
  candidates: readonly Candidate[],
): readonly Asked[] {
  const named = new Set(namedHolders(deployment, unit, known))
  const relayers = relayersOf(ask, deployment, unit)
  return candidates.map((candidate) => {
    const { account } = candidate
    const facts = gatherOne(ask, deployment, unit, candidate)
    const evidence = named.has(account) ? [] : (relayers.get(account) ?? evidenceIn(facts))
    return { ...facts, evidence }
  })
}

/** Every relayer that a freeze in the registry of a Unit binds, with the reads that name it. */
export function relayersOf(
  ask: Ask,
  deployment: Deployment,
  { freezeRegistry }: UnitDeployment,
): ReadonlyMap<Address, readonly SourceId[]> {
  const { generators } = deployment
  const controllers = [
    ...generators.map(({ unit, addresses: { diamond } }) => ({ controller: diamond, unit })),
    ...primesOf(deployment).flatMap((prime) =>
      prime.controllers.flatMap((one) => {
        const reader = readerOf(ask, one)
        return reader.ok && asksRegistry(reader.value)
          ? [{ controller: one.controller, unit: prime.unit }]
          : []
      }),
    ),
  ]
  const relayers = new Map<Address, readonly SourceId[]>()
  for (const { controller, unit } of controllers) {
    const { freezesIn, members } = gatherRelayers(ask, controller, hasRegistry(deployment, unit))
    if (!freezeRegistry || !freezesIn?.ok || !isAddressEqual(freezesIn.value, freezeRegistry)) continue
    for (const { account } of members.items) {
      if (account.ok && !relayers.has(account.value)) relayers.set(account.value, account.from)
    }
  }
  return relayers
}

function gatherOne(
  ask: Ask,
  { generators }: Deployment,
  unit: UnitDeployment,
  candidate: Candidate,
): Omit<Asked, 'evidence'> {
  const { beamState, timelock } = unit
  const pair = { beamState, cBeam: candidate.account }
  const { account } = candidate
  return {
    id: account,
    roles: of(candidate, ask.call(beamState, beamStateAbi, 'userRoles', account)),
    registered: of(candidate, convert(ask.call(beamState, beamStateAbi, 'cBeams', account), flag)),
    ward: of(candidate, convert(ask.call(beamState, beamStateAbi, 'wards', account), flag)),
    freeze: gatherFreeze(ask, unit, candidate),
    pairs: inScope(generators, unit).flatMap(({ addresses: { rateLimits, diamond } }) => [
      gatherPair(ask, { ...pair, kind: 'rateLimits', target: rateLimits }, candidate.from),
      gatherPair(ask, { ...pair, kind: 'controller', target: diamond }, candidate.from),
    ]),
    timelock: askedRoles.map((role) => ({
      id: `${role}-${account}`,
      role,
      account,
      active: of(candidate, ask.call(timelock, beamTimeLockAbi, 'hasRole', timelockRoles[role], account)),
    })),
  }
}

/** Whether a guardian froze an account, and what that took; null where there is no council of guardians. */
export function gatherFreeze(
  ask: Ask,
  { freezeRegistry, guardianCouncil }: UnitDeployment,
  candidate: Candidate,
): AskedFacts['freeze'] {
  const { account } = candidate
  if (freezeRegistry === null || guardianCouncil === null) return null
  const taken = of(candidate, ask.call(guardianCouncil, guardianCouncilAbi, 'taken', account))
  return {
    frozen: of(candidate, ask.call(freezeRegistry, freezeRegistryAbi, 'frozen', account)),
    // Asked for also where nobody is frozen: what a review of a freeze reads after it is read before it, in one run.
    votesToLift: of(candidate, ask.call(guardianCouncil, guardianCouncilAbi, 'votesToLift', account)),
    taken: { roles: field(taken, 0), rateLimits: field(taken, 1), controllers: field(taken, 2) },
  }
}

/** Whether an account is paired with one RateLimits or controller, and registered. */
export function gatherPair(
  ask: Ask,
  { beamState, kind, target, cBeam }: Pair,
  from: readonly SourceId[],
): PairFacts {
  const pick = kind === 'rateLimits' ? 'rateLimitsCBeams' : 'controllersCBeams'
  const resting = (leaf: Leaf<bigint>) => dependOn(convert(leaf, flag), from)
  return {
    ...{ id: `${kind}-${cBeam}`, kind, target, cBeam },
    active: resting(ask.call(beamState, beamStateAbi, pick, target, cBeam)),
    registered: resting(ask.call(beamState, beamStateAbi, 'cBeams', cBeam)),
  }
}

/** Accounts that events name as holders of something that a freeze or a revocation takes, and connected accounts. */
function namedHolders(
  deployment: Deployment,
  unit: UnitDeployment,
  { accounts, grants, pairs }: Watchlist,
): readonly Address[] {
  const { beamState, freezeRegistry } = unit
  const controllers = new Set([
    ...inScope(deployment.generators, unit).map(({ addresses }) => addresses.diamond),
    ...freezableOfPrimes(deployment).flatMap((one) => (one.unit === unit.name ? [one.controller] : [])),
  ])
  const own = pairs.filter((pair) => pair.beamState === beamState)
  const counts = (contract: Address, role: Hex) =>
    ([beamState, freezeRegistry].includes(contract) && role !== wardGrant) ||
    (controllers.has(contract) && role === relayerRole)
  const granted = grants.filter(({ contract, role }) => counts(contract, role))
  return [...accounts, ...own.map(({ cBeam }) => cBeam), ...granted.map(({ account }) => account)]
}

const nobody: Hex = `0x${'00'.repeat(32)}`

function evidenceIn({ roles, registered, freeze, pairs }: Omit<Asked, 'evidence'>): Asked['evidence'] {
  if (roles.ok && roles.value !== nobody) return roles.from
  const leaves = [registered, ...(freeze ? [freeze.frozen] : []), ...pairs.map(({ active }) => active)]
  return leaves.find((leaf) => leaf.ok && leaf.value)?.from ?? null
}
