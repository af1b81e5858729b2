import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { isImmediate } from '@/lib/console/authority'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import { pausAsked } from '@/lib/console/paus'
import { plural } from '@/lib/format'
import { given, type Leaf, map, some } from '@/lib/leaf'
import { byLogs } from '@/lib/words/coverage'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import { type RevokeRequest, revokeCBeamKind } from './request'

export const revokeCBeam: RoutedDefinition<RevokeRequest, false> = {
  ...revokeCBeamKind,
  routing: {
    direct: (_, model, account) => isImmediate(model, account),
    safes: (_, model) => councilSafes(model),
  },
  build,
}

/** Safes that may hold the IMMEDIATE role, for all that is known. */
export function councilSafes(model: ConsoleModel): readonly SafeFacts[] {
  return model.safes.filter(({ id }) => {
    if (!model.configurator.users.some((user) => user.id === id)) return false
    const holds = isImmediate(model, id)
    return !holds.ok || holds.value
  })
}

/** Every revocation that a Safe may be at. */
export function revocationsThrough(
  safe: SafeFacts,
  { configurator }: ConsoleModel,
): readonly RevokeRequest[] {
  return configurator.cBeams.map(({ id: cBeam }) => ({ kind: 'revoke-cbeam', cBeam, through: safe.id }))
}

interface Pair {
  readonly kind: 'rateLimits' | 'controller'
  readonly target: Address
  readonly active: Leaf<boolean>
  /** Of the leaf that tells whether it is paired. */
  readonly path: string
}

/**
 * Takes everything from a cBEAM: every pair is unset, then its registration. `delCBeam` alone only bars new pairs.
 * Source: DOMAIN.md §6.1.
 */
function build(request: RevokeRequest, model: ConsoleModel, from: Address): DirectAction<RevokeRequest> {
  const { cBeam } = request
  const { coverage, block } = model
  const all = pairsOf(model, cBeam)
  const pairs = all.filter(toUnset)
  const asked = pausAsked(model, cBeam)
  const registered = model.configurator.cBeams.find(({ id }) => id === cBeam)?.registered
  return {
    request,
    title: `Revoke cBEAM ${cBeam}`,
    emergency: true,
    from,
    calls: callsOf(model.configurator.addresses.beamState, cBeam, pairs),
    permission: {
      id: 'immediate',
      says: {
        holds: `${from} holds the IMMEDIATE role of BeamState and is not frozen`,
        fails: `${from} does not hold the IMMEDIATE role of BeamState, or is frozen`,
      },
      holds: isImmediate(model, from),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'has-rights',
        says: {
          holds: `${cBeam} is registered as cBEAM, or paired`,
          fails: `${cBeam} is neither registered as cBEAM nor paired`,
        },
        holds: some([...(registered ? [registered] : []), ...all.map(({ active }) => active)]),
        weight: 'blocks',
      },
      {
        id: 'pairs-asked',
        says: {
          holds: `BeamState was asked for it with every RateLimits and controller of this deployment${asked.ok ? ` (${asked.value})` : ''}`,
          fails: `BeamState was not asked for it with every RateLimits and controller of this deployment${asked.ok ? ` (${asked.value})` : ''}`,
        },
        holds: map(asked, () => true),
        weight: 'warn',
      },
      {
        id: 'pairs-read',
        says: {
          holds: `Pairs with other PAUs are known, ${byLogs(coverage)}`,
          fails: `Pairs with other PAUs may not be known, ${byLogs(coverage)}`,
        },
        holds: given(
          coverage.problem === null && coverage.toBlock !== null && coverage.toBlock >= block.number,
        ),
        weight: 'warn',
      },
    ],
    effects: effectsOf(model, cBeam, pairs),
    events: eventsOf(model.configurator.addresses.beamState, cBeam, pairs),
    disables: [
      `${cBeam} can no longer change limits, run approved actions or replace relayer and freezer${pairs.length > 0 ? ` (${plural(pairs.length, 'pair')} unset)` : ''}.`,
    ],
    undo: 'The Core Council schedules its registration in the timelock, and pairs it again at once when that took effect.',
    oneByOne: "Unset each pair from the Safe's own interface.",
  }
}

/** One that could not be read is unset too: unsetting what is not set does no harm. */
const toUnset = ({ active }: Pair): boolean => !active.ok || active.value

interface Scoped {
  readonly generators: readonly Pick<ConsoleModel['generators'][number], 'id' | 'scope'>[]
  readonly configurator: Pick<ConsoleModel['configurator'], 'addresses' | 'cBeams' | 'otherPairs'>
}

/** The calls by which this console would revoke each cBEAM that it lists. */
export function callsOfRevocations(scoped: Scoped): readonly (readonly ActionCall[])[] {
  const { addresses, cBeams } = scoped.configurator
  return cBeams.map(({ id }) => callsOf(addresses.beamState, id, pairsOf(scoped, id).filter(toUnset)))
}

/** In an order that two owners of a Safe share: they have to get the same hash. */
function pairsOf({ generators, configurator }: Scoped, cBeam: Address): readonly Pair[] {
  const own = generators.flatMap(({ id: generator, scope }) =>
    scope.pairs.map((pair) => ({ ...pair, path: `generators/${generator}/scope/pairs/${pair.id}/active` })),
  )
  const other = configurator.otherPairs.map((pair) => ({
    ...pair,
    path: `configurator/otherPairs/${pair.id}/active`,
  }))
  return [...own, ...other]
    .filter((pair) => pair.cBeam === cBeam)
    .map(({ kind, target, active, path }) => ({ kind, target, active, path }))
    .toSorted((a, b) => (`${a.target}${a.kind}` < `${b.target}${b.kind}` ? -1 : 1))
}

function callsOf(beamState: Address, cBeam: Address, pairs: readonly Pair[]): readonly ActionCall[] {
  const call = (data: ActionCall['data']): ActionCall => ({ to: beamState, value: 0n, data })
  return [
    ...pairs.map(({ kind, target }) =>
      call(
        encodeFunctionData({
          abi: beamStateAbi,
          functionName: kind === 'rateLimits' ? 'unsetCBeamForRateLimits' : 'unsetCBeamForController',
          args: [target, cBeam],
        }),
      ),
    ),
    call(encodeFunctionData({ abi: beamStateAbi, functionName: 'delCBeam', args: [cBeam] })),
  ]
}

function eventsOf(beamState: Address, cBeam: Address, pairs: readonly Pair[]): readonly ExpectedEvent[] {
  return [
    ...pairs.map(({ kind, target }) =>
      kind === 'rateLimits'
        ? emits(beamState, beamStateAbi, 'UnsetCBeamForRateLimits', { rateLimits_: target, cBeam })
        : emits(beamState, beamStateAbi, 'UnsetCBeamForController', { controller: target, cBeam }),
    ),
    emits(beamState, beamStateAbi, 'DelCBeam', { cBeam }),
  ]
}

function effectsOf(
  { generators, configurator }: ConsoleModel,
  cBeam: Address,
  pairs: readonly Pair[],
): readonly Effect[] {
  const registrations = [
    ...configurator.cBeams
      .filter(({ id }) => id === cBeam)
      .map(({ id }) => `configurator/cBeams/${id}/registered`),
    ...generators.flatMap(({ id, scope }) =>
      scope.pairs
        .filter((pair) => pair.cBeam === cBeam)
        .map((pair) => `generators/${id}/scope/pairs/${pair.id}/registered`),
    ),
  ]
  return [...pairs.map(({ path }) => path), ...registrations].map((path) => ({
    path,
    after: { value: false },
  }))
}
