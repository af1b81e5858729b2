import { type Address, encodeFunctionData } from 'viem'
import { adminFacetAbi, administeredAgentAbi } from '@/lib/abi'
import { type FreezeStep, mayFreeze } from '@/lib/console/derive/freeze-plan'
import type { Effect } from '@/lib/console/diff'
import { removes, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import {
  allFunds,
  type Controlled,
  type Funds,
  fundsNamed,
  planOf,
  stepsBy,
  stepsOf,
} from '@/lib/console/funds'
import type { ConsoleModel } from '@/lib/console/model'
import { eachPrime } from '@/lib/console/shared'
import { plural } from '@/lib/format'
import { every, given, type Leaf, map, some } from '@/lib/leaf'
import { unfreezableWords } from '@/lib/words/paus'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import { type FreezeFundsRequest, freezeFundsKind } from './request'

export const freezeFunds: RoutedDefinition<FreezeFundsRequest, false> = {
  ...freezeFundsKind,
  routing: {
    direct: ({ prime }, model, account) => {
      const funds = fundsNamed(model, prime)
      return funds.length === 0 ? null : mayAny(funds, account)
    },
    safes: ({ prime }, model) => fundsSafes(model, fundsNamed(model, prime)),
  },
  build,
}

/** Whether an account may make any call of a freeze: as FREEZER of a controller or as revoker of an agent. */
function mayAny(funds: readonly Funds[], account: Address): Leaf<boolean> {
  const controllers = funds.flatMap((one) => one.controllers)
  return some(stepsOf(funds).map((step) => mayFreeze(step, controllers, account)))
}

/** Safes of the deployment that may make a call of a freeze, for all that is known. */
function fundsSafes({ safes }: Pick<ConsoleModel, 'safes'>, funds: readonly Funds[]): readonly SafeFacts[] {
  return safes.filter(({ id }) => {
    const may = mayAny(funds, id)
    return !may.ok || may.value
  })
}

/** Every freeze of all funds that a Safe of the deployment may be at. */
export const fundsFreezesThroughSafes = (model: ConsoleModel): readonly FreezeFundsRequest[] =>
  fundsSafes(model, allFunds(model)).map(({ id }) => ({ kind: 'freeze-funds', through: id }))

/**
 * `removeRelayer` and `removeActor` for everybody who can move the funds and whom the account may remove. Whoever is gone
 * already is left out: `removeActor` reverts for somebody who is no actor. Source: DOMAIN.md §9.
 */
function build(
  request: FreezeFundsRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<FreezeFundsRequest> | null {
  const { generators } = model
  const funds = fundsNamed(model, request.prime)
  const [only] = funds
  if (only === undefined) return null
  const steps = stepsBy(funds, from)
  const all = stepsOf(funds)
  const others = all.filter((step) => !steps.some((own) => isSame(own, step)))
  const plans = planOf(funds)
  const whole = map(every(plans.map((plan) => plan.whole)), () => true)
  const alive = plans.flatMap((plan) => plan.alive)
  const name = request.prime === undefined ? 'every Generator and Prime' : only.name
  return {
    request,
    title: `Freeze the funds of ${name}`,
    emergency: true,
    from,
    calls: steps.map(callOf),
    permission: {
      id: 'ends-somebody',
      says: {
        holds: `${from} may remove somebody who can move the funds of ${name}`,
        fails: `${from} may remove nobody who can move the funds of ${name}`,
      },
      // Where nobody is left there is nobody to remove, which is no lack of a right.
      holds: all.length === 0 ? map(whole, () => true) : mayAny(funds, from),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'somebody-left',
        says: {
          holds: `Somebody can move the funds of ${name}`,
          fails: `Nobody can move the funds of ${name}: they are frozen already`,
        },
        holds: all.length > 0 ? given(true) : map(whole, () => alive.length > 0),
        weight: 'blocks',
        ...(alive.length === 0 ? ({ already: true } as const) : {}),
      },
      {
        id: 'everybody-known',
        says: {
          holds: `Everybody who can move the funds of ${name} is known`,
          fails: `Not everybody who can move the funds of ${name} is known`,
        },
        holds: whole,
        weight: 'warn',
      },
    ],
    effects: effectsOf(model, steps),
    events: steps.flatMap((step) => eventsOf(model, step, from)),
    afterwards:
      whole.ok && others.length === 0 && alive.length === 0
        ? `Nobody can move the funds of ${name} any more.`
        : `${plural(steps.length, 'account')} can no longer move the funds of ${name}; others still can.`,
    disables: [
      steps.length === 0
        ? `Nobody is removed from the controllers of ${name}.`
        : `${plural(steps.length, 'account')} can no longer move the funds of ${name}: ${listed(steps)}.`,
      ...(others.length > 0 ? [`Somebody else has to remove the rest: ${listed(others)}.`] : []),
      ...alive.map(({ account, why }) => `${account} stays. ${unfreezableWords[why]}`),
      ...(request.prime === undefined
        ? []
        : generators
            .filter(({ id }) => steps.some(({ contract }) => contract === id))
            .map(
              (generator) =>
                `${generator.name} controls the ALMProxy of ${name} while it migrates: its relayers go, too, and with them what they do for every Prime.`,
            )),
      'What is on its way already, through a bridge or a cooldown, goes on.',
    ],
    undo: 'Whoever administers a controller grants RELAYER again; an admin or a grantor of an agent adds its actors again.',
    oneByOne: 'Make the calls one by one.',
  }
}

const isSame = (one: FreezeStep, other: FreezeStep): boolean =>
  one.contract === other.contract && one.account === other.account

const listed = (steps: readonly FreezeStep[]): string =>
  steps.map(({ account, contract }) => `${account} on ${contract}`).join(', ')

function callOf({ contract, call, account }: FreezeStep): ActionCall {
  const data =
    call === 'removeRelayer'
      ? encodeFunctionData({ abi: adminFacetAbi, functionName: call, args: [account] })
      : encodeFunctionData({ abi: administeredAgentAbi, functionName: call, args: [account] })
  return { to: contract, value: 0n, data }
}

/** The calls by which a Safe would freeze everything that it may; none where it may nothing. */
export function callsOfFundsFreeze(controlled: Controlled, safe: Address): readonly ActionCall[] {
  const funds = allFunds(controlled)
  const may = mayAny(funds, safe)
  return may.ok && !may.value ? [] : stepsBy(funds, safe).map(callOf)
}

function eventsOf(
  { generators, unfunded }: ConsoleModel,
  { contract, call, account }: FreezeStep,
  sender: Address,
): readonly ExpectedEvent[] {
  if (call === 'removeActor') {
    return [emits(contract, administeredAgentAbi, 'ActorRemoved', { account, caller: sender })]
  }
  const controllers = [...eachPrime(generators), ...unfunded].flatMap((prime) => prime.controllers)
  const role =
    generators.find(({ id }) => id === contract)?.roles.relayer.role ??
    controllers.find(({ id }) => id === contract)?.relayers?.role
  return [
    ...(role ? [emits(contract, adminFacetAbi, 'RoleRevoked', { role, account, sender })] : []),
    emits(contract, adminFacetAbi, 'RelayerRemoved', { relayer: account }),
  ]
}

/** Wherever a list is shown of which somebody goes: Primes may share an agent. */
function effectsOf(model: ConsoleModel, steps: readonly FreezeStep[]): readonly Effect[] {
  return allFunds(model)
    .flatMap(({ lists }) => lists)
    .flatMap(({ contract, members: { length }, place }) => {
      const gone = steps.filter((step) => step.contract === contract)
      if (gone.length === 0) return []
      return [
        ...gone.map(({ account }) => removes(place.items(account).account)),
        ...(length.ok ? [sets(place.length, length.value - gone.length)] : []),
      ]
    })
}
