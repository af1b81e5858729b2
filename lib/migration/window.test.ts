import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { processingWindow } from './window'

const at = (iso: string) => BigInt(Date.parse(iso) / 1000)

describe('processingWindow', () => {
  it.each([
    ['2026-11-20T00:00:00Z', 'Active', '2026-11-20T13:00:00Z'],
    ['2026-11-20T12:59:59Z', 'Active', '2026-11-20T13:00:00Z'],
    ['2026-11-20T13:00:00Z', 'Processing', '2026-11-20T16:00:00Z'],
    ['2026-11-20T15:59:59Z', 'Processing', '2026-11-20T16:00:00Z'],
    ['2026-11-20T16:00:00Z', 'Active', '2026-11-21T13:00:00Z'],
    ['2026-12-31T23:59:59Z', 'Active', '2027-01-01T13:00:00Z'],
  ])('says that %s is %s until %s', (now, phase, ends) => {
    expect(processingWindow(at(now))).toEqual({ phase, endsAt: at(ends) })
  })

  it('holds the phase of the window to its last second, and changes it at the end', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 40n }), (t) => {
        const { phase, endsAt } = processingWindow(t)
        expect(endsAt > t).toBe(true)
        expect(processingWindow(endsAt - 1n)).toEqual({ phase, endsAt })
        expect(processingWindow(endsAt).phase).not.toBe(phase)
      }),
    )
  })
})
