import type { Address } from 'viem'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { UnitTarget } from './request'

/** The Unit that a request names; null where the model does not have it. */
export const namedUnit = (
  { unit }: UnitTarget,
  { units }: Pick<ConsoleModel, 'units'>,
): ConfiguratorUnit | null => units.find(({ id }) => id === unit) ?? null

/** Builds an action in the Unit that its request names; there is none where the model does not have that Unit. */
export const inNamedUnit =
  <Request extends UnitTarget, Action>(
    build: (request: Request, model: ConsoleModel, unit: ConfiguratorUnit, from: Address) => Action,
  ) =>
  (request: Request, model: ConsoleModel, from: Address): Action | null => {
    const unit = namedUnit(request, model)
    return unit && build(request, model, unit, from)
  }

/** Likewise of the council of guardians in that Unit; there is none where it has no council. */
export const byGuardians = <Request extends UnitTarget, Action>(
  build: (
    request: Request,
    model: ConsoleModel,
    unit: ConfiguratorUnit,
    guardians: GuardianFacts,
    from: Address,
  ) => Action,
) =>
  inNamedUnit((request: Request, model, unit, from): Action | null => {
    const { guardians } = unit.configurator
    return guardians && build(request, model, unit, guardians, from)
  })
