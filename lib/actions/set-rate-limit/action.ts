import { type Address, encodeFunctionData } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import { isCBeam } from '@/lib/console/authority'
import { sorlInputs } from '@/lib/console/derive/limits'
import { unitOf } from '@/lib/console/facts/units'
import type { ConsoleModel, GeneratorModel, LimitModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import {
  isIncrease,
  type Judgement,
  judge,
  type LimitParams,
  oneWayParts,
  type SorlInputs,
} from '@/lib/limits'
import { MAX_UINT256 } from '@/lib/math'
import { limitTitle, limitWords } from '@/lib/words/limits'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { heldBack } from '../held-back'
import { limitEffects, limitEvents, sorlText } from '../limit-step'
import {
  type LimitKind,
  type LimitRequest,
  type LimitRequestOf,
  lowerLimitKind,
  raiseLimitKind,
  removeLimitKind,
} from './request'

export const raiseLimit: ActionDefinition<LimitRequestOf<'raise-limit'>, true> = {
  ...raiseLimitKind,
  build,
  retold,
}

export const lowerLimit: ActionDefinition<LimitRequestOf<'lower-limit'>, true> = {
  ...lowerLimitKind,
  build,
  retold,
}

export const removeLimit: ActionDefinition<LimitRequestOf<'remove-limit'>, false> = {
  ...removeLimitKind,
  build,
  retold,
}

function limitOf(request: LimitRequest, { generators }: ConsoleModel) {
  const generator = generators.find(({ id }) => id === request.generator)
  const limit = generator?.limits.find(({ id }) => id === request.key)
  return generator && limit ? { generator, limit } : null
}

function build<Request extends LimitRequest>(
  request: Request,
  model: ConsoleModel,
  from: Address,
): DirectAction<Request> | null {
  const found = limitOf(request, model)
  return found && setRateLimit(request, model, found.generator, found.limit, from)
}

/** The request under the name that fits now: if somebody else lowered the limit further, a lowering would raise it. */
function retold(request: LimitRequest, model: ConsoleModel): LimitRequest | null {
  const found = limitOf(request, model)
  return found && retoldLimit(request, found.limit)
}

const verbs = { 'raise-limit': 'Raise', 'lower-limit': 'Lower', 'remove-limit': 'Remove' } as const

/**
 * `Configurator.setRateLimit` by a cBEAM: up within the second-order rate limit (SORL), down at once.
 * Source: DOMAIN.md §6.2.
 */
function setRateLimit<Request extends LimitRequest>(
  request: Request,
  model: ConsoleModel,
  generator: GeneratorModel,
  limit: LimitModel,
  from: Address,
): DirectAction<Request> {
  const { configurator } = unitOf(model, generator)
  const { time } = model
  const inputs = sorlInputs(limit, generator.scope, configurator.stopped)
  return {
    request,
    title: `${verbs[request.kind]} ${limit.name ? limitTitle(limit) : `limit under the unnamed key ${limit.id}`}`,
    emergency: false,
    from,
    calls: [
      {
        to: configurator.addresses.configurator,
        value: 0n,
        data: encodeFunctionData({
          abi: configuratorAbi,
          functionName: 'setRateLimit',
          args: [limit.rateLimits, limit.id, request.maxAmount, request.slope],
        }),
      },
    ],
    permission: {
      id: 'cbeam',
      says: {
        holds: `${from} is a cBEAM of these RateLimits`,
        fails: `${from} is not a cBEAM of these RateLimits`,
      },
      holds: isCBeam(generator, from, 'rateLimits'),
      weight: 'blocks',
    },
    requirements: [
      kindRequirement(request, inputs),
      sorlRequirement(
        map(inputs, (sorl) => judge(sorl, request, time)),
        time,
      ),
      {
        id: 'changes',
        says: {
          holds: 'It changes the limit',
          fails: 'The limit would stay as it is',
        },
        holds: map(
          inputs,
          ({ limit: now }) => now.maxAmount !== request.maxAmount || now.slope !== request.slope,
        ),
        weight: 'blocks',
      },
      heldBack(model),
      {
        id: 'way-back',
        says: {
          holds: 'The same cBEAM can bring the limit back',
          fails: 'The same cBEAM cannot bring the limit back',
        },
        holds: map(inputs, (sorl) => oneWayParts(sorl, request).length === 0),
        weight: 'confirm',
      },
    ],
    effects: inputs.ok ? limitEffects(request, generator, limit, inputs.value, time) : [],
    events: inputs.ok
      ? limitEvents(request, configurator.addresses.configurator, limit, inputs.value, time)
      : [],
    afterwards: afterwardsOf(request, limit),
    ...(request.kind === 'raise-limit' && inputs.ok
      ? { next: `The next increase can follow ${formatDuration(inputs.value.hop)} later.` }
      : {}),
    disables: disabled(request),
    undo: undo(request, inputs),
  }
}

/**
 * What setting these numbers does to the limit as it is now. Raising one number and lowering the other is a raise, as it
 * is for the Configurator.
 */
function limitKindOf(limit: LimitParams, next: LimitParams): LimitKind {
  if (isIncrease(limit, next)) return 'raise-limit'
  return next.maxAmount === 0n && next.slope === 0n ? 'remove-limit' : 'lower-limit'
}

/** The same numbers under the name of what they would do now; null where the present name still fits. */
function retoldLimit(request: LimitRequest, { maxAmount, slope }: LimitModel): LimitRequest | null {
  if (!maxAmount.ok || !slope.ok) return null
  const now = { maxAmount: maxAmount.value, slope: slope.value }
  return isStill(request, now) ? null : { ...request, kind: limitKindOf(now, request) }
}

const kindWords: Readonly<Record<LimitKind, readonly [still: string, otherwise: string]>> = {
  'raise-limit': [
    'It raises the limit',
    'It would not raise the limit: neither number is above what is set now',
  ],
  'lower-limit': ['It lowers the limit', 'It would raise the limit now: a number is above what is set'],
  'remove-limit': ['It removes the limit', 'It would raise the limit'],
}

/** The request must still do what its name says: somebody else may have moved the limit past these numbers. */
function kindRequirement(request: LimitRequest, inputs: Leaf<SorlInputs>): Requirement {
  const holds = map(inputs, ({ limit }) => isStill(request, limit))
  const [still, otherwise] = kindWords[request.kind]
  return { id: 'kind', says: { holds: still, fails: otherwise }, holds, weight: 'blocks' }
}

/** Whether a request still does what its name says. Lowering to 0 is a removal, but counts as a lowering too. */
function isStill(request: LimitRequest, limit: LimitParams): boolean {
  const kind = limitKindOf(limit, request)
  return kind === request.kind || (request.kind === 'lower-limit' && kind === 'remove-limit')
}

/** Why the Configurator would refuse, and from when it would not. */
function sorlRequirement(verdict: Leaf<Judgement>, now: bigint): Requirement {
  const holds = map(verdict, ({ ok }) => ok)
  return { id: 'sorl', says: asItStands(sorlText(verdict, now)), holds, weight: 'blocks' }
}

/** What the limit lets through, instead of what it lets through now. */
function afterwardsOf({ kind, maxAmount, slope }: LimitRequest, limit: LimitModel): string {
  if (kind === 'remove-limit') return 'Nothing passes this limit any more.'
  const { text } = limitWords(limit, 0n).maxAmount[1]
  const before = limit.maxAmount.ok ? `, instead of ${text(limit.maxAmount.value)}` : ''
  if (maxAmount === MAX_UINT256) return `Any amount passes this limit${before}.`
  const { slope: now } = limit
  const pace =
    !now.ok || slope === now.value ? '' : `; it refills ${slope > now.value ? 'faster' : 'more slowly'}`
  return `At most ${text(maxAmount)} passes this limit at once${before}${pace}.`
}

function disabled(request: LimitRequest): readonly string[] {
  if (request.kind === 'remove-limit') {
    return [
      'Every operation under this limit reverts from then on (RateLimits/zero-maxAmount).',
      'Burning and withdrawing still work: they give capacity back only where a limit is set.',
    ]
  }
  if (request.kind === 'lower-limit') return ['Operations above the lower capacity revert until it refills.']
  return [
    'The next increase of this limit has to wait for the hop. Raising adds no capacity at once: it refills with the slope.',
  ]
}

function undo(request: LimitRequest, inputs: Leaf<SorlInputs>): string {
  const parts = inputs.ok ? oneWayParts(inputs.value, request) : []
  if (parts.some(({ reason }) => reason === 'locks')) {
    return 'One-way: an unlimited key without an init is protected, and no cBEAM can lower it again. Only governance can, unless an init is set through the timelock.'
  }
  if (request.kind === 'raise-limit') return 'A cBEAM of these RateLimits can lower it again at once.'
  if (!inputs.ok) return 'Whether the cBEAM can raise it again could not be checked.'
  if (parts.length === 0) {
    return `A cBEAM can raise it again step by step, one step every ${formatDuration(inputs.value.hop)} at most.`
  }
  const what = parts.map(({ part }) => (part === 'maxAmount' ? 'maximum' : 'slope')).join(' and ')
  return `One-way: no cBEAM can bring the ${what} back to what it is now. That takes a new init through the timelock, or governance by spell.`
}
