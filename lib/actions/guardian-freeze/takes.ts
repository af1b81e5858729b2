import { type Address, type Hex, zeroHash } from 'viem'
import { beamStateAbi, freezeRegistryAbi, guardianCouncilAbi } from '@/lib/abi'
import { isFrozen } from '@/lib/console/derive/beams'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { GuardianFacts, TakenFacts } from '@/lib/console/facts/guardians'
import type { ConfiguratorUnit } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { emits } from '../emits'
import { type Pair, unsetEvent } from '../pairs'

/** Every leaf that a freeze changes: the freeze, the pairs and roles that it takes, and the record of them. */
export function effectsOf(
  unit: ConfiguratorUnit,
  guardians: GuardianFacts,
  beam: Address,
  pairs: readonly Pair[],
): readonly Effect[] {
  const { configurator } = unit
  const at = places.units(unit.id).configurator
  const roles = rolesOf(unit, beam)
  const user = configurator.users.find(({ id }) => id === beam)
  return [
    sets(at.guardians.beams(beam).frozen, true),
    ...pairs.map(({ place }) => sets(place, false)),
    ...(isHeld(roles) ? [sets(at.asked(beam).roles, zeroHash)] : []),
    ...(user && mayHold(user.delayed) ? [sets(at.users(beam).delayed, false)] : []),
    ...(user && mayHold(user.immediate) ? [sets(at.users(beam).immediate, false)] : []),
    ...recordOf(unit, guardians, beam, pairs),
  ]
}

/** Every event of a freeze. Of a pair or role that could not be read nobody knows whether there is one to take. */
export function eventsOf(
  unit: ConfiguratorUnit,
  { council, registry }: GuardianFacts,
  { guardian, beam }: { readonly guardian: Address; readonly beam: Address },
  pairs: readonly Pair[],
): readonly ExpectedEvent[] {
  const { beamState } = unit.configurator.addresses
  const frozen = isFrozen(unit, beam)
  const roles = rolesOf(unit, beam)
  return [
    ...(frozen.ok && frozen.value ? [] : [emits(registry, freezeRegistryAbi, 'Freeze', { beam })]),
    ...bitsOf(roles?.ok ? roles.value : zeroHash).map((role) =>
      emits(beamState, beamStateAbi, 'SetUserRole', { who: beam, role, enabled: false }),
    ),
    ...pairs.map((pair) => ({ ...unsetEvent(beamState, beam, pair), ...(pair.active.ok ? {} : optional) })),
    emits(council, guardianCouncilAbi, 'Freeze', { guardian, beam }),
  ]
}

const optional = { optional: true } as const

const rolesOf = ({ configurator }: ConfiguratorUnit, beam: Address): Leaf<Hex> | undefined =>
  configurator.asked.find(({ id }) => id === beam)?.roles

const isHeld = (roles: Leaf<Hex> | undefined): boolean => roles?.ok === true && BigInt(roles.value) !== 0n
const mayHold = (leaf: Leaf<boolean>): boolean => !leaf.ok || leaf.value

/** The record of a BEAM that is frozen already goes on; that of an earlier freeze does not. */
function recordOf(
  unit: ConfiguratorUnit,
  { beams }: GuardianFacts,
  beam: Address,
  pairs: readonly Pair[],
): readonly Effect[] {
  const taken = beams.find(({ id }) => id === beam)?.taken
  const at = places.units(unit.id).configurator.guardians.beams(beam).taken
  const roles = rolesOf(unit, beam)
  if (!taken) return []
  const of = (kind: Pair['kind'], recorded: TakenFacts['rateLimits']): Effect[] => {
    const own = pairs.filter((pair) => pair.kind === kind)
    if (own.length === 0 || !recorded.ok || !own.every(({ active }) => active.ok)) return []
    const targets = own.map(({ target }) => target)
    const place = kind === 'rateLimits' ? at.rateLimits : at.controllers
    return [sets(place, [...new Set([...recorded.value, ...targets])])]
  }
  return [
    ...(isHeld(roles) && roles?.ok && taken.roles.ok
      ? [sets(at.roles, word(BigInt(taken.roles.value) | BigInt(roles.value)))]
      : []),
    ...of('rateLimits', taken.rateLimits),
    ...of('controller', taken.controllers),
  ]
}

const word = (bits: bigint): Hex => `0x${bits.toString(16).padStart(64, '0')}`

/** The numbers of the bits that are set, from the lowest. */
function bitsOf(roles: Hex): readonly number[] {
  const bits = BigInt(roles)
  return Array.from({ length: 256 }, (_, bit) => bit).filter((bit) => (bits >> BigInt(bit)) & 1n)
}
