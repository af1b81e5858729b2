import type { Address } from 'viem'
import { beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import type { BeamFacts, GuardianFacts } from '@/lib/console/facts/guardians'
import type { Deployment } from '@/lib/deployment'
import { dependOn, type Leaf, unknown } from '@/lib/leaf'
import type { Ask } from '../read/ask'
import { type Asked, gatherFreeze, relayersOf } from './asked'
import { timelockRoles } from './timelock-roles'

/** The council of guardians; null where the deployment has none, and BeamState need not know a freeze. */
export function gatherGuardians(
  ask: Ask,
  deployment: Deployment,
  asked: readonly Asked[],
): GuardianFacts | null {
  const { guardianCouncil: council, beamState, timelock } = deployment.configurator
  if (council === null) return null
  return {
    council,
    members: listed(ask.call(council, guardianCouncilAbi, 'guardians')),
    threshold: ask.call(council, guardianCouncilAbi, 'THRESHOLD'),
    beamState: ask.call(council, guardianCouncilAbi, 'beamState'),
    timelock: ask.call(council, guardianCouncilAbi, 'timelock'),
    guardianRole: ask.call(beamState, beamStateAbi, 'hasUserRole', council, 3),
    canceller: ask.call(timelock, beamTimeLockAbi, 'hasRole', timelockRoles.CANCELLER_ROLE, council),
    beams: gatherBeams(ask, deployment, asked),
  }
}

/** Whoever a freeze can concern: holders of a beam, whoever is frozen, and relayers that are no candidates. */
function gatherBeams(ask: Ask, deployment: Deployment, asked: readonly Asked[]): readonly BeamFacts[] {
  const candidates = new Set(asked.map(({ id }) => id))
  const others = [...relayersOf(ask, deployment)].flatMap(([account, from]) =>
    candidates.has(account)
      ? []
      : [{ id: account, freeze: gatherFreeze(ask, deployment, { account, from }), evidence: from }],
  )
  return [...asked, ...others].flatMap(({ id, freeze, evidence }) =>
    freeze && evidence
      ? [
          {
            id,
            frozen: dependOn(freeze.frozen, evidence),
            votesToLift: dependOn(freeze.votesToLift, evidence),
          },
        ]
      : [],
  )
}

/** Guardians that are listed; a contract that claims more is not believed. */
const mostGuardians = 100

function listed(members: Leaf<readonly Address[]>): Leaf<readonly Address[]> {
  if (!members.ok || members.value.length <= mostGuardians) return members
  const message = `The contract names ${members.value.length} guardians, more than are listed here (${mostGuardians}).`
  return unknown({ kind: 'out-of-range', message }, members.from)
}
