import type { Address } from 'viem'
import { type BeamRole, type FreezableBeam, freezableBeams, takenRoles } from '@/lib/console/derive/beams'
import { pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'

/** An account that a guardian could freeze, what that would take from it, and how a lift stands. */
export interface BeamRow extends FreezableBeam {
  /** What the freeze took, and a lift gives back. */
  readonly taken: Leaf<readonly BeamRole[]>
  /** Guardians that spoke for lifting the freeze. */
  readonly votes: Leaf<bigint>
}

/** Every account whose roles a freeze in a Unit takes away. */
export function beamRows(model: ConsoleModel, unit: ConfiguratorUnit): readonly BeamRow[] {
  const beams = unit.configurator.guardians?.beams ?? []
  return freezableBeams(model, unit).flatMap((row) => {
    const beam = beams.find(({ id }) => id === row.account)
    return beam ? [{ ...row, taken: takenRoles(model, unit, beam), votes: beam.votesToLift }] : []
  })
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
