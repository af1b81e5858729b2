import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { conditionsAfter, gasPrice, generousGas, maxFee, type ParentHeader } from './conditions'

const GWEI = 10n ** 9n
const parent = (changes: Partial<ParentHeader> = {}): ParentHeader => ({
  number: 100n,
  hash: `0x${'5a'.repeat(32)}`,
  gasLimit: 36_000_000n,
  gasUsed: 18_000_000n,
  baseFee: 8n * GWEI,
  coinbase: '0x95222290DD7278Aa3Ddd389Cc1E1d165CC4BAfe5',
  ...changes,
})

const bits = (hex: Hex) => BigInt(hex).toString(2)

describe('the conditions of the next block', () => {
  it('are those that a block after this one has', () => {
    const [next] = conditionsAfter(parent(), 1_000n)
    expect(next).toMatchObject({
      ...{ number: 101n, time: 1_000n, baseFee: 8n * GWEI, gasLimit: 36_000_000n },
      coinbase: '0x95222290DD7278Aa3Ddd389Cc1E1d165CC4BAfe5',
    })
    expect(gasPrice(next)).toBeGreaterThan(next.baseFee)
    expect(maxFee(next)).toBeGreaterThanOrEqual(gasPrice(next))
    expect(generousGas(next)).toBe(16_777_216n)
    expect(generousGas({ ...next, gasLimit: 20_000_000n })).toBe(10_000_000n)
  })

  // Computed by hand from EIP-1559.
  it.each([
    ['a full one', 36_000_000n, 8n * GWEI, 9n * GWEI],
    ['an empty one', 0n, 8n * GWEI, 7n * GWEI],
    ['one of three quarters', 27_000_000n, 8n * GWEI, (17n * GWEI) / 2n],
    ['one a little above half', 18_000_001n, 7n, 8n],
  ])('have the base fee that follows from %s', (_, gasUsed, baseFee, expected) => {
    expect(conditionsAfter(parent({ gasUsed, baseFee }), 1n)[0].baseFee).toBe(expected)
  })

  it('have a builder even if the chain names none, and no fee where it has none', () => {
    const [next] = conditionsAfter(parent({ coinbase: `0x${'0'.repeat(40)}`, baseFee: 0n }), 1n)
    expect(BigInt(next.coinbase)).not.toBe(0n)
    expect(next.baseFee).toBe(0n)
    expect(gasPrice(next)).toBeGreaterThan(0n)
  })
})

describe('the other conditions', () => {
  it.each([7n, 8n, 9n, 8n * GWEI, 12_345_678_901n])(
    'differ in everything that a contract can see: base fee %s',
    (baseFee) => {
      const [one, two] = conditionsAfter(parent({ baseFee }), 1_000n)
      for (const key of ['number', 'time', 'baseFee', 'tip', 'gasLimit'] as const) {
        expect((one[key] ^ two[key]) & 1n, key).toBe(1n)
      }
      // These differ in every bit.
      expect(BigInt(one.coinbase) ^ BigInt(two.coinbase)).toBe(2n ** 160n - 1n)
      expect(bits(one.prevrandao)).not.toBe(bits(two.prevrandao))
      expect(BigInt(one.prevrandao) ^ BigInt(two.prevrandao)).toBe(2n ** 256n - 1n)
    },
  )

  it('are those that the block after next can have', () => {
    const [one, two] = conditionsAfter(parent(), 1_000n)
    expect(two.number).toBe(one.number + 1n)
    expect(two.baseFee).toBeLessThanOrEqual(one.baseFee + one.baseFee / 8n)
    expect(two.gasLimit - one.gasLimit).toBeLessThan(one.gasLimit / 1_024n)
  })
})
