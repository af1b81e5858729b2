import { describe, expect, it } from 'vitest'
import { readEntry } from './enter-input'

describe('an amount to put into a queue', () => {
  it('is read to the last of 18 decimals', () => {
    expect(readEntry('1,234.000000000000000001')).toEqual({
      amount: 1_234_000_000_000_000_000_001n,
      error: null,
    })
    expect(readEntry('0.0000000000000000001').amount).toBeNull()
  })

  it('is above 0, and nothing is said of an empty text', () => {
    expect(readEntry('0')).toEqual({ amount: null, error: 'Enter an amount above 0.' })
    expect(readEntry('0.000000000000000001').amount).toBe(1n)
    for (const text of ['', ' ']) expect(readEntry(text)).toEqual({ amount: null, error: null })
    expect(readEntry('ten').error).toEqual(expect.any(String))
  })
})
