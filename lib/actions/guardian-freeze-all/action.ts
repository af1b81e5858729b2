import type { Address } from 'viem'
import { isGuardian } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { inUnit } from '@/lib/console/facts/units'
import {
  type Guarded,
  type GuardedStep,
  type GuardedUnit,
  stepsAsked,
  stepsOfGuardian,
  stepsToFreeze,
} from '@/lib/console/guarded'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { pausAsked } from '@/lib/console/paus'
import { plural } from '@/lib/format'
import { every, given, type Leaf, map, some } from '@/lib/leaf'
import { bySpell } from '@/lib/words/spells'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { freezeBy, keptOnTimelock, wayBack } from '../guardian-freeze/action'
import { effectsOf, eventsOf } from '../guardian-freeze/takes'
import { pairsOf, pairsRead, toUnset } from '../pairs'
import { type GuardianFreezeAllRequest, guardianFreezeAllKind } from './request'

export const guardianFreezeAll: RoutedDefinition<GuardianFreezeAllRequest, false> = {
  ...guardianFreezeAllKind,
  routing: {
    direct: (_, model, account) => (guardedUnits(model).length === 0 ? null : guardsAny(model, account)),
    safes: (_, model) => guardianSafes(model),
  },
  build,
}

type Step = GuardedStep<ConfiguratorUnit>

/** The Units that have a council of guardians. */
const guardedUnits = ({ units }: Pick<ConsoleModel, 'units'>): readonly ConfiguratorUnit[] =>
  units.filter(({ configurator }) => configurator.guardians !== null)

/** Whether an account is a guardian of any Unit. */
const guardsAny = (model: Pick<ConsoleModel, 'units'>, account: Address): Leaf<boolean> =>
  some(guardedUnits(model).map((unit) => isGuardian(unit, account)))

/** Safes of the deployment that are guardians of a Unit, and those for which that could not be read. */
function guardianSafes(model: Pick<ConsoleModel, 'safes' | 'units'>): readonly SafeFacts[] {
  if (guardedUnits(model).length === 0) return []
  return model.safes.filter(({ id }) => {
    const guards = guardsAny(model, id)
    return !guards.ok || guards.value
  })
}

/** Every freeze of all BEAMs that a Safe of the deployment may be at. */
export const guardianFreezesThroughSafes = (
  model: Pick<ConsoleModel, 'safes' | 'units'>,
): readonly GuardianFreezeAllRequest[] =>
  guardianSafes(model).map(({ id }) => ({ kind: 'guardian-freeze-all', through: id }))

/** The calls by which a Safe would freeze every BEAM; none where it is known to be no guardian. */
export const callsOfGuardianFreeze = (model: Guarded<GuardedUnit>, safe: Address): readonly ActionCall[] =>
  stepsOfGuardian(model, safe).map(({ unit, guardians, beam: { account } }) =>
    freezeBy(guardians.council, account, pairsOf(model, unit, account).filter(toUnset)),
  )

/**
 * `GuardianCouncil.freeze` of every BEAM that is not frozen yet, in every Unit in which the account is a guardian. Any one
 * guardian does that. Source: DOMAIN.md §9.
 */
function build(
  request: GuardianFreezeAllRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<GuardianFreezeAllRequest> | null {
  const units = guardedUnits(model)
  if (units.length === 0) return null
  const all = stepsToFreeze(model)
  const steps = stepsAsked(model, from)
  const pairs = (step: Step) => pairsOf(model, step.unit, step.beam.account).filter(toUnset)
  const others = all.filter((step) => !steps.includes(step) && !steps.some((own) => isSame(own, step)))
  const councils = [...new Set(steps.map(({ guardians }) => guardians))]
  return {
    request,
    title: 'Freeze every BEAM',
    emergency: true,
    from,
    calls: steps.map((step) => freezeBy(step.guardians.council, step.beam.account, pairs(step))),
    permission: {
      id: 'guardian',
      says: { holds: `${from} is a guardian`, fails: `${from} is not a guardian` },
      holds: guardsAny(model, from),
      weight: 'blocks',
    },
    requirements: [
      beamLeft(all),
      councilWards(units.filter((unit) => mayGuard(unit, from))),
      ...pairsKnown(model, steps),
      ...leftOnTimelock(steps),
    ],
    effects: steps.flatMap((step) => effectsOf(step.unit, step.guardians, step.beam.account, pairs(step))),
    events: steps.flatMap((step) =>
      eventsOf(step.unit, step.guardians, { guardian: from, beam: step.beam.account }, pairs(step)),
    ),
    afterwards:
      others.length === 0
        ? 'No BEAM that is known can do anything until guardians lift its freeze.'
        : `${plural(steps.length, 'BEAM')} can do nothing until guardians lift the freeze; ${plural(others.length, 'other')} still can.`,
    disables: [
      ...steps.map(({ unit, beam }) => lostBy(model, unit, beam)),
      ...(others.length > 0
        ? [`Somebody else has to freeze ${others.map((step) => named(model, step)).join(', ')}.`]
        : []),
      'What relayers have begun already, through a bridge or a cooldown, goes on.',
    ],
    undo: [...new Set([...councils.map(wayBack), `Governance can lift it ${bySpell(model)}.`])].join(' '),
    oneByOne: 'Freeze the BEAMs one by one.',
  }
}

const isSame = (one: Step, other: Step): boolean =>
  one.unit.id === other.unit.id && one.beam.account === other.beam.account

function mayGuard(unit: ConfiguratorUnit, account: Address): boolean {
  const own = isGuardian(unit, account)
  return !own.ok || own.value
}

const named = (model: ConsoleModel, { unit, beam }: Step): string => inUnit(model, unit, beam.account)

function lostBy(model: ConsoleModel, unit: ConfiguratorUnit, { account, roles }: Step['beam']): string {
  const who = inUnit(model, unit, account)
  if (!roles.ok) return `${who} can use no role that it holds there.`
  const labels = roles.value.map(({ label }) => label)
  return labels.length === 0
    ? `${who} is frozen, whatever it gets later.`
    : `${who} can no longer act as: ${labels.join(', ')}.`
}

/** That there is anybody to freeze. */
function beamLeft(all: readonly Step[]): Requirement {
  return {
    id: 'beam-left',
    says: {
      holds: 'There is a BEAM that is not frozen, or that has something in BeamState that can be taken',
      fails: 'Every BEAM that is known is frozen already',
    },
    holds: given(all.length > 0),
    weight: 'blocks',
    already: true,
  }
}

/** That the councils may change what they have to; one that may not is left out, as long as another may. */
function councilWards(units: readonly ConfiguratorUnit[]): Requirement {
  const wards = units.map(({ configurator: { guardians } }) =>
    guardians === null
      ? given(false)
      : map(every([guardians.wardOfBeamState, guardians.wardOfRegistry]), (all) => all.every(Boolean)),
  )
  return {
    id: 'council-wards',
    says: {
      holds: 'The council of guardians is a ward of BeamState and of the FreezeRegistry',
      fails: 'A council of guardians is no ward of its BeamState, or none of its FreezeRegistry',
    },
    holds: map(every(wards), (all) => all.every(Boolean)),
    weight: wards.every((ward) => ward.ok && !ward.value) ? 'blocks' : 'warn',
  }
}

/** That every pair of each is known: one that is not is not unset. */
function pairsKnown(model: ConsoleModel, steps: readonly Step[]): readonly Requirement[] {
  const asked = every(steps.map(({ unit, beam }) => pausAsked(model, unit, beam.account)))
  return [
    {
      id: 'pairs-asked',
      says: {
        holds:
          'BeamState was asked about the pairs of each with every RateLimits and controller of this deployment',
        fails:
          'BeamState was not asked about the pairs of each with every RateLimits and controller of this deployment',
      },
      holds: map(asked, () => true),
      weight: 'warn',
    },
    pairsRead(model),
  ]
}

/** Who keeps a role on the timelock, which does not ask who is frozen. */
function leftOnTimelock(steps: readonly Step[]): readonly Requirement[] {
  const held = steps.flatMap(({ unit, beam }) => keptOnTimelock(unit, beam.account))
  if (held.length === 0) return []
  const accounts = [...new Set(held.map(({ account }) => account))]
  return [
    {
      id: 'left-on-timelock',
      says: {
        holds: 'None of them can schedule or cancel in the timelock',
        fails: `Who keeps roles in the timelock and can still schedule or cancel there: ${accounts.join(', ')}. What is queued stays; any guardian can cancel what is scheduled`,
      },
      holds: map(some(held.map(({ active }) => active)), (any) => !any),
      weight: 'warn',
    },
  ]
}
