import { describe, expect, it } from 'vitest'
import { lockDue } from '@/lib/lcts'
import { WAD } from '@/lib/math'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import { openDays, readPublication } from './publish-input'

describe('what is typed to publish a settlement', () => {
  it('is read to the last of 18 decimals, 0 of capacity included', () => {
    expect(readPublication('3,000.000000000000000001', '1.0002')).toEqual({
      capacity: { value: 3_000n * WAD + 1n, error: null },
      factor: { value: (10_002n * WAD) / 10_000n, error: null },
    })
    expect(readPublication('0', '').capacity).toEqual({ value: 0n, error: null })
  })

  it('is refused where it is no number, or more than is stored of one, and an empty text is neither', () => {
    const nothing = { value: null, error: null }
    expect(readPublication('', ' ')).toEqual({ capacity: nothing, factor: nothing })
    const { capacity, factor } = readPublication('much', '1,0')
    expect([capacity.value, factor.value]).toEqual([null, null])
    expect([capacity.error, factor.error]).toEqual([expect.any(String), expect.any(String)])
    expect(
      readPublication('340282366920938463463.374607431768211455', '18.446744073709551615'),
    ).toMatchObject({
      capacity: { value: 2n ** 128n - 1n },
      factor: { value: 2n ** 64n - 1n },
    })
    const more = 'More than the contract can store.'
    expect(readPublication('340282366920938463463.374607431768211456', '18.446744073709551616')).toEqual({
      capacity: { value: null, error: more },
      factor: { value: null, error: more },
    })
  })

  it('is for a day whose lock is not due', () => {
    const days = [20_000n, 20_001n, 20_002n].map((day) => ({ day }))
    const due = lockDue(TIMETABLE, 20_001n)
    expect(openDays(days, TIMETABLE, due - 1n)).toEqual([20_001n, 20_002n])
    expect(openDays(days, TIMETABLE, due)).toEqual([20_002n])
  })
})
