import { idIn, inUnit } from '../facts/units'
import type { ConfiguratorUnit, Unchecked } from '../model'
import type { Check } from '../model/check'

/** A check of one Unit, which names it where there are several. */
export const checkIn = (model: Pick<Unchecked, 'units'>, unit: ConfiguratorUnit, check: Check): Check => ({
  ...check,
  id: idIn(model, unit, check.id),
  says: {
    holds: inUnit(model, unit, check.says.holds),
    fails: inUnit(model, unit, check.says.fails),
  },
})
