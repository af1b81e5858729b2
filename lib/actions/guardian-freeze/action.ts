import { type Address, encodeFunctionData, isAddressEqual, zeroAddress } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { isGuardian } from '@/lib/console/authority'
import { type BeamRole, heldRoles, isFrozen } from '@/lib/console/derive/beams'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { every, given, type Leaf, map, some } from '@/lib/leaf'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { everyPairKnown, type Pair, pairsOf, toUnset } from '../pairs'
import { byGuardians } from '../unit-of'
import { type GuardianFreezeRequest, guardianFreezeKind } from './request'
import { effectsOf, eventsOf } from './takes'

export const guardianFreeze: ActionDefinition<GuardianFreezeRequest, false> = {
  ...guardianFreezeKind,
  build: byGuardians(freezeByGuardian),
}

/**
 * `GuardianCouncil.freeze` of a relayer, cBEAM or aBEAM by any one guardian, of every pair that is known. Source:
 * DOMAIN.md §9.
 */
function freezeByGuardian(
  request: GuardianFreezeRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  guardians: GuardianFacts,
  from: Address,
): DirectAction<GuardianFreezeRequest> {
  const { beam } = request
  const { council } = guardians
  const roles = heldRoles(model, unit, beam)
  const pairs = pairsOf(model, unit, beam).filter(toUnset)
  return {
    request,
    title: inUnit(model, unit, `Freeze BEAM ${beam}`),
    emergency: true,
    from,
    calls: [freezeBy(council, beam, pairs)],
    permission: {
      id: 'guardian',
      says: {
        holds: `${from} is a guardian`,
        fails: `${from} is not a guardian`,
      },
      holds: isGuardian(unit, from),
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
          holds: `${beam} is not frozen yet, or has something in BeamState that can be taken`,
          fails: `${beam} is frozen already, and has nothing in BeamState that can be taken`,
        },
        holds: some([map(isFrozen(unit, beam), (frozen) => !frozen), hasLeft(roles)]),
        weight: 'blocks',
        already: true,
      },
      {
        id: 'council-wards',
        says: {
          holds: 'The council of guardians is a ward of BeamState and of the FreezeRegistry',
          fails: 'The council of guardians is no ward of BeamState, or none of the FreezeRegistry',
        },
        holds: map(every([guardians.wardOfBeamState, guardians.wardOfRegistry]), (wards) =>
          wards.every(Boolean),
        ),
        weight: 'blocks',
      },
      {
        id: 'holds-role',
        // Any address can be frozen, so a success alone proves nothing.
        says: {
          holds: `${beam} holds a role that a freeze suspends`,
          fails: `${beam} holds no role that a freeze suspends`,
        },
        holds: map(roles, (held) => held.length > 0),
        weight: 'warn',
      },
      ...everyPairKnown(model, unit, beam),
      ...leftOnTimelock(unit, beam),
    ],
    effects: effectsOf(unit, guardians, beam, pairs),
    events: eventsOf(unit, guardians, { guardian: from, beam }, pairs),
    afterwards: `${beam} can use none of its powers until ${guardians.threshold.ok ? guardians.threshold.value : 'enough'} guardians lift the freeze.`,
    disables: roles.ok
      ? roles.value.map(({ kind, label }) => `${label}: ${lost[kind]}`)
      : [`Every role that ${beam} holds in BeamState, the Configurator and the Diamonds is suspended.`],
    undo: `${wayBack(guardians)} Governance can lift it ${bySpell(model)}.`,
  }
}

/** The call of a council that freezes a BEAM and takes these pairs. */
export const freezeBy = (council: Address, beam: Address, pairs: readonly Pair[]): ActionCall => ({
  to: council,
  value: 0n,
  data: encodeFunctionData({
    abi: guardianCouncilAbi,
    functionName: 'freeze',
    args: [beam, targetsOf(pairs, 'rateLimits'), targetsOf(pairs, 'controller')],
  }),
})

const targetsOf = (pairs: readonly Pair[], kind: Pair['kind']): readonly Address[] =>
  pairs.filter((pair) => pair.kind === kind).map(({ target }) => target)

/** Whether it has something in BeamState: what a relayer has, it keeps. */
const hasLeft = (roles: Leaf<readonly BeamRole[]>): Leaf<boolean> =>
  map(roles, (held) => held.some(({ kind }) => kind !== 'relayer'))

/** Roles on the timelock that a freeze does not take, as the timelock does not ask who is frozen. */
export const keptOnTimelock = ({ timelock }: ConfiguratorUnit, beam: Address) =>
  timelock.holders.filter(
    ({ account, role, active }) =>
      account === beam &&
      (role === 'PROPOSER_ROLE' || role === 'CANCELLER_ROLE') &&
      !(active.ok && !active.value),
  )

function leftOnTimelock(unit: ConfiguratorUnit, beam: Address): readonly Requirement[] {
  const held = keptOnTimelock(unit, beam)
  if (held.length === 0) return []
  return [
    {
      id: 'left-on-timelock',
      says: {
        holds: `${beam} can neither schedule nor cancel in the timelock`,
        fails: `${beam} keeps its roles in the timelock and can still schedule or cancel there. What is queued stays; any guardian can cancel what it schedules`,
      },
      holds: map(some(held.map(({ active }) => active)), (any) => !any),
      weight: 'warn',
    },
  ]
}

const lost: Readonly<Record<BeamRole['kind'], string>> = {
  relayer: 'it can no longer mint, burn, deposit, withdraw or migrate.',
  cBeam: 'it can no longer change limits, run approved actions or replace relayer and freezer.',
  immediate:
    'it can no longer pair, unpair or unregister, and can stop the Configurator only through PASMom.',
  delayed: 'none of its calls to BeamState succeeds any more, whoever executes them.',
  other: 'it can no longer do what that role lets it do.',
}

/** Who can lift a freeze, and what that gives back. */
export function wayBack({ members, threshold }: GuardianFacts): string {
  if (!members.ok || !threshold.ok)
    return 'Several guardians together can lift it; how many are needed could not be read.'
  return `${threshold.value} of the ${members.value.length} guardians can lift it, each with a transaction of its own; that gives back what the freeze took, and nothing else.`
}
