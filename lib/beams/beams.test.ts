import { id } from 'ethers'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { effectiveHop, effectiveInit, effectiveMaxChange, isActionEnabled } from './effective'
import { BeamRole, DELAYED_FUNCTIONS, hasBit, IMMEDIATE_FUNCTIONS, intendedRole, mayCall } from './roles'

const mask = (value: number): Hex => `0x${value.toString(16).padStart(64, '0')}`
const selector = (signature: string) => id(signature).slice(0, 10) as Hex

describe('hasBit', () => {
  it('reads the bit with the number of the role, not the number itself', () => {
    expect(hasBit(mask(0b010), BeamRole.DELAYED)).toBe(true)
    expect(hasBit(mask(0b010), BeamRole.IMMEDIATE)).toBe(false)
    expect(hasBit(mask(0b100), BeamRole.IMMEDIATE)).toBe(true)
    expect(hasBit(mask(0b001), BeamRole.DELAYED)).toBe(false)
    expect(hasBit(mask(0), BeamRole.DELAYED)).toBe(false)
    expect(hasBit(`0x8${'0'.repeat(63)}`, 255)).toBe(true)
  })
})

describe('mayCall', () => {
  it('needs a shared role, or a ward', () => {
    expect(mayCall(mask(0b010), mask(0b110), false)).toBe(true)
    expect(mayCall(mask(0b010), mask(0b100), false)).toBe(false)
    expect(mayCall(mask(0), mask(0), true)).toBe(true)
    expect(mayCall(mask(0), mask(0), false)).toBe(false)
  })
})

describe('intendedRole', () => {
  it('splits the functions of BeamState between the timelock and the Core Council', () => {
    expect(intendedRole(selector('start()'))).toBe(BeamRole.DELAYED)
    expect(intendedRole(selector('stop()'))).toBe(BeamRole.IMMEDIATE)
    expect(intendedRole(selector('addInitControllerActions(bytes,address)'))).toBe(BeamRole.DELAYED)
    expect(intendedRole(selector('unsetCBeamForController(address,address)'))).toBe(BeamRole.IMMEDIATE)
    expect(intendedRole(selector('rely(address)'))).toBe(null)
  })

  it('gives no function two roles', () => {
    const both = [...DELAYED_FUNCTIONS, ...IMMEDIATE_FUNCTIONS]
    expect(new Set(both.map(selector)).size).toBe(8 + 10)
  })
})

describe('effective values', () => {
  it('take the specific entry over the general one, and fall back from a specific zero', () => {
    for (const effective of [effectiveHop, effectiveMaxChange]) {
      expect(effective(5n, 7n)).toEqual({ value: 5n, from: 'specific' })
      expect(effective(0n, 7n)).toEqual({ value: 7n, from: 'general' })
      expect(effective(0n, 0n)).toEqual({ value: 0n, from: 'not-set' })
    }
  })

  it('fall back from (0, 0) only, not from a single zero', () => {
    const zero = { maxAmount: 0n, slope: 0n }
    const slopeOnly = { maxAmount: 0n, slope: 1n }
    const general = { maxAmount: 9n, slope: 9n }
    expect(effectiveInit(slopeOnly, general)).toEqual({ value: slopeOnly, from: 'specific' })
    expect(effectiveInit(zero, general)).toEqual({ value: general, from: 'general' })
    expect(effectiveInit(zero, zero)).toEqual({ value: zero, from: 'not-set' })
  })

  it('approve a controller action by either entry', () => {
    expect(isActionEnabled(true, false)).toEqual({ value: true, from: 'specific' })
    expect(isActionEnabled(false, true)).toEqual({ value: true, from: 'general' })
    expect(isActionEnabled(false, false)).toEqual({ value: false, from: 'not-set' })
  })
})
