import { describe, expect, it } from 'vitest'
import { operationState, readyAt } from './operation'

const NOW = 1_795_158_000n

describe('operationState', () => {
  it.each([
    [0n, 'unset'],
    [1n, 'done'],
    [NOW + 1n, 'waiting'],
    [NOW, 'ready'],
    [NOW - 1n, 'ready'],
    [2n, 'ready'],
  ])('reads the timestamp %s of an operation as %s', (timestamp, state) => {
    expect(operationState(timestamp, NOW)).toBe(state)
  })
})

describe('readyAt', () => {
  it('gives the timestamp of an operation that is waiting or ready, and of no other', () => {
    expect(readyAt(NOW)).toBe(NOW)
    expect(readyAt(0n)).toBe(null)
    expect(readyAt(1n)).toBe(null)
  })
})
