import { keccak256, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { rad } from '@/lib/math'
import { restoredLine, rollbackCall, rollbackHash, totalRaise } from './rollback'

const prime = '0xa5139956eC99aE2e51eA39d0b57C42B6D8db0758'

describe('rollbackCall', () => {
  it('is the selector and the padded ALMProxy, and its hash is what BeamState approves', () => {
    const data = rollbackCall(prime)
    expect(data).toBe(
      `${toFunctionSelector('rollback(address)')}000000000000000000000000${prime.slice(2).toLowerCase()}`,
    )
    expect(rollbackHash(prime)).toBe(keccak256(data))
  })
})

describe('restoredLine', () => {
  it('is the recorded ceiling, or the listed one where that is lower', () => {
    expect(restoredLine({ line: rad(0n), recorded: rad(70n), listed: rad(70n) })).toBe(70n)
    expect(restoredLine({ line: rad(0n), recorded: rad(70n), listed: rad(60n) })).toBe(60n)
    expect(restoredLine({ line: rad(0n), recorded: rad(70n), listed: rad(80n) })).toBe(70n)
  })

  it('never lowers a ceiling', () => {
    expect(restoredLine({ line: rad(75n), recorded: rad(70n), listed: rad(70n) })).toBe(75n)
    expect(restoredLine({ line: rad(5n), recorded: rad(0n), listed: rad(0n) })).toBe(5n)
  })
})

describe('totalRaise', () => {
  const vat = { Line: rad(500n), debt: rad(450n) }
  const ilk = { restored: rad(70n), line: rad(0n), owed: rad(30n), vat }

  it('raises the total as much as the ceiling where MigrationMom closed the ilk', () => {
    expect(totalRaise({ ...ilk, closed: true })).toBe(70n)
    expect(totalRaise({ ...ilk, line: rad(20n), closed: true })).toBe(50n)
  })

  it("raises the total only as far as the ceiling's room needs where somebody else closed the ilk", () => {
    expect(totalRaise({ ...ilk, closed: false })).toBe(0n)
    expect(totalRaise({ ...ilk, closed: false, vat: { ...vat, Line: rad(489n) } })).toBe(1n)
    expect(totalRaise({ ...ilk, closed: false, vat: { ...vat, Line: rad(400n) } })).toBe(70n)
    expect(totalRaise({ ...ilk, owed: rad(80n), closed: false, vat: { ...vat, Line: rad(449n) } })).toBe(1n)
  })
})
