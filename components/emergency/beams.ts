import type { Address } from 'viem'
import { type BeamRole, heldRoles, isFrozen, takenRoles } from '@/lib/console/derive/beams'
import { pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'

/** An account that a guardian could freeze, with what that would take from it. */
export interface BeamRow {
  readonly account: Address
  /** What it holds, or why that is not known. */
  readonly roles: Leaf<readonly BeamRole[]>
  readonly frozen: Leaf<boolean>
  /** What the freeze took, and a lift gives back. */
  readonly taken: Leaf<readonly BeamRole[]>
  /** Guardians that spoke for lifting the freeze. */
  readonly votes: Leaf<bigint>
}

/** Relayers first, since they can move funds; then who may change the limits, then the Core Council's own. */
const ORDER: readonly BeamRole['kind'][] = ['relayer', 'cBeam', 'immediate', 'delayed', 'other']

/**
 * Every account whose roles a freeze in a Unit takes away: who holds one, who is frozen, and of whom either could not be
 * read. The contracts of the Configurator Unit itself are not among them: to freeze the council or the timelock does not
 * stop an account that was stolen.
 */
export function beamRows(model: ConsoleModel, unit: ConfiguratorUnit): readonly BeamRow[] {
  const { guardians, addresses } = unit.configurator
  if (guardians === null) return []
  const contracts: readonly (Address | null)[] = Object.values(addresses)
  return guardians.beams
    .filter(({ id }) => !contracts.includes(id))
    .map((beam) => ({
      account: beam.id,
      roles: heldRoles(model, unit, beam.id),
      frozen: isFrozen(unit, beam.id),
      taken: takenRoles(model, unit, beam),
      votes: beam.votesToLift,
    }))
    .filter(({ roles, frozen }) => !roles.ok || roles.value.length > 0 || !frozen.ok || frozen.value)
    .toSorted((a, b) => place(a) - place(b))
}

/** What is not known comes first. */
function place({ roles }: BeamRow): number {
  if (!roles.ok) return -1
  const [first = ORDER.length] = roles.value.map(({ kind }) => ORDER.indexOf(kind)).toSorted((a, b) => a - b)
  return first
}

/** The pairs of one cBEAM, over every PAU of the Configurator Unit. */
export interface CBeamRow {
  readonly account: Address
  /** RateLimits and controllers with which it is paired, or for all that is known may be. */
  readonly targets: readonly { readonly id: Address; readonly active: Leaf<boolean> }[]
  readonly registered: Leaf<boolean>
}

/** Every cBEAM of a Unit that could still do something: it is paired or registered, or that could not be read. */
export function cBeamRows({ generators }: ConsoleModel, unit: ConfiguratorUnit): readonly CBeamRow[] {
  const { configurator } = unit
  const pairs = pairsIn(generators, unit)
  return configurator.cBeams.flatMap(({ id, registered }) => {
    const targets = pairs
      .filter(({ cBeam, active }) => cBeam === id && !(active.ok && !active.value))
      .map(({ target, active }) => ({ id: target, active }))
    return targets.length > 0 || !registered.ok || registered.value
      ? [{ account: id, targets, registered }]
      : []
  })
}
