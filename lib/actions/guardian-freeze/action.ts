import { type Address, encodeFunctionData, isAddressEqual, zeroAddress } from 'viem'
import { beamStateAbi, guardianCouncilAbi } from '@/lib/abi'
import { isGuardian } from '@/lib/console/authority'
import { type BeamRole, heldRoles, isFrozen } from '@/lib/console/derive/beams'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { ConsoleModel } from '@/lib/console/model'
import { given, map } from '@/lib/leaf'
import type { ActionDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import { type GuardianFreezeRequest, guardianFreezeKind } from './request'

export const guardianFreeze: ActionDefinition<GuardianFreezeRequest, false> = {
  ...guardianFreezeKind,
  build: (request, model, from) => {
    const { guardians } = model.configurator
    return guardians && freezeByGuardian(request, guardians, model, from)
  },
}

/** `GuardianCouncil.freeze` of a relayer, cBEAM or aBEAM by any one guardian. Source: DOMAIN.md §9. */
function freezeByGuardian(
  request: GuardianFreezeRequest,
  guardians: GuardianFacts,
  model: ConsoleModel,
  from: Address,
): DirectAction<GuardianFreezeRequest> {
  const { beam } = request
  const { council } = guardians
  const roles = heldRoles(model, beam)
  return {
    request,
    title: `Freeze BEAM ${beam}`,
    emergency: true,
    from,
    calls: [
      {
        to: council,
        value: 0n,
        data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'freeze', args: [beam] }),
      },
    ],
    permission: {
      id: 'guardian',
      says: {
        holds: `${from} is a guardian`,
        fails: `${from} is no guardian`,
      },
      holds: isGuardian(model, from),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'can-be-frozen',
        says: {
          holds: 'It is neither the council of guardians itself nor the zero address',
          fails: 'It is the council of guardians itself, or the zero address',
        },
        holds: given(!isAddressEqual(beam, council) && !isAddressEqual(beam, zeroAddress)),
        weight: 'blocks',
      },
      {
        id: 'not-frozen',
        says: {
          holds: `${beam} is not frozen yet`,
          fails: `${beam} is frozen already`,
        },
        holds: map(isFrozen(model, beam), (frozen) => !frozen),
        weight: 'blocks',
      },
      {
        id: 'guardian-role',
        says: {
          holds: 'The council of guardians holds the GUARDIAN role of BeamState',
          fails: 'The council of guardians does not hold the GUARDIAN role of BeamState',
        },
        holds: guardians.guardianRole,
        weight: 'blocks',
      },
      {
        id: 'holds-role',
        // Any address can be frozen, so a success alone proves nothing.
        says: {
          holds: `${beam} holds a role that a freeze takes the use of`,
          fails: `${beam} holds no role that a freeze takes the use of`,
        },
        holds: map(roles, (held) => held.length > 0),
        weight: 'warn',
      },
    ],
    effects: [{ path: `configurator/guardians/beams/${beam}/frozen`, after: { value: true } }],
    events: [
      emits(model.configurator.addresses.beamState, beamStateAbi, 'Freeze', { beam }),
      emits(council, guardianCouncilAbi, 'Freeze', { guardian: from, beam }),
    ],
    disables: roles.ok
      ? roles.value.map(({ kind, label }) => `${label}: ${lost[kind]}`)
      : [`Every role that ${beam} holds in BeamState, the Configurator, the timelock and the Diamonds.`],
    undo: `${wayBack(guardians)} Governance can lift it by spell (24 h).`,
  }
}

const lost: Readonly<Record<BeamRole['kind'], string>> = {
  relayer: 'it can no longer mint, burn, deposit, withdraw or migrate.',
  cBeam: 'it can no longer change limits, run approved actions or replace relayer and freezer.',
  immediate: 'it can no longer pair, unpair or unregister, nor stop the Configurator but through PASMom.',
  proposer: 'it can schedule nothing more. What is queued stays, and anyone executes it when it is ready.',
  canceller: 'it can no longer cancel. Any guardian still can.',
  delayed: 'nothing that it was to do in BeamState takes effect, whoever executes it.',
  guardian: 'it can neither freeze nor lift.',
}

function wayBack({ members, threshold }: GuardianFacts): string {
  if (!members.ok || !threshold.ok) return 'Guardians lift it together; how many it takes could not be read.'
  return `${threshold.value} of the ${members.value.length} guardians lift it, each with a transaction of its own.`
}
