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

export const timelockRoles: Readonly<Record<TimelockRoleFacts['role'], Hex>> = {
  PROPOSER_ROLE: keccak256(toHex('PROPOSER_ROLE')),
  CANCELLER_ROLE: keccak256(toHex('CANCELLER_ROLE')),
  EXECUTOR_ROLE: keccak256(toHex('EXECUTOR_ROLE')),
  PAUSER_ROLE: keccak256(toHex('PAUSER_ROLE')),
  DEFAULT_ADMIN_ROLE: zeroHash,
}

export function gatherConfigurator(ask: Ask, deployment: Deployment, known: Known): ConfiguratorFacts {
  const addresses = deployment.configurator
  const { beamState, configurator } = addresses
  const granted = known.grants.filter(({ contract }) => contract === beamState)
  const accounts = unique(
    granted.filter(({ role }) => role !== beamStateGrants.ward).map(({ account }) => account),
  )
  const wards = unique(
    granted.filter(({ role }) => role === beamStateGrants.ward).map(({ account }) => account),
  )
  return {
    addresses,
    stopped: ask.call(beamState, beamStateAbi, 'stopped'),
    beamState: ask.call(configurator, configuratorAbi, 'beamState'),
    users: accounts.map((account) => ({
      id: account,
      delayed: ask.call(beamState, beamStateAbi, 'hasUserRole', account, 1),
      immediate: ask.call(beamState, beamStateAbi, 'hasUserRole', account, 2),
    })),
    wards: wards.map((account) => ({
      id: account,
      active: convert(ask.call(beamState, beamStateAbi, 'wards', account), (ward) => ward === 1n),
    })),
  }
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
  const { mom, beamState } = deployment.configurator
  const allowed = (name: 'stop' | 'pause') =>
    chain(ask.call(mom, pasMomAbi, 'authority'), (authority) =>
      authority === zeroAddress
        ? given(false)
        : ask.call(authority, authorityAbi, 'canCall', account, mom, toFunctionSelector(`${name}()`)),
    )
  return {
    id: account,
    momStop: allowed('stop'),
    momPause: allowed('pause'),
    frozen: ask.call(beamState, beamStateAbi, 'frozen', account),
  }
}

function unique(accounts: readonly Address[]): readonly Address[] {
  return [...new Set(accounts)]
}
