import { type Address, encodeFunctionData } from 'viem'
import { legacyMigrationFacetAbi } from '@/lib/abi'
import { stepInputs } from '@/lib/console/derive/steps'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { IlkModel, PrimeModel } from '@/lib/console/model/primes'
import { formatCompact, fromWords, whenWords } from '@/lib/format'
import { given, type Leaf, map, unknown } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { excess, MAX_UINT256, RAY, rad, type Wad } from '@/lib/math'
import {
  judgeStep,
  type Phase,
  type StepDirection,
  type StepInputs,
  type StepVerdict,
  whenCanMigrate,
  whenCanMigrateBack,
} from '@/lib/migration'
import { bindingOf, bindingWords, stepWords, usds } from '@/lib/words/funnel'
import { PHASE_WORDS } from '@/lib/words/gate-sentences'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { generatorOperator } from '../generator-operator'
import { primeOf } from '../prime-of'
import { type MigrateRequest, type MigrateRequestOf, migrateBackKind, migrateKind } from './request'
import { stepEffects, type Where } from './step-effects'
import { stepEvents } from './step-events'

export const migrate: ActionDefinition<MigrateRequestOf<'migrate'>, true> = { ...migrateKind, build }

export const migrateBack: ActionDefinition<MigrateRequestOf<'migrate-back'>, true> = {
  ...migrateBackKind,
  build,
}

function build<Request extends MigrateRequest>(
  request: Request,
  model: ConsoleModel,
  from: Address,
): DirectAction<Request> | null {
  const found = primeOf(request, model)
  const ilk = found?.prime.legacy.find(({ id }) => id === request.ilk)
  return found?.prime.migration && ilk ? step(request, model, found.generator, found.prime, ilk, from) : null
}

const DIRECTIONS = { migrate: 'over', 'migrate-back': 'back' } as const satisfies Record<
  MigrateRequest['kind'],
  StepDirection
>

const PHASES: Readonly<Record<StepDirection, readonly Phase[]>> = {
  over: ['DualRun', 'CutOver'],
  back: ['DualRun'],
}

/**
 * `migrate` or `migrateBack` by a relayer: moves debt from a legacy ilk to the Generator's ilk, or the reverse.
 * Source: DOMAIN.md §7.
 */
function step<Request extends MigrateRequest>(
  request: Request,
  model: ConsoleModel,
  generator: GeneratorModel,
  prime: PrimeModel,
  ilk: IlkModel,
  from: Address,
): DirectAction<Request> {
  const direction = DIRECTIONS[request.kind]
  const { time } = model
  const inputs = stepInputs(prime, ilk, generator, model.mcd)
  const verdict = attempt(inputs, (known) => judgeStep(known, direction, request.amount, time))
  const where = { model, generator, prime, ilk }
  const stated = attempt(inputs, (known) => ({
    effects: stepEffects(where, known, direction, request.amount),
    events: stepEvents(where, known, direction, request.amount),
  }))
  const { effects, events } =
    verdict.ok && verdict.value.passes && stated.ok ? stated.value : { effects: [], events: [] }
  const owed =
    direction === 'over'
      ? `all that ${prime.name} owes`
      : `the least of what the Generator owes, what it has in ${prime.name}'s vault and what ${prime.name} has out of it`
  const verb = direction === 'over' ? 'Migrate' : 'Migrate back'
  // The largest number asks for all that is owed when the step is mined.
  const all = request.amount === MAX_UINT256
  return {
    request,
    title: `${verb} ${all ? 'all' : usds(request.amount)} of ${prime.name}'s debt (${ilk.id})`,
    emergency: false,
    from,
    calls: [
      {
        to: generator.id,
        value: 0n,
        data: encodeFunctionData({
          abi: legacyMigrationFacetAbi,
          functionName: direction === 'over' ? 'migrate' : 'migrateBack',
          args: [prime.addresses.almProxy, ilk.ilk, request.amount],
        }),
      },
    ],
    permission: generatorOperator(generator, from),
    requirements: [
      windowRequirement(model),
      phaseRequirement(prime, PHASES[direction]),
      {
        id: 'amount',
        says: {
          holds: 'The amount is more than 0',
          fails: 'The amount is 0',
        },
        holds: given(request.amount > 0n),
        weight: 'blocks',
      },
      {
        id: 'step',
        says: asItStands(
          stepText(verdict, (moved) =>
            inputs.ok ? laterWords(inputs.value, direction, moved, time, prime.name) : '',
          ),
        ),
        holds: map(verdict, ({ passes }) => passes),
        weight: 'blocks',
      },
      ...(all
        ? []
        : [
            {
              id: 'in-full',
              says: {
                holds: 'All of the amount moves',
                fails: `Not all of the amount moves${verdict.ok ? `: ${usds(verdict.value.moved)} is ${owed}` : ''}`,
              },
              holds: map(verdict, ({ moved }) => moved === request.amount),
              weight: 'warn',
            } as const,
          ]),
    ],
    effects,
    events,
    afterwards: afterwardsOf(verdict, direction, where),
    ...leftOf(verdict, direction, ilk),
    disables:
      direction === 'over'
        ? [
            `This uses headroom of the Generator's ilk, which all Primes share, and the migration limit of ${prime.name}. Mint, deposit and take limits are not used.`,
          ]
        : [
            `This uses headroom of ${ilk.id} and the migration limit of ${prime.name}. At most what ${prime.name} has out of its vault moves back, so its total debt never grows.`,
          ],
    undo:
      direction === 'over'
        ? 'A relayer can move it back with migrateBack, only in dual-run, outside the Processing Window and within the same limit.'
        : 'A relayer can move it over again with migrate, outside the Processing Window and within the same limit.',
  }
}

/** Who owes less, and who owes it instead. */
function afterwardsOf(
  verdict: Leaf<StepVerdict>,
  direction: StepDirection,
  { prime, ilk, generator }: Pick<Where, 'prime' | 'ilk' | 'generator'>,
): string {
  if (!verdict.ok || !verdict.value.passes) return 'No debt moves.'
  const moved = usds(verdict.value.moved)
  return direction === 'over'
    ? `${prime.name} owes ${moved} less at ${ilk.id}, and ${generator.name} owes it instead, for shares of ${prime.name}'s vault.`
    : `${prime.name} owes ${moved} more at ${ilk.id}, and ${generator.name} owes that much less.`
}

/** What a step to the Generator leaves at the legacy ilk. */
function leftOf(verdict: Leaf<StepVerdict>, direction: StepDirection, { id, debtNow }: IlkModel) {
  if (direction === 'back' || !verdict.ok || !verdict.value.passes || !debtNow.ok) return {}
  const left = excess(debtNow.value, rad(verdict.value.moved * RAY))
  return {
    next: left === 0n ? `Nothing is left at ${id}.` : `${formatCompact(left, 45)} USDS are left at ${id}.`,
  }
}

/** Blocks inside the Processing Window: the facet refuses steps there, so there is nothing to override. */
function windowRequirement({ window, time }: ConsoleModel): Requirement {
  const isActive = window.phase === 'Active'
  return {
    id: 'window',
    says: {
      holds: 'It is outside the Processing Window (13:00 to 16:00 UTC)',
      fails: `It is inside the Processing Window (13:00 to 16:00 UTC), which ends at ${whenWords(window.endsAt, time)} (LegacyMigrationFacet/processing-window)`,
    },
    holds: given(isActive),
    weight: 'blocks',
  }
}

function phaseRequirement({ name, migration }: PrimeModel, phases: readonly Phase[]): Requirement {
  const phase: Leaf<Phase> = migration?.phaseName ?? noSurface
  const wanted = phases.map((one) => PHASE_WORDS[one]).join(' or ')
  const stands = phase.ok && !phases.includes(phase.value) ? `; it is ${PHASE_WORDS[phase.value]}` : ''
  return {
    id: 'phase',
    says: {
      holds: `${name} is ${wanted}`,
      fails: `${name} is not ${wanted}${stands}`,
    },
    holds: map(phase, (now) => phases.includes(now)),
    weight: 'blocks',
  }
}

const noSurface = unknown({ kind: 'not-read', message: 'The Diamond has no LegacyMigrationFacet.' })

/** What limits the step. @param later tells when the amount can move, if it cannot now */
function stepText(step: Leaf<StepVerdict>, later: (moved: Wad) => string): string {
  if (!step.ok) return `The amount moves in one step (could not be checked: ${step.reason.message})`
  const { answer, passes, moved } = step.value
  const most = `At most ${usds(answer.amount)} moves in one step now: ${bindingWords(bindingOf(answer))}`
  return passes ? most : `${most}${later(moved)}`
}

/** When the amount can move, if waiting is enough. */
function laterWords(
  inputs: StepInputs,
  direction: StepDirection,
  moved: Wad,
  now: bigint,
  prime: string,
): string {
  const whenCan = direction === 'over' ? whenCanMigrate : whenCanMigrateBack
  const { at, steps = [] } = whenCan(inputs, moved, now)
  if (at === undefined) return ''
  const once = steps.map((step) => stepWords(step, prime)).join('; ')
  return `; ${usds(moved)} ${fromWords(at, now)}${once === '' ? '' : `, once: ${once}`}`
}
