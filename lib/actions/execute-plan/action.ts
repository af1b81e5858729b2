import { type Address, encodeFunctionData, type Hex, isAddressEqual } from 'viem'
import { dsPauseAbi } from '@/lib/abi'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import type { Hold } from '@/lib/console/model/executable'
import type { PlanModel } from '@/lib/console/model/governance'
import { capital, formatExact, fromWords } from '@/lib/format'
import { given, map } from '@/lib/leaf'
import type { Seconds } from '@/lib/math'
import { holdWords } from '@/lib/words/executable'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { heldBack } from '../held-back'
import { plannedIn } from '../plan-target'
import { noteOfPause } from './planned-calls'
import { type ExecutePlanRequest, executePlanKind } from './request'
import { planTakesEffect } from './takes-effect'

export const executePlan: ActionDefinition<ExecutePlanRequest, false> = { ...executePlanKind, build }

/**
 * `exec` of the pause, which anyone may call once the eta of a plan has come, with exactly what was plotted. It does what
 * `cast` of the spell does, and depends on nothing that a spell says. Source: DOMAIN.md §8.
 */
function build(
  request: ExecutePlanRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<ExecutePlanRequest> | null {
  const { plan, pause } = plannedIn(model, request.plan)
  if (plan === null || pause === null) return null
  const { id, event, content } = plan
  const data = dataOf(plan)
  const takes = planTakesEffect(plan, model)
  const isStep = content.action.type === 'migration'
  return {
    request,
    title: `Execute plan ${id}`,
    emergency: false,
    from,
    calls: [{ to: pause, value: 0n, data }],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may call exec of the pause'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      stillPlotted(plan),
      etaCome(event.eta, model.time),
      {
        id: 'plan-code',
        says: {
          holds: 'Its code is the one that was decided',
          fails: 'Its code is no longer the one that was decided (ds-pause-wrong-codehash)',
        },
        holds: plan.intact,
        weight: 'blocks',
      },
      ...heldBy(plan),
      {
        id: 'plan-effects-known',
        says: {
          holds: 'All that it changes can be stated',
          fails: `What it changes cannot be stated: ${takes.ok ? '' : takes.because.join('; ')}`,
        },
        holds: given(takes.ok),
        weight: 'blocks',
      },
      // The steps of a migration refuse inside the window themselves, so there is nothing to override.
      ...(isStep ? [] : [heldBack(model)]),
    ],
    effects: [sets(places.governance.pause.plans(id).plotted, false), ...(takes.ok ? takes.effects : [])],
    events: takes.ok ? [...takes.events, noteOfPause(pause, from, data)] : [],
    afterwards: 'What governance decided takes effect at once, and its plan is over.',
    disables: ['It runs once: afterwards cast of its spell reverts.', ...consequencesOf(plan, model)],
    undo: `What it sets stays set. Governance can set something else ${bySpell(model)}.`,
  }
}

const dataOf = ({ event: { usr, tag, fax, eta } }: PlanModel): Hex =>
  encodeFunctionData({ abi: dsPauseAbi, functionName: 'exec', args: [usr, tag, fax, eta] })

/** That nobody executed or dropped it. */
function stillPlotted({ plotted, state }: PlanModel): Requirement {
  const stands = state.ok ? state.value : null
  const ended = stands === 'dropped' ? 'dropped' : stands === 'executed' ? 'executed' : 'executed or dropped'
  return {
    id: 'plan-plotted',
    says: { holds: 'It is plotted', fails: `It is ${ended} already (ds-pause-unplotted-plan)` },
    holds: plotted,
    weight: 'blocks',
    ...(ended === 'executed' ? { already: true } : {}),
  }
}

/** That its delay is over. @param now of the model [unix s] */
const etaCome = (eta: Seconds, now: Seconds): Requirement => ({
  id: 'plan-due',
  says: {
    holds: 'Its delay is over',
    fails: `Its delay is not over: it can be executed ${fromWords(eta, now)} (ds-pause-premature-exec)`,
  },
  holds: given(eta <= now),
  weight: 'blocks',
})

const TIMES: readonly Hold['why'][] = ['epoch', 'window', 'hours']

/** That neither the hour nor what its step demands keeps it. The delay and the code have lines of their own. */
function heldBy({ executable }: PlanModel): readonly Requirement[] {
  const held = (isOne: (hold: Hold) => boolean) =>
    executable.ok ? (executable.value?.holds ?? []).filter(isOne) : []
  const requirement = (id: string, holds: string, isOne: (hold: Hold) => boolean): Requirement => ({
    id,
    says: { holds, fails: capital(held(isOne).map(holdWords).join('; ')) || holds },
    holds: map(executable, () => held(isOne).length === 0),
    weight: 'blocks',
  })
  return [
    requirement('plan-hour', 'It is no hour at which its code refuses, and no epoch is ahead', ({ why }) =>
      TIMES.includes(why),
    ),
    requirement('plan-gates', 'All that its step demands holds', ({ why }) => why === 'gate'),
  ]
}

/** What a step of a migration means for the Prime: what no longer works, or what a rollback restores. */
function consequencesOf({ content: { action } }: PlanModel, { generators }: ConsoleModel): readonly string[] {
  if (action.type !== 'migration') return []
  const { step } = action
  const prime = generators
    .flatMap(({ primes }) => primes)
    .find(({ addresses }) => isAddressEqual(addresses.almProxy, step.prime))
  if (!prime) return []
  switch (step.name) {
    case 'cutOver':
      return [
        `No new debt on the legacy ilks of ${prime.name}: draws revert (Vat/ceiling-exceeded), and nothing moves back.`,
      ]
    case 'retire':
      return [
        `No way leads back: nothing restores the legacy ceilings of ${prime.name} any more, and nothing moves its legacy debt.`,
      ]
    case 'startDualRun':
    case 'recordCeilings':
      return prime.legacy.flatMap(({ id, line }) =>
        line.ok
          ? [
              `A rollback after the cutover restores the ceiling of ${id} to no more than ${formatExact(line.value, RAD_DECIMALS)} USDS.`,
            ]
          : [],
      )
    default:
      return []
  }
}

const RAD_DECIMALS = 45
