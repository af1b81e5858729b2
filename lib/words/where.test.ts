import { describe, expect, it } from 'vitest'
import { given, unknown } from '@/lib/leaf'
import { wad, wadBetween } from '@/lib/math'
import { residualLook, residualWords } from './where'

const off = (value: bigint) => ({ residual: given(wadBetween(wad(5n), wad(5n + value))) })
const unread = unknown({ kind: 'reverted', message: 'The call reverted.' })

describe('words of what is left over', () => {
  it('explain a shortfall by fees only where the accounts hold', () => {
    expect(residualWords(off(-1n), given(true))).toMatch(/fees that accrue faster than yield/)
    expect(residualWords(off(-1n), given(false))).toBe(
      'The places hold less than is owed, by more than accrued fees explain: see Identities.',
    )
    expect(residualWords(off(-1n), unread)).toBe(
      'The places hold less than is owed. Whether accrued fees explain it is not known.',
    )
  })

  it('do not let what one Generator has too much hide what another lacks', () => {
    for (const value of [0n, 1n])
      expect(residualWords(off(value), given(false))).toBe(
        'A Generator has less than it owes, by more than accrued fees explain: see Identities.',
      )
    expect(residualWords({ residual: unread }, given(false))).toMatch(/^A Generator has less/)
  })

  it('say that it adds up, or what is more', () => {
    expect(residualWords(off(0n), given(true))).toBe('It adds up to the last unit.')
    expect(residualWords(off(1n), unread)).toMatch(/^The places hold more than is owed/)
    expect(residualWords({ residual: unread }, given(true))).toMatch(/^Whether it adds up is not known/)
  })

  it('are red where something is proven to lack, and amber where that is not known of a shortfall', () => {
    expect(residualLook(off(-1n), given(false))).toBe('lacks')
    expect(residualLook(off(1n), given(false))).toBe('lacks')
    expect(residualLook(off(-1n), unread)).toBe('not-known')
    expect(residualLook(off(1n), unread)).toBeNull()
    expect(residualLook(off(-1n), given(true))).toBeNull()
  })
})
