import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { HOUR, limitOf, millions, NOT_SET, NOW } from '@/lib/testing/states/vaults'
import { canReturn, type ReturnInputs, whenCanReturn } from './returning'

/** A Prime that holds 12 million, of which its limit lets 10 go to the vault, refilled by one an hour up to 20. */
const inputs = (changes: Partial<ReturnInputs> = {}): ReturnInputs => ({
  held: millions(12),
  limit: limitOf(20, 10),
  wires: { returnFunction: true, relayer: 'active', controllerOnRateLimits: true, controllerOnProxy: true },
  ...changes,
})

describe('what a Prime can return', () => {
  it('is bounded by its limit and by what its ALMProxy holds', () => {
    expect(canReturn(inputs(), NOW)).toMatchObject({ amount: millions(10), binding: 'return-limit' })
    expect(canReturn(inputs({ held: millions(3) }), NOW)).toMatchObject({
      amount: millions(3),
      binding: 'prime-held',
    })
  })

  it.each([
    ['return-function', { returnFunction: false }],
    ['prime-relayer', { relayer: 'none' }],
    ['prime-relayer', { relayer: 'frozen' }],
    ['prime-controller-on-rate-limits', { controllerOnRateLimits: false }],
    ['prime-controller-on-proxy', { controllerOnProxy: false }],
  ] as const)('is nothing without %s', (binding, wires) => {
    const broken = inputs({ wires: { ...inputs().wires, ...wires } })
    expect(canReturn(broken, NOW)).toMatchObject({ amount: 0n, binding })
    expect(whenCanReturn(broken, wad(1n), NOW).never?.constraint).toBe(binding)
  })

  it('is possible from the second in which the limit holds as much', () => {
    expect(whenCanReturn(inputs(), millions(10), NOW)).toEqual({ at: NOW, steps: [] })
    const one = millions(1) / HOUR
    expect(whenCanReturn(inputs(), wad(millions(10) + one), NOW)).toEqual({ at: NOW + 1n, steps: [] })
    expect(whenCanReturn(inputs(), wad(millions(10) + one + 1n), NOW)).toEqual({ at: NOW + 2n, steps: [] })
  })

  it('is never possible above what is held, or what the limit ever holds', () => {
    expect(whenCanReturn(inputs(), wad(millions(12) + 1n), NOW).never).toMatchObject({
      constraint: 'prime-held',
      most: millions(12),
    })
    expect(whenCanReturn(inputs(), wad(millions(20) + 1n), NOW).never).toMatchObject({
      constraint: 'return-limit',
      reason: 'above-max',
    })
    expect(whenCanReturn(inputs({ limit: NOT_SET }), wad(1n), NOW).never?.reason).toBe('not-set')
  })
})
