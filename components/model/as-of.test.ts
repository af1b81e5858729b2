import { describe, expect, it } from 'vitest'
import { accruedAt, asOf } from './as-of'

/** 2026-11-20 08:00:12 UTC [s] */
const BLOCK = 1_795_161_612n
const block = { number: 1_234n, timestamp: BLOCK }

describe('the block and the second that a page is for', () => {
  it('says the block and the second that its values are for', () => {
    expect(asOf({ block, time: BLOCK + 12n })).toBe(
      'Read at block 1,234 of 2026-11-20 08:00:12 UTC; what accrues is computed for 08:00:24 UTC',
    )
  })

  it('adds the day where it is not that of the block', () => {
    expect(accruedAt({ block, time: BLOCK + 86_400n })).toBe(
      'what accrues is computed for 2026-11-21 08:00:12 UTC',
    )
  })
})
