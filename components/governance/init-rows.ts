import type { InitFacts } from '@/lib/console/facts'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, LimitModel } from '@/lib/console/model'

/** An initial limit of BeamState that is set, or may be. */
export interface InitRow {
  readonly init: InitFacts
  /** A limit that the console shows under its key; null where there is none. */
  readonly limit: LimitModel | null
}

const isSet = ({ maxAmount, slope }: InitFacts): boolean =>
  [maxAmount, slope].some((leaf) => !leaf.ok || leaf.value !== 0n)

/** Every initial limit of a Unit that is not known to be none. */
export function initRows(model: ConsoleModel, unit: ConfiguratorUnit): readonly InitRow[] {
  const limits = ofUnit(model.generators, unit).flatMap((generator) => generator.limits)
  return unit.configurator.inits
    .filter(isSet)
    .map((init) => ({ init, limit: limits.find(({ id }) => id === init.key) ?? null }))
}
