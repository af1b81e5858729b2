import { keccak256, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { givenBack, restoredLine, rollbackCall, rollbackHash } from './rollback'

const prime = '0xa5139956eC99aE2e51eA39d0b57C42B6D8db0758'

describe('rollbackCall', () => {
  it('is the selector and the padded ALMProxy, and its hash is what is approved', () => {
    const data = rollbackCall(prime)
    expect(data).toBe(
      `${toFunctionSelector('rollback(address)')}000000000000000000000000${prime.slice(2).toLowerCase()}`,
    )
    expect(rollbackHash(prime)).toBe(keccak256(data))
  })
})

describe('restoredLine', () => {
  it('is what was recorded, or what is listed where that is less', () => {
    expect(restoredLine({ line: 0n, recorded: 70n, listed: 70n })).toBe(70n)
    expect(restoredLine({ line: 0n, recorded: 70n, listed: 60n })).toBe(60n)
    expect(restoredLine({ line: 0n, recorded: 70n, listed: 80n })).toBe(70n)
  })

  it('never lowers a ceiling', () => {
    expect(restoredLine({ line: 75n, recorded: 70n, listed: 70n })).toBe(75n)
    expect(restoredLine({ line: 5n, recorded: 0n, listed: 0n })).toBe(5n)
  })
})

describe('givenBack', () => {
  it('is as much as the ceiling rises, and no more than closing took', () => {
    const closed = { line: 0n, recorded: 70n, listed: 70n }
    expect(givenBack({ ...closed, taken: 70n })).toBe(70n)
    expect(givenBack({ ...closed, taken: 100n })).toBe(70n)
    expect(givenBack({ ...closed, taken: 30n })).toBe(30n)
    expect(givenBack({ ...closed, taken: 0n })).toBe(0n)
    expect(givenBack({ ...closed, line: 70n, taken: 70n })).toBe(0n)
  })
})
