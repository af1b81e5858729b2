import { type Address, type Hex, parseAbi, toFunctionSelector, zeroAddress, zeroHash } from 'viem'
import { beamStateAbi, beamTimeLockAbi, configuratorAbi, pasMomAbi } from '@/lib/abi'
import type {
  AccountFacts,
  ConfiguratorFacts,
  MomFacts,
  TimelockFacts,
  TimelockRoleFacts,
} from '@/lib/console/facts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import { andThen, convert, dependOn, given } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import { rebuildQueue } from '@/lib/timelock'
import { beamStateGrants } from '../logs/events'
import type { Ask } from '../read/ask'
import { type Asked, gatherPair } from './asked'
import { gatherGuardians } from './guardians'
import { timelockRoles } from './timelock-roles'

/** Roles of BeamState that somebody holds in a deployment: DELAYED, IMMEDIATE, GUARDIAN. */
const userRoles = [1, 2, 3] as const

export function gatherConfigurator(
  ask: Ask,
  deployment: Deployment,
  known: Watchlist,
  { asked, left }: { readonly asked: readonly Asked[]; readonly left: number },
): ConfiguratorFacts {
  const addresses = deployment.configurator
  const { beamState, configurator } = addresses
  const granted = known.grants.filter(({ contract }) => contract === beamState)
  const holders = (...roles: readonly Hex[]) =>
    unique(granted.filter(({ role }) => roles.includes(role)).map(({ account }) => account))
  const told = [...known.pairs.map(({ cBeam }) => cBeam), ...holders(beamStateGrants.cBeam)]
  const otherPairs = gatherOtherPairs(ask, deployment, known, asked)
  return {
    addresses,
    stopped: ask.call(beamState, beamStateAbi, 'stopped'),
    beamState: ask.call(configurator, configuratorAbi, 'beamState'),
    asked: asked.map(({ id, roles, freeze }) => ({ id, roles, freeze })),
    notAsked: left,
    users: gatherUsers(ask, beamState, asked, [
      ...known.accounts,
      ...holders(...userRoles.map(beamStateGrants.role)),
    ]),
    cBeams: withOthers(
      readAsCBeams(asked, otherPairs).filter(({ id }) => !told.includes(id)),
      told,
      (account) => ({
        id: account,
        registered: convert(ask.call(beamState, beamStateAbi, 'cBeams', account), flag),
      }),
    ),
    otherPairs,
    wards: withOthers(
      asked.map(({ id, ward }) => ({ id, active: ward })),
      holders(beamStateGrants.ward),
      (account) => ({
        id: account,
        active: convert(ask.call(beamState, beamStateAbi, 'wards', account), flag),
      }),
    ),
    guardians: gatherGuardians(ask, deployment, asked),
  }
}

/** Whoever is read to be registered or paired; what is read of it here rests on what says so. */
function readAsCBeams(
  asked: readonly Asked[],
  others: ConfiguratorFacts['otherPairs'],
): ConfiguratorFacts['cBeams'] {
  return asked.flatMap(({ id, registered, pairs }) => {
    const own = [...pairs, ...others].filter(({ cBeam }) => cBeam === id).map(({ active }) => active)
    const proof = [registered, ...own].find((leaf) => leaf.ok && leaf.value)
    return proof ? [{ id, registered: dependOn(registered, proof.from) }] : []
  })
}

/** What was asked of every known account, and the same of those that only events name. */
function withOthers<T extends { readonly id: Address }>(
  asked: readonly T[],
  others: readonly Address[],
  gather: (account: Address) => T,
): readonly T[] {
  const ids = new Set(asked.map(({ id }) => id))
  return [...asked, ...unique(others.filter((account) => !ids.has(account))).map(gather)]
}

/** Each role by itself, of whoever events name or BeamState says that it has one. */
function gatherUsers(
  ask: Ask,
  beamState: Address,
  asked: readonly Asked[],
  named: readonly Address[],
): ConfiguratorFacts['users'] {
  const told = unique(named)
  const found = asked.filter(({ id, roles }) => !told.includes(id) && roles.ok && roles.value !== zeroHash)
  return [
    ...told.map((id) => ({ id, from: [] })),
    ...found.map(({ id, roles }) => ({ id, from: roles.from })),
  ].map(({ id, from }) => {
    const holds = (role: number) => dependOn(ask.call(beamState, beamStateAbi, 'hasUserRole', id, role), from)
    return { id, delayed: holds(1), immediate: holds(2), guardian: holds(3) }
  })
}

/**
 * Pairs with PAUs that are no Generator of the deployment: a cBEAM is revoked only where these go too. Those of the
 * deployment's Primes are asked for, the others only events can name.
 */
function gatherOtherPairs(
  ask: Ask,
  { configurator: { beamState }, generators }: Deployment,
  known: Watchlist,
  asked: readonly Asked[],
): ConfiguratorFacts['otherPairs'] {
  const own = new Set(generators.flatMap(({ addresses }) => [addresses.rateLimits, addresses.diamond]))
  const evident = asked.flatMap(({ id, evidence }) => (evidence ? [{ cBeam: id, from: evidence }] : []))
  const ofPrimes = generators.flatMap(({ primes }) =>
    primes.flatMap(({ rateLimits, controller }) =>
      evident.flatMap(({ cBeam, from }) => [
        { kind: 'rateLimits' as const, target: rateLimits, cBeam, from },
        { kind: 'controller' as const, target: controller, cBeam, from },
      ]),
    ),
  )
  const pairs = [
    ...known.pairs.filter(({ target }) => !own.has(target)).map((pair) => ({ ...pair, from: [] })),
    ...ofPrimes,
  ]
  const byId = new Map(pairs.toReversed().map((pair) => [`${pair.kind}-${pair.target}-${pair.cBeam}`, pair]))
  return [...byId].toReversed().map(([id, { from, ...pair }]) => {
    const { kind, target, cBeam, active } = gatherPair(ask, beamState, pair, from)
    return { id, kind, target, cBeam, active }
  })
}

/** Each has a hash to be computed; most blocks bring no event of the timelock. */
const operationsOf = memo(rebuildQueue)

export function gatherTimelock(
  ask: Ask,
  deployment: Deployment,
  known: Watchlist,
  asked: readonly Asked[],
): TimelockFacts {
  const { timelock } = deployment.configurator
  const named = Object.entries(timelockRoles).flatMap(([role, hash]) =>
    known.grants
      .filter((grant) => grant.contract === timelock && grant.role === hash)
      .map(({ account }) => ({
        id: `${role}-${account}`,
        role: role as TimelockRoleFacts['role'],
        account,
        active: ask.call(timelock, beamTimeLockAbi, 'hasRole', hash, account),
      })),
  )
  const holders = [...named, ...asked.flatMap((one) => one.timelock)]
  return {
    paused: ask.call(timelock, beamTimeLockAbi, 'paused'),
    minDelay: ask.call(timelock, beamTimeLockAbi, 'getMinDelay'),
    operationCount: ask.call(timelock, beamTimeLockAbi, 'getOperationCount'),
    operations: operationsOf(known.timelock).map((event) => ({
      id: event.id,
      event,
      timestamp: ask.call(timelock, beamTimeLockAbi, 'getTimestamp', event.id),
      predecessorTimestamp:
        event.predecessor === null || event.predecessor === zeroHash || event.status === 'executed'
          ? null
          : ask.call(timelock, beamTimeLockAbi, 'getTimestamp', event.predecessor),
    })),
    holders: [...new Map(holders.toReversed().map((holder) => [holder.id, holder])).values()].toReversed(),
  }
}

export function gatherMom(ask: Ask, deployment: Deployment): MomFacts {
  const { mom } = deployment.configurator
  return {
    owner: ask.call(mom, pasMomAbi, 'owner'),
    authority: ask.call(mom, pasMomAbi, 'authority'),
    timelock: ask.call(mom, pasMomAbi, 'timelock'),
  }
}

const authorityAbi = parseAbi(['function canCall(address src, address dst, bytes4 sig) view returns (bool)'])

/** What PASMom's authority, if it has one, lets an account do. */
export function gatherAccount(ask: Ask, deployment: Deployment, account: Address): AccountFacts {
  const { mom } = deployment.configurator
  const allowed = (name: 'stop' | 'pause') =>
    andThen(ask.call(mom, pasMomAbi, 'authority'), (authority) =>
      authority === zeroAddress
        ? given(false)
        : ask.call(authority, authorityAbi, 'canCall', account, mom, toFunctionSelector(`${name}()`)),
    )
  return { id: account, momStop: allowed('stop'), momPause: allowed('pause') }
}

const flag = (value: bigint) => value === 1n

function unique(accounts: readonly Address[]): readonly Address[] {
  return [...new Set(accounts)]
}
