import { parseAmount } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { type Wad, wad } from '@/lib/math'

const USDS_DECIMALS = 18

/** An amount that is to move in one go: [wad], or why the text is refused. */
export interface FlowReading {
  readonly amount: Wad | null
  readonly error: string | null
}

/**
 * What somebody typed. An amount above the most keeps its value, so that it can be said from when it goes through.
 * @param most that goes through now [wad]
 */
export function readFlow(text: string, most: Leaf<Wad>): FlowReading {
  const parsed = parseAmount(text, USDS_DECIMALS)
  if (!parsed.ok) return { amount: null, error: parsed.message }
  if (parsed.value === 0n) return { amount: null, error: 'Enter an amount above 0.' }
  const amount = wad(parsed.value)
  return { amount, error: most.ok && amount > most.value ? 'More than goes through now.' : null }
}
