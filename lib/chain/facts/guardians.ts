import type { Address } from 'viem'
import { beamStateAbi, beamTimeLockAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import type { BeamFacts, GuardianFacts } from '@/lib/console/facts/guardians'
import type { Deployment, UnitDeployment } from '@/lib/deployment'
import { convert, dependOn, type Leaf, unknown } from '@/lib/leaf'
import type { Ask } from '../read/ask'
import { type Asked, gatherFreeze, relayersOf } from './asked'
import { timelockRoles } from './timelock-roles'

/**
 * The council of guardians of a Unit; null where the deployment lacks it or its registry.
 * @param wards who became a ward of the registry, by its events
 */
export function gatherGuardians(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  asked: readonly Asked[],
  wards: readonly Address[],
): GuardianFacts | null {
  const { guardianCouncil: council, freezeRegistry: registry, beamState, timelock } = unit
  if (council === null || registry === null) return null
  return {
    council,
    registry,
    members: listed(ask.call(council, guardianCouncilAbi, 'guardians')),
    threshold: ask.call(council, guardianCouncilAbi, 'THRESHOLD'),
    beamState: ask.call(council, guardianCouncilAbi, 'beamState'),
    freezeRegistry: ask.call(council, guardianCouncilAbi, 'freezeRegistry'),
    timelock: ask.call(council, guardianCouncilAbi, 'timelock'),
    wardOfBeamState: convert(ask.call(beamState, beamStateAbi, 'wards', council), isWard),
    wardOfRegistry: convert(ask.call(registry, freezeRegistryAbi, 'wards', council), isWard),
    wards: wards.map((id) => ({
      id,
      active: convert(ask.call(registry, freezeRegistryAbi, 'wards', id), isWard),
    })),
    canceller: ask.call(timelock, beamTimeLockAbi, 'hasRole', timelockRoles.CANCELLER_ROLE, council),
    beams: gatherBeams(ask, deployment, unit, asked),
  }
}

/**
 * Every account that a freeze can concern: holders of a beam, frozen accounts, and relayers that are not candidates.
 */
function gatherBeams(
  ask: Ask,
  deployment: Deployment,
  unit: UnitDeployment,
  asked: readonly Asked[],
): readonly BeamFacts[] {
  const candidates = new Set(asked.map(({ id }) => id))
  const others = [...relayersOf(ask, deployment, unit)].flatMap(([account, from]) =>
    candidates.has(account)
      ? []
      : [{ id: account, freeze: gatherFreeze(ask, unit, { account, from }), evidence: from }],
  )
  return [...asked, ...others].flatMap(({ id, freeze, evidence }) =>
    freeze && evidence
      ? [
          {
            id,
            frozen: dependOn(freeze.frozen, evidence),
            votesToLift: dependOn(freeze.votesToLift, evidence),
            taken: {
              roles: dependOn(freeze.taken.roles, evidence),
              rateLimits: dependOn(freeze.taken.rateLimits, evidence),
              controllers: dependOn(freeze.taken.controllers, evidence),
            },
          },
        ]
      : [],
  )
}

const isWard = (value: bigint) => value === 1n

/** How many guardians are listed; a contract that claims more is not believed. */
const mostGuardians = 100

function listed(members: Leaf<readonly Address[]>): Leaf<readonly Address[]> {
  if (!members.ok || members.value.length <= mostGuardians) return members
  const message = `The contract names ${members.value.length} guardians, more than are listed here (${mostGuardians}).`
  return unknown({ kind: 'out-of-range', message }, members.from)
}
