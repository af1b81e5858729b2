import { describe, expect, it } from 'vitest'
import { isOfficeOpen, officeOpensAt } from './office-hours'

const at = (text: string) => BigInt(Date.parse(`${text}Z`) / 1000)
/** 2026-11-30 is a Monday. */
const opensMonday = at('2026-11-30T14:00:00')

describe('office hours', () => {
  it('are open from the second they begin to the one before they end, Monday to Friday', () => {
    for (const day of ['11-30', '12-01', '12-02', '12-03', '12-04']) {
      expect(isOfficeOpen(at(`2026-${day}T13:59:59`))).toBe(false)
      expect(isOfficeOpen(at(`2026-${day}T14:00:00`))).toBe(true)
      expect(isOfficeOpen(at(`2026-${day}T20:59:59`))).toBe(true)
      expect(isOfficeOpen(at(`2026-${day}T21:00:00`))).toBe(false)
    }
  })

  it('are closed on weekends', () => {
    expect(isOfficeOpen(at('2026-12-05T15:00:00'))).toBe(false)
    expect(isOfficeOpen(at('2026-12-06T15:00:00'))).toBe(false)
  })

  it('open next on the same day, on the next, or on Monday', () => {
    expect(officeOpensAt(opensMonday)).toBe(opensMonday)
    expect(officeOpensAt(at('2026-11-30T20:59:59'))).toBe(at('2026-11-30T20:59:59'))
    expect(officeOpensAt(at('2026-11-30T00:00:00'))).toBe(opensMonday)
    expect(officeOpensAt(at('2026-11-30T21:00:00'))).toBe(at('2026-12-01T14:00:00'))
    expect(officeOpensAt(at('2026-12-04T21:00:00'))).toBe(at('2026-12-07T14:00:00'))
    expect(officeOpensAt(at('2026-12-05T14:00:00'))).toBe(at('2026-12-07T14:00:00'))
    expect(officeOpensAt(at('2026-12-06T23:59:59'))).toBe(at('2026-12-07T14:00:00'))
  })

  it('open at the first second that is open, at any hour of three weeks', () => {
    for (let t = at('2026-11-30T00:00:00'); t < at('2026-12-21T00:00:00'); t += 1_801n) {
      const opens = officeOpensAt(t)
      expect(isOfficeOpen(opens)).toBe(true)
      expect(opens - t <= 65n * 3_600n).toBe(true)
      if (opens > t) expect(isOfficeOpen(opens - 1n)).toBe(false)
    }
  })
})
