import { type Address, type Hex, zeroHash } from 'viem'
import { beamStateAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { GuardianFacts, TakenFacts } from '@/lib/console/facts/guardians'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { combine, every, type Leaf, map, unknown } from '@/lib/leaf'
import { emits } from '../emits'
import { type Pair, pairsOf } from '../pairs'

/** What the last vote gives back, and what it does not. */
export interface Restored {
  /** One bit each. */
  readonly roles: Hex
  readonly pairs: readonly Pick<Pair, 'kind' | 'target'>[]
  /** RateLimits and controllers that are no longer registered, or all where the account is no cBEAM any more. */
  readonly lost: readonly Address[]
}

/** What a lift gives back of what was taken. Source: GuardianCouncil._giveBack. */
export function restoredBy(
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  beam: Address,
  taken: TakenFacts,
): Leaf<Restored> {
  const lists = combine({ ...taken }, ({ roles, rateLimits, controllers }) => ({
    roles,
    all: [
      ...rateLimits.map((target) => ({ kind: 'rateLimits', target }) as const),
      ...controllers.map((target) => ({ kind: 'controller', target }) as const),
    ],
  }))
  if (!lists.ok) return lists
  const { roles, all } = lists.value
  if (all.length === 0) return map(lists, () => ({ roles, pairs: [], lost: [] }))
  const registered = all.map((pair) => isRegistered(model, unit, pair))
  return combine(
    { lists, isCBeam: isCBeamIn(unit, beam), registered: every(registered) },
    ({ isCBeam, registered: flags }) => ({
      roles,
      pairs: all.filter((_, index) => isCBeam && flags[index]),
      lost: all.filter((_, index) => !isCBeam || !flags[index]).map(({ target }) => target),
    }),
  )
}

const notAsked = unknown({ kind: 'not-read', message: 'Its registration in BeamState has not been read.' })

const isCBeamIn = ({ configurator }: ConfiguratorUnit, beam: Address): Leaf<boolean> =>
  configurator.asked.find(({ id }) => id === beam)?.registered ??
  configurator.cBeams.find(({ id }) => id === beam)?.registered ??
  notAsked

function isRegistered(
  { generators }: ConsoleModel,
  unit: ConfiguratorUnit,
  { kind, target }: Pick<Pair, 'kind' | 'target'>,
): Leaf<boolean> {
  const own = ofUnit(generators, unit).find(
    ({ addresses }) => target === (kind === 'rateLimits' ? addresses.rateLimits : addresses.diamond),
  )
  if (own) return kind === 'rateLimits' ? own.scope.rateLimitsRegistered : own.scope.controllerRegistered
  const other = unit.configurator.otherTargets.find((one) => one.kind === kind && one.target === target)
  return other?.registered ?? notAsked
}

/** Every leaf that the last vote changes: the freeze, what comes back, and the record of it. */
export function effectsOf(
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  beam: Address,
  { roles, pairs }: Restored,
): readonly Effect[] {
  const at = places.units(unit.id).configurator
  const own = at.guardians.beams(beam)
  const known = pairsOf(model, unit, beam)
  const back = pairs.flatMap(({ kind, target }) =>
    known.filter((pair) => pair.kind === kind && pair.target === target),
  )
  const { asked, users } = unit.configurator
  const now = asked.find(({ id }) => id === beam)?.roles
  const bits = BigInt(roles)
  const isUser = users.some(({ id }) => id === beam)
  return [
    sets(own.frozen, false),
    sets(own.votesToLift, 0n),
    sets(own.taken.roles, zeroHash),
    sets(own.taken.rateLimits, []),
    sets(own.taken.controllers, []),
    ...(bits !== 0n && now?.ok ? [sets(at.asked(beam).roles, word(BigInt(now.value) | bits))] : []),
    ...(isUser && (bits & BIT.delayed) !== 0n ? [sets(at.users(beam).delayed, true)] : []),
    ...(isUser && (bits & BIT.immediate) !== 0n ? [sets(at.users(beam).immediate, true)] : []),
    ...back.map(({ place }) => sets(place, true)),
  ]
}

/** Every event of the last vote but that of the vote itself. */
export function eventsOf(
  { configurator }: ConfiguratorUnit,
  { council, registry }: GuardianFacts,
  beam: Address,
  { roles, pairs, lost }: Restored,
): readonly ExpectedEvent[] {
  const { beamState } = configurator.addresses
  return [
    emits(registry, freezeRegistryAbi, 'Unfreeze', { beam }),
    ...bitsOf(roles).map((role) =>
      emits(beamState, beamStateAbi, 'SetUserRole', { who: beam, role, enabled: true }),
    ),
    ...pairs.map(({ kind, target }) =>
      kind === 'rateLimits'
        ? emits(beamState, beamStateAbi, 'SetCBeamForRateLimits', { rateLimits_: target, cBeam: beam })
        : emits(beamState, beamStateAbi, 'SetCBeamForController', { controller: target, cBeam: beam }),
    ),
    ...lost.map((target) => emits(council, guardianCouncilAbi, 'NotRestored', { beam, target })),
    emits(council, guardianCouncilAbi, 'Lift', { beam }),
  ]
}

const BIT = { delayed: 1n << 1n, immediate: 1n << 2n } as const

const word = (bits: bigint): Hex => `0x${bits.toString(16).padStart(64, '0')}`

/** The numbers of the bits that are set, from the lowest. */
function bitsOf(roles: Hex): readonly number[] {
  const bits = BigInt(roles)
  return Array.from({ length: 256 }, (_, bit) => bit).filter((bit) => (bits >> BigInt(bit)) & 1n)
}
