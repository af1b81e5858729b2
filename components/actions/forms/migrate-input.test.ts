import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { MAX_UINT256, wad } from '@/lib/math'
import type { StepAnswer, StepConstraintId } from '@/lib/migration'
import { readAmountToMove } from './migrate-input'

const MILLION = 10n ** 24n
const answer = (amount: bigint, binding: StepConstraintId) =>
  given<StepAnswer>({ amount: wad(amount), binding, constraints: [] })

describe('the amount of a migration step', () => {
  it('takes an exact amount, or refuses it', () => {
    const limit = answer(25n * MILLION, 'migration-limit')
    expect(readAmountToMove('25,000,000', limit)).toEqual({ amount: 25n * MILLION, error: null })
    expect(readAmountToMove('0.000000000000000001', limit)).toEqual({ amount: 1n, error: null })
    for (const refused of ['', '0', 'abc', '1,5', '-1', '0.0000000000000000001']) {
      expect(readAmountToMove(refused, limit).amount, refused).toBeNull()
    }
  })

  it('marks an amount above what goes through, unless only the debt bounds it', () => {
    const more = '25000000.000000000000000001'
    expect(readAmountToMove(more, answer(25n * MILLION, 'migration-limit')).error).toMatch(
      /^More than goes through/,
    )
    expect(readAmountToMove(more, answer(25n * MILLION, 'legacy-debt')).error).toBeNull()
    expect(readAmountToMove(more, answer(25n * MILLION, 'generator-debt')).error).toBeNull()
    expect(readAmountToMove(more, unknown({ kind: 'reverted', message: 'Failed.' })).error).toBeNull()
  })

  it('asks for all by the greatest number, since debt grows until the block of the step', () => {
    expect(readAmountToMove(null, answer(0n, 'phase'))).toEqual({ amount: MAX_UINT256, error: null })
  })
})
