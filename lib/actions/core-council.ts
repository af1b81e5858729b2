import type { Address } from 'viem'
import { isImmediate } from '@/lib/console/authority'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import type { Routing } from './definition'
import type { AnyRequest, Requirement } from './direct'
import type { UnitTarget } from './request'
import { namedUnit } from './unit-of'

/** Ways of what the Core Council may do at once in BeamState: itself, or through a Safe that holds IMMEDIATE. */
export const immediateRouting: Routing<AnyRequest & UnitTarget> = {
  direct: (request, model, account) => {
    const unit = namedUnit(request, model)
    return unit && isImmediate(unit, account)
  },
  safes: (request, model) => {
    const unit = namedUnit(request, model)
    return unit ? councilSafes(model, unit) : []
  },
}

/** Its permission. Source: BeamState, IMMEDIATE. */
export const immediateIn = (unit: ConfiguratorUnit, from: Address): Requirement => ({
  id: 'immediate',
  says: {
    holds: `${from} holds the IMMEDIATE role of BeamState`,
    fails: `${from} does not hold the IMMEDIATE role of BeamState`,
  },
  holds: isImmediate(unit, from),
  weight: 'blocks',
})

/** Safes of the deployment that hold the IMMEDIATE role in a Unit, and those for which that could not be read. */
export function councilSafes(
  { safes }: Pick<ConsoleModel, 'safes'>,
  unit: ConfiguratorUnit,
): readonly SafeFacts[] {
  return safes.filter(({ id }) => {
    if (!unit.configurator.users.some((user) => user.id === id)) return false
    const holds = isImmediate(unit, id)
    return !holds.ok || holds.value
  })
}
