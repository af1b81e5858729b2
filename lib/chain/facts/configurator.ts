import { type Address, type Hex, parseAbi, toFunctionSelector, zeroAddress, zeroHash } from 'viem'
import { beamStateAbi, configuratorAbi, controllerOperatorsAbi, pasMomAbi } from '@/lib/abi'
import type { AccountFacts, ConfiguratorFacts, MomFacts } from '@/lib/console/facts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import { contractsOf, type Deployment, primesOf, type UnitDeployment } from '@/lib/deployment'
import { andThen, convert, dependOn, given, type Leaf, map } from '@/lib/leaf'
import { beamStateGrants, wardGrant } from '../logs/events'
import type { Ask } from '../read/ask'
import { type Asked, gatherPair, inScope } from './asked'
import { gatherEntries } from './entries'
import { gatherGuardians } from './guardians'

/** Roles of BeamState that somebody holds in a deployment: DELAYED, IMMEDIATE. */
const userRoles = [1, 2] as const

export function gatherConfigurator(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist,
  { asked, left }: { readonly asked: readonly Asked[]; readonly left: number },
): ConfiguratorFacts {
  const addresses = contractsOf(unit)
  const { beamState, configurator, operators } = addresses
  const grantedIn = (at: Address | null, ...roles: readonly Hex[]) => {
    const granted = known.grants.filter(({ contract, role }) => contract === at && roles.includes(role))
    return unique(granted.map(({ account }) => account))
  }
  const holders = (...roles: readonly Hex[]) => grantedIn(beamState, ...roles)
  const pairs = known.pairs.filter((pair) => pair.beamState === beamState)
  const told = [...pairs.map(({ cBeam }) => cBeam), ...holders(beamStateGrants.cBeam)]
  const otherPairs = gatherOtherPairs(ask, deployment, unit, pairs, asked)
  return {
    addresses,
    stopped: ask.call(beamState, beamStateAbi, 'stopped'),
    beamState: ask.call(configurator, configuratorAbi, 'beamState'),
    operatorsBeamState: operators && ask.call(operators, controllerOperatorsAbi, 'beamState'),
    asked: asked.map(({ id, roles, registered, freeze }) => ({ id, roles, registered, freeze })),
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
    otherTargets: gatherTargets(ask, beamState, otherPairs),
    ...gatherEntries(ask, deployment, unit, known),
    wards: withOthers(
      asked.map(({ id, ward }) => ({ id, active: ward })),
      holders(wardGrant),
      (account) => ({
        id: account,
        active: convert(ask.call(beamState, beamStateAbi, 'wards', account), flag),
      }),
    ),
    guardians: gatherGuardians(ask, deployment, unit, asked, grantedIn(unit.freezeRegistry, wardGrant)),
  }
}

/** Accounts that were read to be registered or paired; what is read of them rests on the reads that say so. */
function readAsCBeams(
  asked: readonly Asked[],
  others: ConfiguratorFacts['otherPairs'],
): ConfiguratorFacts['cBeams'] {
  return asked.flatMap(({ id, registered, pairs, freeze }) => {
    const own = [...pairs, ...others].filter(({ cBeam }) => cBeam === id).map(({ active }) => active)
    const proof = [registered, ...own, ...takenPairs(freeze)].find((leaf) => leaf.ok && leaf.value)
    return proof ? [{ id, registered: dependOn(registered, proof.from) }] : []
  })
}

/** Whether a freeze took pairs of an account: it stays a cBEAM, for when that is lifted. */
function takenPairs(freeze: Asked['freeze']): readonly Leaf<boolean>[] {
  if (!freeze) return []
  const { rateLimits, controllers } = freeze.taken
  return [rateLimits, controllers].map((list) => map(list, ({ length }) => length > 0))
}

/** The answers of every known account, with those of accounts that only events name. */
function withOthers<T extends { readonly id: Address }>(
  asked: readonly T[],
  others: readonly Address[],
  gather: (account: Address) => T,
): readonly T[] {
  const ids = new Set(asked.map(({ id }) => id))
  return [...asked, ...unique(others.filter((account) => !ids.has(account))).map(gather)]
}

/** Each role separately, for accounts that events name, that BeamState says have one, or that a freeze took one from. */
function gatherUsers(
  ask: Ask,
  beamState: Address,
  asked: readonly Asked[],
  named: readonly Address[],
): ConfiguratorFacts['users'] {
  const told = unique(named)
  const found = asked.flatMap(({ id, roles, freeze }) => {
    if (told.includes(id)) return []
    const proof = [roles, ...(freeze ? [freeze.taken.roles] : [])].find(
      (leaf) => leaf.ok && leaf.value !== zeroHash,
    )
    return proof ? [{ id, from: proof.from }] : []
  })
  return [...told.map((id) => ({ id, from: [] })), ...found].map(({ id, from }) => {
    const holds = (role: number) => dependOn(ask.call(beamState, beamStateAbi, 'hasUserRole', id, role), from)
    return { id, delayed: holds(1), immediate: holds(2) }
  })
}

/**
 * Pairs with PAUs that are not Generators of the Unit: a cBEAM is only revoked once these are gone too. Those of the
 * Primes in its scope are read, and of Primes that may be in it; others are known only if events name them.
 */
function gatherOtherPairs(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  known: Watchlist['pairs'],
  asked: readonly Asked[],
): ConfiguratorFacts['otherPairs'] {
  const { generators } = deployment
  const own = new Set(
    inScope(generators, unit).flatMap(({ addresses }) => [addresses.rateLimits, addresses.diamond]),
  )
  const { beamState } = unit
  const evident = asked.flatMap(({ id, evidence }) => (evidence ? [{ cBeam: id, from: evidence }] : []))
  const ofPrimes = primesOf(deployment)
    .filter((prime) => prime.unit === null || prime.unit === unit.name)
    .flatMap(({ controllers }) => controllers)
    .flatMap(({ rateLimits, controller }) =>
      evident.flatMap(({ cBeam, from }) => [
        { beamState, kind: 'rateLimits' as const, target: rateLimits, cBeam, from },
        { beamState, kind: 'controller' as const, target: controller, cBeam, from },
      ]),
    )
  const pairs = [
    ...known.filter(({ target }) => !own.has(target)).map((pair) => ({ ...pair, from: [] })),
    ...ofPrimes,
  ]
  const byId = new Map(pairs.toReversed().map((pair) => [`${pair.kind}-${pair.target}-${pair.cBeam}`, pair]))
  return [...byId].toReversed().map(([id, { from, ...pair }]) => {
    const { kind, target, cBeam, active } = gatherPair(ask, pair, from)
    return { id, kind, target, cBeam, active }
  })
}

/** Each RateLimits and each controller once, however many are paired with it. */
function gatherTargets(
  ask: Ask,
  beamState: Address,
  pairs: ConfiguratorFacts['otherPairs'],
): ConfiguratorFacts['otherTargets'] {
  const byId = new Map(pairs.map(({ kind, target }) => [`${kind}-${target}`, { kind, target }]))
  return [...byId].map(([id, { kind, target }]) => {
    const name = kind === 'rateLimits' ? 'rateLimits' : 'controllers'
    return { id, kind, target, registered: convert(ask.call(beamState, beamStateAbi, name, target), flag) }
  })
}

export function gatherMom(ask: Ask, { mom }: UnitDeployment): MomFacts {
  return {
    owner: ask.call(mom, pasMomAbi, 'owner'),
    authority: ask.call(mom, pasMomAbi, 'authority'),
    timelock: ask.call(mom, pasMomAbi, 'timelock'),
  }
}

const authorityAbi = parseAbi(['function canCall(address src, address dst, bytes4 sig) view returns (bool)'])

/** What PASMom's authority, if it has one, lets an account do. */
export function gatherAccount(ask: Ask, { mom }: UnitDeployment, account: Address): AccountFacts {
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
