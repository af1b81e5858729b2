import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { wad } from '@/lib/math'
import { readFlow } from './flow-input'

const MILLION = 10n ** 24n
const most = given(wad(3n * MILLION))

describe('the amount that a relayer moves', () => {
  it('takes an exact amount, or refuses the text', () => {
    expect(readFlow('3,000,000', most)).toEqual({ amount: 3n * MILLION, error: null })
    expect(readFlow('0.000000000000000001', most)).toEqual({ amount: 1n, error: null })
    for (const refused of ['', '0', 'abc', '1,5', '-1', '0.0000000000000000001']) {
      expect(readFlow(refused, most), refused).toEqual({ amount: null, error: expect.any(String) })
    }
  })

  it('marks a wei more than goes through now, and keeps the amount', () => {
    expect(readFlow('3000000.000000000000000001', most)).toEqual({
      amount: 3n * MILLION + 1n,
      error: 'More than goes through now.',
    })
  })

  it('marks nothing where the most could not be read', () => {
    const unread = unknown({ kind: 'reverted', message: 'Failed.' })
    expect(readFlow('5', unread)).toEqual({ amount: 5n * 10n ** 18n, error: null })
  })
})
