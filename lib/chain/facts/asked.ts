import { type Address, type Hex, isAddressEqual } from 'viem'
import { beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import type { AskedFacts, PairFacts, TimelockRoleFacts } from '@/lib/console/facts'
import type { Pair, Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { convert, dependOn, type Leaf, type SourceId } from '@/lib/leaf'
import { beamStateGrants } from '../logs/events'
import type { Ask } from '../read/ask'
import { type Candidate, of } from './candidates'
import { gatherRelayers, roleHash } from './roles'
import { timelockRoles } from './timelock-roles'

/** A candidate with everything that it was asked for. */
export interface Asked extends AskedFacts {
  readonly registered: Leaf<boolean>
  readonly ward: Leaf<boolean>
  /** Its pairs with the RateLimits and the Diamond of each Generator. */
  readonly pairs: readonly PairFacts[]
  readonly timelock: readonly TimelockRoleFacts[]
  /**
   * Whether there is more to ask: an event, somebody here or one of these answers says that it holds something. Null
   * where nothing does, else the reads that say so.
   */
  readonly evidence: readonly SourceId[] | null
}

/** Roles of the timelock whose holders are asked for; executing is open to anyone. */
const askedRoles = ['PROPOSER_ROLE', 'CANCELLER_ROLE', 'PAUSER_ROLE', 'DEFAULT_ADMIN_ROLE'] as const

const relayerRole = roleHash('RELAYER')

const flag = (value: bigint) => value === 1n

/** Asks BeamState and the timelock for each candidate. */
export function gatherAsked(
  ask: Ask,
  deployment: Deployment,
  known: Watchlist,
  candidates: readonly Candidate[],
): readonly Asked[] {
  const named = new Set(namedHolders(deployment, known))
  const relayers = relayersOf(ask, deployment)
  return candidates.map((candidate) => {
    const { account } = candidate
    const facts = gatherOne(ask, deployment, candidate)
    const evidence = named.has(account) ? [] : (relayers.get(account) ?? evidenceIn(facts))
    return { ...facts, evidence }
  })
}

/** Every relayer that a freeze in this BeamState binds, with the reads that name it. */
export function relayersOf(ask: Ask, deployment: Deployment): ReadonlyMap<Address, readonly SourceId[]> {
  const { generators, configurator } = deployment
  const controllers = generators.flatMap(({ addresses: { diamond }, primes }) => [
    diamond,
    ...primes.map(({ controller }) => controller),
  ])
  const relayers = new Map<Address, readonly SourceId[]>()
  for (const controller of controllers) {
    const { freezesIn, members } = gatherRelayers(ask, deployment, controller)
    if (!freezesIn.ok || !isAddressEqual(freezesIn.value, configurator.beamState)) continue
    for (const { account } of members.items) {
      if (account.ok && !relayers.has(account.value)) relayers.set(account.value, account.from)
    }
  }
  return relayers
}

function gatherOne(ask: Ask, deployment: Deployment, candidate: Candidate): Omit<Asked, 'evidence'> {
  const { configurator, generators } = deployment
  const { beamState, timelock } = configurator
  const { account } = candidate
  return {
    id: account,
    roles: of(candidate, ask.call(beamState, beamStateAbi, 'userRoles', account)),
    registered: of(candidate, convert(ask.call(beamState, beamStateAbi, 'cBeams', account), flag)),
    ward: of(candidate, convert(ask.call(beamState, beamStateAbi, 'wards', account), flag)),
    freeze: gatherFreeze(ask, deployment, candidate),
    pairs: generators.flatMap(({ addresses: { rateLimits, diamond } }) => [
      gatherPair(ask, beamState, { kind: 'rateLimits', target: rateLimits, cBeam: account }, candidate.from),
      gatherPair(ask, beamState, { kind: 'controller', target: diamond, cBeam: account }, candidate.from),
    ]),
    timelock: askedRoles.map((role) => ({
      id: `${role}-${account}`,
      role,
      account,
      active: of(candidate, ask.call(timelock, beamTimeLockAbi, 'hasRole', timelockRoles[role], account)),
    })),
  }
}

/** Whether a guardian froze an account; null where there is no council of guardians. */
export function gatherFreeze(
  ask: Ask,
  { configurator: { beamState, guardianCouncil } }: Deployment,
  candidate: Candidate,
): AskedFacts['freeze'] {
  const { account } = candidate
  return (
    guardianCouncil && {
      frozen: of(candidate, ask.call(beamState, beamStateAbi, 'frozen', account)),
      votesToLift: of(candidate, ask.call(guardianCouncil, guardianCouncilAbi, 'votesToLift', account)),
    }
  )
}

/** Whether an account is paired with one RateLimits or controller, and registered. */
export function gatherPair(
  ask: Ask,
  beamState: Address,
  { kind, target, cBeam }: Pair,
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

/** Whom events name as holders of what a freeze or a revocation takes, and who is connected. */
function namedHolders(
  { configurator: { beamState, timelock }, generators }: Deployment,
  { accounts, grants, pairs }: Watchlist,
): readonly Address[] {
  const diamonds = generators.map(({ addresses }) => addresses.diamond)
  const { PROPOSER_ROLE, CANCELLER_ROLE } = timelockRoles
  const counts = (contract: Address, role: Hex) =>
    (contract === beamState && role !== beamStateGrants.ward) ||
    (contract === timelock && (role === PROPOSER_ROLE || role === CANCELLER_ROLE)) ||
    (diamonds.includes(contract) && role === relayerRole)
  const granted = grants.filter(({ contract, role }) => counts(contract, role))
  return [...accounts, ...pairs.map(({ cBeam }) => cBeam), ...granted.map(({ account }) => account)]
}

const nobody: Hex = `0x${'00'.repeat(32)}`

function evidenceIn({
  roles,
  registered,
  freeze,
  pairs,
  timelock,
}: Omit<Asked, 'evidence'>): Asked['evidence'] {
  if (roles.ok && roles.value !== nobody) return roles.from
  const beams = timelock.filter(({ role }) => role === 'PROPOSER_ROLE' || role === 'CANCELLER_ROLE')
  const leaves = [
    registered,
    ...(freeze ? [freeze.frozen] : []),
    ...pairs.map(({ active }) => active),
    ...beams.map(({ active }) => active),
  ]
  return leaves.find((leaf) => leaf.ok && leaf.value)?.from ?? null
}
