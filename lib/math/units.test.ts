import { describe, expect, it } from 'vitest'
import { Uint256Error } from './errors'
import { MAX_UINT256, RAD, RAY, rad, ray, seconds, uint256, WAD, wad } from './units'

describe('units', () => {
  it('relates rad to wad and ray as the Vat does', () => {
    expect(WAD).toBe(1_000_000_000_000_000_000n)
    expect(RAY).toBe(1_000_000_000_000_000_000_000_000_000n)
    expect(WAD * RAY).toBe(RAD)
  })

  it('knows the greatest uint256', () => {
    expect(MAX_UINT256).toBe(0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn)
  })

  it.each([wad, ray, rad, seconds, uint256])('accepts only numbers that a uint256 can hold', (construct) => {
    expect(construct(0n)).toBe(0n)
    expect(construct(MAX_UINT256)).toBe(MAX_UINT256)
    expect(() => construct(MAX_UINT256 + 1n)).toThrow(Uint256Error)
    expect(() => construct(-1n)).toThrow(Uint256Error)
  })

  it('names the fault and the computation', () => {
    const error = new Uint256Error('overflow', 'The product')
    expect(error.fault).toBe('overflow')
    expect(error.message).toBe('The product is above 2^256 − 1: the contract reverts')
  })
})
