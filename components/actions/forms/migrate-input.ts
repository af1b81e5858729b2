import { parseAmount } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { MAX_UINT256, type Wad, wad } from '@/lib/math'
import type { StepAnswer } from '@/lib/migration'

const USDS_DECIMALS = 18

/** What a step is to move at most: [wad], or why the text is refused. */
export interface AmountReading {
  readonly amount: Wad | null
  readonly error: string | null
}

/**
 * What somebody typed, or null for all that is owed. All is asked for as 2^256 − 1, since the debt grows until the block
 * of the step: the facet moves what is left and no more.
 */
export function readAmountToMove(text: string | null, answer: Leaf<StepAnswer>): AmountReading {
  if (text === null) return { amount: wad(MAX_UINT256), error: null }
  const parsed = parseAmount(text, USDS_DECIMALS)
  if (!parsed.ok) return refuse(parsed.message)
  if (parsed.value === 0n) return refuse('Enter an amount above 0.')
  // Where only the debt binds, a larger amount goes through and moves what is owed.
  if (answer.ok && parsed.value > answer.value.amount && !bindsByDebt(answer.value)) {
    return { amount: wad(parsed.value), error: 'More than goes through in one step now.' }
  }
  return { amount: wad(parsed.value), error: null }
}

const bindsByDebt = ({ binding }: StepAnswer): boolean =>
  binding === 'legacy-debt' || binding === 'generator-debt'

const refuse = (error: string): AmountReading => ({ amount: null, error })
