import { type Address, encodeFunctionData } from 'viem'
import { guardianCouncilAbi } from '@/lib/abi'
import { isGuardian } from '@/lib/console/authority'
import { isFrozen, takenRoles } from '@/lib/console/derive/beams'
import { places, sets } from '@/lib/console/effects'
import type { FreezeFacts, GuardianFacts } from '@/lib/console/facts/guardians'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import { combine, every, type Leaf, map, unknown } from '@/lib/leaf'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { byGuardians } from '../unit-of'
import { type LiftFreezeRequest, liftFreezeKind } from './request'
import { effectsOf, eventsOf, type Restored, restoredBy } from './restores'

export const liftFreeze: ActionDefinition<LiftFreezeRequest, false> = {
  ...liftFreezeKind,
  build: byGuardians(vote),
}

/**
 * `GuardianCouncil.lift`, one vote of a guardian; the one that reaches the threshold ends the freeze and gives back what it
 * took. The contract tells how many present guardians voted, and not who. Source: DOMAIN.md §9.
 */
function vote(
  request: LiftFreezeRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  guardians: GuardianFacts,
  from: Address,
): DirectAction<LiftFreezeRequest> {
  const { beam } = request
  const { council, threshold } = guardians
  const freeze = freezeOf(unit, guardians, beam)
  const votes = combine({ votes: freeze.votesToLift, threshold }, (known) => known)
  const isLast = map(votes, (known) => known.votes + 1n >= known.threshold)
  const last = isLast.ok && isLast.value
  const restored = restoredBy(model, unit, beam, freeze.taken)
  const back = last && restored.ok ? restored.value : null
  const voted = emits(council, guardianCouncilAbi, 'VoteToLift', { guardian: from, beam })
  const place = places.units(unit.id).configurator.guardians.beams(beam)
  return {
    request,
    title: inUnit(
      model,
      unit,
      last ? `Lift the freeze of BEAM ${beam}` : `Vote to lift the freeze of BEAM ${beam}${countOf(votes)}`,
    ),
    emergency: false,
    from,
    calls: [
      {
        to: council,
        value: 0n,
        data: encodeFunctionData({ abi: guardianCouncilAbi, functionName: 'lift', args: [beam] }),
      },
    ],
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
        id: 'is-frozen',
        says: {
          holds: `${beam} is frozen`,
          fails: `${beam} is not frozen (GuardianCouncil/not-frozen)`,
        },
        holds: freeze.frozen,
        weight: 'blocks',
        already: true,
      },
      {
        id: 'votes-counted',
        says: {
          holds: 'It is known how many guardians voted, and how many it takes',
          fails: 'It is not known how many guardians voted, or how many it takes',
        },
        holds: map(votes, () => true),
        weight: 'blocks',
      },
      ...(last ? lastRequirements(guardians, restored) : []),
    ],
    effects: back
      ? effectsOf(model, unit, beam, back)
      : votes.ok && !last
        ? [sets(place.votesToLift, votes.value.votes + 1n)]
        : [],
    events: back ? [voted, ...eventsOf(unit, guardians, beam, back)] : [voted],
    afterwards: last
      ? `${beam} is free again, and has back what the freeze took from it.`
      : votes.ok
        ? `${beam} stays frozen, until ${plural(votes.value.threshold - votes.value.votes - 1n, 'more vote')} of guardians.`
        : `${beam} stays frozen, until enough guardians have voted.`,
    disables: [],
    undo: `A vote cannot be taken back. ${last ? `Any one guardian can freeze ${beam} again at once; that takes ${againWords(model, unit, freeze)}.` : `Until enough have voted, ${beam} stays frozen.`} Governance can lift a freeze ${bySpell(model)}, which gives nothing back.`,
  }
}

/** "(4 of 16 votes)", with this one. */
const countOf = (votes: Leaf<{ readonly votes: bigint; readonly threshold: bigint }>): string =>
  votes.ok ? ` (vote ${votes.value.votes + 1n} of ${votes.value.threshold})` : ''

/** Its roles that a new freeze would take again. */
function againWords(model: ConsoleModel, unit: ConfiguratorUnit, freeze: FreezeFacts): string {
  const taken = takenRoles(model, unit, freeze)
  if (!taken.ok || taken.value.length === 0) return 'the use of its roles'
  return `again what this gives back (${taken.value.map(({ label }) => label).join(', ')})`
}

const notAsked = unknown({
  kind: 'not-read',
  message: 'The freeze of this account has not been read yet.',
})

/** The freeze of an account, of which nothing is known before somebody asks. */
function freezeOf(unit: ConfiguratorUnit, { beams }: GuardianFacts, beam: Address): FreezeFacts {
  const found =
    beams.find(({ id }) => id === beam) ?? unit.configurator.asked.find(({ id }) => id === beam)?.freeze
  return (
    found ?? {
      frozen: isFrozen(unit, beam),
      votesToLift: notAsked,
      taken: { roles: notAsked, rateLimits: notAsked, controllers: notAsked },
    }
  )
}

/** What has to hold for the vote that ends the freeze. */
const lastRequirements = (
  { wardOfBeamState, wardOfRegistry }: GuardianFacts,
  restored: Leaf<Restored>,
): readonly Requirement[] => [
  {
    id: 'council-wards',
    says: {
      holds: 'The council of guardians is a ward of BeamState and of the FreezeRegistry',
      fails: 'The council of guardians is no ward of BeamState, or none of the FreezeRegistry',
    },
    holds: map(every([wardOfBeamState, wardOfRegistry]), (wards) => wards.every(Boolean)),
    weight: 'blocks',
  },
  {
    id: 'gives-back-known',
    says: {
      holds: 'It is known what the freeze took, and what of it comes back',
      fails: 'It is not known what the freeze took, or what of it comes back',
    },
    holds: map(restored, () => true),
    weight: 'blocks',
  },
  {
    id: 'gives-back-all',
    says: {
      holds: 'Everything comes back that the freeze took',
      fails: `Not everything comes back that the freeze took${restored.ok ? `: ${restored.value.lost.join(', ')} stays away, as it or the cBEAM is no longer registered` : ''}`,
    },
    holds: map(restored, ({ lost }) => lost.length === 0),
    weight: 'warn',
  },
]
