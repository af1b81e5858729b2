import {
  type Address,
  type Hex,
  keccak256,
  parseAbi,
  toFunctionSelector,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem'
import { beamStateAbi, beamTimeLockAbi, configuratorAbi, pasMomAbi } from '@/lib/abi'
import type {
  AccountFacts,
  ConfiguratorFacts,
  MomFacts,
  TimelockFacts,
  TimelockRoleFacts,
} from '@/lib/console/facts'
import type { Known } from '@/lib/console/known'
import { chain, convert, given } from '@/lib/console/leaf'
import type { Deployment } from '@/lib/deployment'
import { rebuildQueue } from '@/lib/timelock'
import type { Ask } from '../ask'
import { beamStateGrants } from '../events'
import { gatherGuardians } from './guardians'

export const timelockRoles: Readonly<Record<TimelockRoleFacts['role'], Hex>> = {
  PROPOSER_ROLE: keccak256(toHex('PROPOSER_ROLE')),
  CANCELLER_ROLE: keccak256(toHex('CANCELLER_ROLE')),
  EXECUTOR_ROLE: keccak256(toHex('EXECUTOR_ROLE')),
  PAUSER_ROLE: keccak256(toHex('PAUSER_ROLE')),
  DEFAULT_ADMIN_ROLE: zeroHash,
}

/** Roles of BeamState that somebody holds in a deployment: DELAYED, IMMEDIATE, GUARDIAN. */
const userRoles = [1, 2, 3] as const

export function gatherConfigurator(ask: Ask, deployment: Deployment, known: Known): ConfiguratorFacts {
  const addresses = deployment.configurator
  const { beamState, configurator } = addresses
  const granted = known.grants.filter(({ contract }) => contract === beamState)
  const holders = (...roles: readonly Hex[]) =>
    unique(granted.filter(({ role }) => roles.includes(role)).map(({ account }) => account))
  const paired = known.pairs.map(({ cBeam }) => cBeam)
  return {
    addresses,
    stopped: ask.call(beamState, beamStateAbi, 'stopped'),
    beamState: ask.call(configurator, configuratorAbi, 'beamState'),
    users: holders(...userRoles.map(beamStateGrants.role)).map((account) => ({
      id: account,
      delayed: ask.call(beamState, beamStateAbi, 'hasUserRole', account, 1),
      immediate: ask.call(beamState, beamStateAbi, 'hasUserRole', account, 2),
      guardian: ask.call(beamState, beamStateAbi, 'hasUserRole', account, 3),
    })),
    cBeams: unique([...paired, ...holders(beamStateGrants.cBeam)]).map((account) => ({
      id: account,
      registered: convert(ask.call(beamState, beamStateAbi, 'cBeams', account), flag),
    })),
    otherPairs: gatherOtherPairs(ask, deployment, known),
    wards: holders(beamStateGrants.ward).map((account) => ({
      id: account,
      active: convert(ask.call(beamState, beamStateAbi, 'wards', account), flag),
    })),
    guardians: gatherGuardians(ask, deployment, known),
  }
}

/** Pairs with PAUs that are no Generator of the deployment: a cBEAM is revoked only where these go too. */
function gatherOtherPairs(
  ask: Ask,
  { configurator, generators }: Deployment,
  known: Known,
): ConfiguratorFacts['otherPairs'] {
  const { beamState } = configurator
  const own = new Set(generators.flatMap(({ addresses }) => [addresses.rateLimits, addresses.diamond]))
  return known.pairs
    .filter(({ target }) => !own.has(target))
    .map(({ kind, target, cBeam }) => ({
      id: `${kind}-${target}-${cBeam}`,
      kind,
      target,
      cBeam,
      active: convert(
        kind === 'rateLimits'
          ? ask.call(beamState, beamStateAbi, 'rateLimitsCBeams', target, cBeam)
          : ask.call(beamState, beamStateAbi, 'controllersCBeams', target, cBeam),
        flag,
      ),
    }))
}

export function gatherTimelock(ask: Ask, deployment: Deployment, known: Known): TimelockFacts {
  const { timelock } = deployment.configurator
  return {
    paused: ask.call(timelock, beamTimeLockAbi, 'paused'),
    minDelay: ask.call(timelock, beamTimeLockAbi, 'getMinDelay'),
    operationCount: ask.call(timelock, beamTimeLockAbi, 'getOperationCount'),
    operations: rebuildQueue(known.timelock).map((event) => ({
      id: event.id,
      event,
      timestamp: ask.call(timelock, beamTimeLockAbi, 'getTimestamp', event.id),
    })),
    holders: Object.entries(timelockRoles).flatMap(([role, hash]) =>
      unique(
        known.grants
          .filter((grant) => grant.contract === timelock && grant.role === hash)
          .map(({ account }) => account),
      ).map((account) => ({
        id: `${role}-${account}`,
        role: role as TimelockRoleFacts['role'],
        account,
        active: ask.call(timelock, beamTimeLockAbi, 'hasRole', hash, account),
      })),
    ),
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
    chain(ask.call(mom, pasMomAbi, 'authority'), (authority) =>
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
