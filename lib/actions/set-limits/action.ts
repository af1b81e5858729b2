import { type Address, encodeFunctionData } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import { isCBeam } from '@/lib/console/authority'
import { sorlInputs } from '@/lib/console/derive/limits'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { formatDuration, plural } from '@/lib/format'
import { every, given, type Leaf, map } from '@/lib/leaf'
import { isIncrease, judge, oneWayParts, type SorlInputs } from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitle, limitWords } from '@/lib/words/limits'
import type { RoutedDefinition, Routing } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { heldBack } from '../held-back'
import { limitEffects, limitEvents, sorlText } from '../limit-step'
import { type LimitStep, type SetLimitsRequest, setLimitsKind } from './request'

const routing: Routing<SetLimitsRequest> = {
  // An account would sign a transaction for each limit: it has none for all of them.
  direct: ({ generator }, { generators }) =>
    generators.some(({ id }) => id === generator) ? given(false) : null,
  safes: ({ generator }, model) => {
    const found = model.generators.find(({ id }) => id === generator)
    return found ? limitSafes(model, found) : []
  },
}

export const setLimits: RoutedDefinition<SetLimitsRequest, true> = { ...setLimitsKind, routing, build }

/** Safes of the deployment that are paired with the RateLimits of a Generator, and those for which that is not known. */
export const limitSafes = (
  { safes }: Pick<ConsoleModel, 'safes'>,
  generator: GeneratorModel,
): readonly SafeFacts[] =>
  safes.filter(({ id }) =>
    generator.scope.pairs.some(
      ({ kind, cBeam, active }) => kind === 'rateLimits' && cBeam === id && !(active.ok && !active.value),
    ),
  )

/** A step with the limit that it sets, and what the Configurator reads of it. */
interface Setting {
  readonly step: LimitStep
  readonly limit: LimitModel
  readonly inputs: Leaf<SorlInputs>
}

function build(
  request: SetLimitsRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<SetLimitsRequest> | null {
  const generator = model.generators.find(({ id }) => id === request.generator)
  if (!generator) return null
  const { stopped } = unitOf(model, generator).configurator
  const sets = request.steps.flatMap((step): Setting[] => {
    const limit = generator.limits.find(({ id }) => id === step.key)
    return limit ? [{ step, limit, inputs: sorlInputs(limit, generator.scope, stopped) }] : []
  })
  return sets.length === request.steps.length ? set(request, model, generator, sets, from) : null
}

/** `Configurator.setRateLimit` by a cBEAM that is a Safe, once for each limit. Source: DOMAIN.md §6.2. */
function set(
  request: SetLimitsRequest,
  model: ConsoleModel,
  generator: GeneratorModel,
  sets: readonly Setting[],
  from: Address,
): DirectAction<SetLimitsRequest> {
  const { configurator } = unitOf(model, generator).configurator.addresses
  const { time } = model
  // One step that is refused takes all others with it: then there is nothing to state.
  const accepted = sets.flatMap(({ inputs, ...one }) =>
    inputs.ok && judge(inputs.value, one.step, time).ok ? [{ ...one, sorl: inputs.value }] : [],
  )
  const stated = accepted.length === sets.length ? accepted : []
  return {
    request,
    title: `${titleOf(sets)} of ${generator.name}`,
    emergency: false,
    from,
    calls: sets.map(({ step: { maxAmount, slope }, limit }) => ({
      to: configurator,
      value: 0n,
      data: encodeFunctionData({
        abi: configuratorAbi,
        functionName: 'setRateLimit',
        args: [limit.rateLimits, limit.id, maxAmount, slope],
      }),
    })),
    permission: {
      id: 'cbeam',
      says: {
        holds: `${from} is a cBEAM of these RateLimits`,
        fails: `${from} is not a cBEAM of these RateLimits`,
      },
      holds: isCBeam(generator, from, 'rateLimits'),
      weight: 'blocks',
    },
    requirements: [...requirementsOf(sets, model, from), heldBack(model)],
    effects: stated.flatMap(({ step, limit, sorl }) => limitEffects(step, generator, limit, sorl, time)),
    events: stated.flatMap(({ step, limit, sorl }) => limitEvents(step, configurator, limit, sorl, time)),
    afterwards: `${sentenceOf(sets)}.`,
    ...nextOf(sets),
    disables: disabledBy(sets),
    undo: undo(sets),
  }
}

/** "Raise 2 limits, and lower the USDS mint limit". */
function titleOf(sets: readonly Setting[]): string {
  const [raised, lowered] = [called(sets, 'raise'), called(sets, 'lower')]
  const what = (some: readonly Setting[]) =>
    some.length === 1 ? some.map(({ limit }) => nameOf(limit)).join() : plural(some.length, 'limit')
  if (lowered.length === 0) return `Raise ${what(raised)}`
  if (raised.length === 0) return `Lower ${what(lowered)}`
  return `Raise ${what(raised)} and lower ${what(lowered)}`
}

const called = (sets: readonly Setting[], change: LimitStep['change']) =>
  sets.filter(({ step }) => step.change === change)

const nameOf = (limit: LimitModel): string =>
  limit.name ? limitTitle(limit) : `limit under the unnamed key ${limit.id}`

/** What each limit lets through, as one sentence without its end. */
const sentenceOf = (sets: readonly Setting[]): string =>
  sets.length === 0
    ? 'No limit changes'
    : sets
        .map(({ step: { maxAmount, slope }, limit }) => {
          if (maxAmount === 0n && slope === 0n) return `Nothing passes the ${nameOf(limit)}`
          if (maxAmount === MAX_UINT256) return `Any amount passes the ${nameOf(limit)}`
          return `At most ${limitWords(limit, 0n).maxAmount[1].text(maxAmount)} at once passes the ${nameOf(limit)}`
        })
        .map((text, index) => (index === 0 ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`))
        .join('; ')

function nextOf(sets: readonly Setting[]): Pick<DirectAction, 'next'> {
  const raised = called(sets, 'raise')
  const [first] = raised
  if (!first?.inputs.ok) return {}
  const which = raised.length === 1 ? 'of this limit' : 'of each raised limit'
  return {
    next: `The next increase ${which} can follow ${formatDuration(first.inputs.value.hop)} later.`,
  }
}

function requirementsOf(
  sets: readonly Setting[],
  { safes, time }: ConsoleModel,
  from: Address,
): readonly Requirement[] {
  const keys = sets.map(({ limit }) => limit.id)
  const verdicts = sets.map(({ step, limit, inputs }) => ({
    limit,
    verdict: map(inputs, (sorl) => judge(sorl, step, time)),
  }))
  const refused = verdicts.filter(({ verdict }) => !verdict.ok || !verdict.value.ok)
  const misnamed = where(sets, (step, { limit }) => isIncrease(limit, step) !== (step.change === 'raise'))
  const same = where(
    sets,
    (step, { limit }) => limit.maxAmount === step.maxAmount && limit.slope === step.slope,
  )
  return [
    {
      id: 'safe-alone',
      says: {
        holds: 'A Safe sets them in one transaction, all or none',
        fails:
          'Only a Safe sets several limits in one transaction. An account would sign one for each, in blocks of different times, and what is stated of them could not be proven together: change them one by one',
      },
      holds: given(safes.some(({ id }) => id === from)),
      weight: 'blocks',
    },
    {
      id: 'limits-named',
      says: { holds: 'Each limit is set once', fails: 'It sets no limit, or one of them twice' },
      holds: given(keys.length > 0 && new Set(keys).size === keys.length),
      weight: 'blocks',
    },
    {
      id: 'limits-kind',
      says: {
        holds: 'Each limit is raised or lowered as it says',
        fails: `Not what it is called, as it is set now: ${namesIn(misnamed)}`,
      },
      holds: map(misnamed, (found) => found.length === 0),
      weight: 'blocks',
    },
    {
      id: 'limits-sorl',
      says: asItStands(
        refused.length === 0
          ? 'The second-order rate limit allows every step'
          : refused.map(({ limit, verdict }) => `${nameOf(limit)}: ${sorlText(verdict, time)}`).join('; '),
      ),
      holds: map(every(verdicts.map(({ verdict }) => verdict)), (all) => all.every(({ ok }) => ok)),
      weight: 'blocks',
    },
    {
      id: 'limits-change',
      says: { holds: 'It changes every limit', fails: `It would stay as it is: ${namesIn(same)}` },
      holds: map(same, (found) => found.length === 0),
      weight: 'blocks',
    },
    {
      id: 'limits-way-back',
      says: {
        holds: 'The same cBEAM can bring each limit back',
        fails: `The same cBEAM cannot bring it back: ${namesIn(oneWayIn(sets))}`,
      },
      holds: map(oneWayIn(sets), (found) => found.length === 0),
      weight: 'confirm',
    },
  ]
}

/** The limits whose step is so, by what is stored now. */
const where = (
  sets: readonly Setting[],
  isSo: (step: LimitStep, inputs: SorlInputs) => boolean,
): Leaf<readonly LimitModel[]> =>
  map(
    every(sets.map(({ step, limit, inputs }) => map(inputs, (sorl) => (isSo(step, sorl) ? [limit] : [])))),
    (found) => found.flat(),
  )

const oneWayIn = (sets: readonly Setting[]) => where(sets, (step, sorl) => oneWayParts(sorl, step).length > 0)

const namesIn = (found: Leaf<readonly LimitModel[]>): string =>
  found.ok ? found.value.map(nameOf).join(', ') : 'a limit that could not be read'

function disabledBy(sets: readonly Setting[]): readonly string[] {
  const removed = sets.filter(({ step }) => step.maxAmount === 0n && step.slope === 0n)
  const lowered = called(sets, 'lower').filter((one) => !removed.includes(one))
  return [
    ...removed.map(
      ({ limit }) =>
        `Every operation under the ${nameOf(limit)} reverts from then on (RateLimits/zero-maxAmount).`,
    ),
    ...(lowered.length > 0
      ? [
          `Operations above the lower capacity of the ${lowered.map(({ limit }) => nameOf(limit)).join(', ')} revert until it refills.`,
        ]
      : []),
    ...(called(sets, 'raise').length > 0
      ? [
          'The next increase of a raised limit has to wait for the hop. Raising adds no capacity at once: it refills with the slope.',
        ]
      : []),
  ]
}

function undo(sets: readonly Setting[]): string {
  const oneWay = oneWayIn(sets)
  if (!oneWay.ok) return 'Whether the cBEAM can bring every limit back could not be checked.'
  if (oneWay.value.length > 0) {
    return `One-way: no cBEAM can bring back the ${namesIn(oneWay)}. That takes a new init through the timelock, or governance by spell.`
  }
  return 'A cBEAM of these RateLimits can lower at once what was raised, and raise step by step what was lowered, a step every hop at most.'
}
