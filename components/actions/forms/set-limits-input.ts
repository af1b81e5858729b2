import type { Leaf } from '@/lib/leaf'
import type { SorlInputs } from '@/lib/limits'
import { isIncrease } from '@/lib/limits'
import {
  type LimitChange,
  type LimitReading,
  type LimitText,
  readAmount,
  readLimit,
  readPerDay,
} from './limit-input'

/** What was typed for one of several limits, by the name that it has for the Configurator. */
export interface StepReading {
  readonly change: LimitChange
  readonly reading: LimitReading
}

/**
 * Reads both numbers of a limit, and tells whether they raise or lower it: one that goes up makes it a raise. At time
 * t [s].
 */
export function readStep(text: LimitText, decimals: number, sorl: Leaf<SorlInputs>, t: bigint): StepReading {
  const [maxAmount, slope] = [
    readAmount(text.maxAmount, decimals).value,
    readPerDay(text.perDay, decimals).value,
  ]
  const isRaise =
    sorl.ok && maxAmount !== null && slope !== null && isIncrease(sorl.value.limit, { maxAmount, slope })
  const change = isRaise ? 'raise' : 'lower'
  return { change, reading: readLimit(text, change, decimals, sorl, t) }
}
