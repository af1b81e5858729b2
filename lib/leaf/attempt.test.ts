import { describe, expect, it } from 'vitest'
import { divUp, MAX_UINT256, mul, sub } from '@/lib/math'
import { given } from '.'
import { attempt, attemptWith } from './attempt'

describe('a value that a contract cannot compute', () => {
  it.each([
    ['the calculation divides by zero', () => divUp(1n, 0n)],
    ['the calculation leaves 256 bits', () => mul(MAX_UINT256, 2n)],
    ['the calculation goes below zero', () => sub(1n, 2n)],
  ])('is unknown for its own reason: %s', (reason, compute) => {
    const message = `The contract itself reverts on this: ${reason}.`
    expect(attempt(given(1n), compute)).toMatchObject({ ok: false, reason: { message } })
    expect(attemptWith({ one: given(1n) }, compute)).toMatchObject({ ok: false, reason: { message } })
  })
})
