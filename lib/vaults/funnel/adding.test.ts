import { describe, expect, it } from 'vitest'
import { type Wad, wad } from '@/lib/math'
import { funnel, limitOf, millions, NOW } from '@/lib/testing/states/vaults'
import { passesAdd } from './adding'
import { canAdd } from './answers'

/** 5 million are idle in the ALMProxy, 40 can be minted, and the deposit limit lets 25 in. */
const passes = (amount: Wad, minted: Wad, inputs = funnel()) => passesAdd(inputs, { amount, minted }, NOW)

describe('whether the Generator can add what it mints', () => {
  it('agrees with what it can add, where it mints what is lacking', () => {
    const most = canAdd(funnel(), NOW).amount
    expect(most).toBe(millions(25))
    expect(passes(most, millions(20))).toBe(true)
    expect(passes(wad(most + 1n), wad(millions(20) + 1n))).toBe(false)
  })

  it('needs so much in the ALMProxy, to the wei', () => {
    expect(passes(millions(5), wad(0n))).toBe(true)
    expect(passes(wad(millions(5) + 1n), wad(0n))).toBe(false)
    expect(passes(wad(millions(5) + 1n), wad(1n))).toBe(true)
    expect(passes(millions(10), wad(millions(5) - 1n))).toBe(false)
  })

  it('may mint more than it adds, as far as minting goes', () => {
    const { generator } = funnel()
    const scarce = funnel({}, { ...generator, mintLimit: limitOf(40, 8) })
    expect(passes(millions(1), millions(8), scarce)).toBe(true)
    expect(passes(millions(1), wad(millions(8) + 1n), scarce)).toBe(false)
  })
})
