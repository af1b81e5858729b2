import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Deployment, UnitDeployment } from '@/lib/deployment'

/** The Unit that tests act in: that of the first Generator, or the first where there is no Generator. */
function firstOf<Unit>(units: readonly Unit[], isOwn: (unit: Unit) => boolean): Unit {
  const unit = units.find(isOwn) ?? units[0]
  if (unit === undefined) throw new RangeError('There is no Unit')
  return unit
}

/** It, as a model has it. */
export const modelUnit = ({
  generators,
  units,
}: Pick<ConsoleModel, 'generators' | 'units'>): ConfiguratorUnit =>
  firstOf(units, ({ id }) => id === generators[0]?.unit)

/** It, as the deployment file has it. */
export const deployedUnit = ({
  generators,
  units,
}: Pick<Deployment, 'generators' | 'units'>): UnitDeployment =>
  firstOf(units, ({ name }) => name === generators[0]?.unit)

type Parts = { readonly [Part in 'configurator' | 'timelock' | 'mom']?: Partial<ConfiguratorUnit[Part]> }

/** A model in which this of the Unit is otherwise. */
export const withUnit = <Model extends Pick<ConsoleModel, 'generators' | 'units'>>(
  model: Model,
  { configurator, timelock, mom }: Parts,
): Model => ({
  ...model,
  units: model.units.map((unit) =>
    unit.id === modelUnit(model).id
      ? {
          ...unit,
          configurator: { ...unit.configurator, ...configurator },
          timelock: { ...unit.timelock, ...timelock },
          mom: { ...unit.mom, ...mom },
        }
      : unit,
  ),
})
