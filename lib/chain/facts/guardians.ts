import { type Address, type Hex, keccak256, toHex } from 'viem'
import { beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import type { GuardianFacts } from '@/lib/console/guardian-facts'
import type { Known } from '@/lib/console/known'
import { type Leaf, unknown } from '@/lib/console/leaf'
import type { Deployment } from '@/lib/deployment'
import type { Ask } from '../ask'
import { beamStateGrants } from '../events'

const relayerRole = keccak256(toHex('RELAYER'))
const proposerRole = keccak256(toHex('PROPOSER_ROLE'))
const cancellerRole = keccak256(toHex('CANCELLER_ROLE'))

/** The council of guardians; null where the deployment has none, and BeamState need not know a freeze. */
export function gatherGuardians(ask: Ask, deployment: Deployment, known: Known): GuardianFacts | null {
  const { guardianCouncil: council, beamState, timelock } = deployment.configurator
  if (council === null) return null
  return {
    council,
    members: listed(ask.call(council, guardianCouncilAbi, 'guardians')),
    threshold: ask.call(council, guardianCouncilAbi, 'THRESHOLD'),
    beamState: ask.call(council, guardianCouncilAbi, 'beamState'),
    timelock: ask.call(council, guardianCouncilAbi, 'timelock'),
    guardianRole: ask.call(beamState, beamStateAbi, 'hasUserRole', council, 3),
    canceller: ask.call(timelock, beamTimeLockAbi, 'hasRole', cancellerRole, council),
    beams: beamsOf(deployment, known).map((account) => ({
      id: account,
      frozen: ask.call(beamState, beamStateAbi, 'frozen', account),
      votesToLift: ask.call(council, guardianCouncilAbi, 'votesToLift', account),
    })),
  }
}

/**
 * Whoever a freeze can concern, by events: they are asked for at once, while the holders that a Diamond lists are known
 * only after two rounds.
 */
function beamsOf({ configurator, generators }: Deployment, known: Known): readonly Address[] {
  const { beamState, timelock } = configurator
  const diamonds = generators.map(({ addresses }) => addresses.diamond)
  const holdsBeam = (contract: Address, role: Hex) =>
    (contract === beamState && role !== beamStateGrants.ward) ||
    (contract === timelock && (role === proposerRole || role === cancellerRole)) ||
    (diamonds.includes(contract) && role === relayerRole)
  const granted = known.grants.filter(({ contract, role }) => holdsBeam(contract, role))
  return [...new Set([...known.pairs.map(({ cBeam }) => cBeam), ...granted.map(({ account }) => account)])]
}

/** Guardians that are listed; a contract that claims more is not believed. */
const mostGuardians = 100

function listed(members: Leaf<readonly Address[]>): Leaf<readonly Address[]> {
  if (!members.ok || members.value.length <= mostGuardians) return members
  const message = `The contract names ${members.value.length} guardians, more than are listed here (${mostGuardians}).`
  return unknown({ kind: 'out-of-range', message }, members.from)
}
