import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  divUp,
  excess,
  max,
  min,
  mul,
  mulDown,
  mulUp,
  radToWadDown,
  radToWadUp,
  rpow,
  sub,
  sumOf,
} from './arith'
import { isUint256Error, type Uint256Fault } from './errors'
import { MAX_UINT256, RAY, rad, wad, wadBetween } from './units'

const uint = (bits: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n })

function fault(run: () => unknown): Uint256Fault | 'none' {
  try {
    run()
    return 'none'
  } catch (error) {
    if (isUint256Error(error)) return error.fault
    throw error
  }
}

describe('mulDown and mulUp', () => {
  it('round down and up, as their names say', () => {
    expect(mulDown(10n, 10n, 3n)).toBe(33n)
    expect(mulUp(10n, 10n, 3n)).toBe(34n)
    expect(mulDown(9n, 10n, 3n)).toBe(30n)
    expect(mulUp(9n, 10n, 3n)).toBe(30n)
    expect(mulUp(0n, 10n, 3n)).toBe(0n)
  })

  it('enclose the exact quotient and differ by one when it is not whole', () => {
    fc.assert(
      fc.property(uint(128), uint(128), uint(200), (a, b, d) => {
        fc.pre(d > 0n)
        const down = mulDown(a, b, d)
        const up = mulUp(a, b, d)
        expect(down * d <= a * b && a * b <= up * d).toBe(true)
        expect(up - down).toBe((a * b) % d === 0n ? 0n : 1n)
      }),
    )
  })

  it("fail where the contract's checked product would overflow", () => {
    expect(mulDown(MAX_UINT256, 1n, 1n)).toBe(MAX_UINT256)
    expect(fault(() => mulDown(MAX_UINT256, 2n, 2n))).toBe('overflow')
    expect(fault(() => mulUp(2n ** 128n, 2n ** 128n, 2n))).toBe('overflow')
    expect(fault(() => mulDown(1n, 1n, 0n))).toBe('division-by-zero')
    expect(fault(() => mulUp(1n, 1n, 0n))).toBe('division-by-zero')
    expect(fault(() => mulDown(-1n, 1n, 1n))).toBe('underflow')
  })
})

describe('divUp', () => {
  it('rounds up and does not overflow at the greatest uint256', () => {
    expect(divUp(0n, 5n)).toBe(0n)
    expect(divUp(1n, 5n)).toBe(1n)
    expect(divUp(5n, 5n)).toBe(1n)
    expect(divUp(6n, 5n)).toBe(2n)
    expect(divUp(MAX_UINT256, 1n)).toBe(MAX_UINT256)
    expect(fault(() => divUp(1n, 0n))).toBe('division-by-zero')
  })
})

describe('add, sub and mul', () => {
  it('pass at the boundary of uint256 and fail one past it', () => {
    expect(add(MAX_UINT256, 0n)).toBe(MAX_UINT256)
    expect(fault(() => add(MAX_UINT256, 1n))).toBe('overflow')
    expect(sub(5n, 5n)).toBe(0n)
    expect(fault(() => sub(5n, 6n))).toBe('underflow')
    expect(mul(2n ** 255n, 1n)).toBe(2n ** 255n)
    expect(fault(() => mul(2n ** 255n, 2n))).toBe('overflow')
  })
})

describe('excess, sumOf and the steps from rad to wad', () => {
  it('stop at zero, sum without a bound, and round as their names say', () => {
    expect([excess(5n, 3n), excess(3n, 5n), excess(3n, 3n)]).toEqual([2n, 0n, 0n])
    expect(sumOf([wad(MAX_UINT256), wad(1n)])).toBe(MAX_UINT256 + 1n)
    expect(sumOf([])).toBe(0n)
    expect([radToWadDown(rad(RAY + 1n)), radToWadUp(rad(RAY + 1n))]).toEqual([1n, 2n])
    expect([radToWadDown(rad(RAY)), radToWadUp(rad(RAY)), radToWadUp(rad(0n))]).toEqual([1n, 1n, 0n])
    expect(wadBetween(wad(5n), wad(3n))).toBe(-2n)
  })
})

describe('min and max', () => {
  it('choose from any number of values', () => {
    expect(min(3n, 1n, 2n)).toBe(1n)
    expect(max(3n, 1n, 2n)).toBe(3n)
    expect(min(7n)).toBe(7n)
  })
})

/** An independent oracle: the Jug's assembly, transcribed with wrapping words and its own overflow tests. */
function rpowByWords(x: bigint, n: bigint, b: bigint): bigint | 'revert' {
  const word = (value: bigint) => BigInt.asUintN(256, value)
  if (x === 0n) return n === 0n ? b : 0n
  let z = n % 2n === 0n ? b : x
  const half = b / 2n
  for (n = n / 2n; n !== 0n; n = n / 2n) {
    const xx = word(x * x)
    if (x !== 0n && xx / x !== x) return 'revert'
    const xxRound = word(xx + half)
    if (xxRound < xx) return 'revert'
    x = xxRound / b
    if (n % 2n !== 0n) {
      const zx = word(z * x)
      if (x !== 0n && zx / x !== z) return 'revert'
      const zxRound = word(zx + half)
      if (zxRound < zx) return 'revert'
      z = zxRound / b
    }
  }
  return z
}

describe('rpow', () => {
  it('has the identities of a power', () => {
    expect(rpow(0n, 0n, RAY)).toBe(RAY)
    expect(rpow(0n, 5n, RAY)).toBe(0n)
    expect(rpow(RAY, 31_536_000n, RAY)).toBe(RAY)
    expect(rpow(3n * RAY, 1n, RAY)).toBe(3n * RAY)
    expect(rpow(2n * RAY, 10n, RAY)).toBe(1024n * RAY)
  })

  it('rounds half up in every product', () => {
    expect(rpow(15n, 2n, 10n)).toBe(23n) // 1.5² = 2.25, and with one digit 22.5 → 23
    expect(rpow(12n, 2n, 10n)).toBe(14n) // 1.44 → 14.4 → 14
  })

  it('compounds a published duty of 5 % to 1.05, but for the error of its last digit', () => {
    const year = rpow(1_000_000_001_547_125_957_863_212_448n, 31_536_000n, RAY)
    const error = year - (RAY * 105n) / 100n
    expect(error < 0n ? -error : error).toBeLessThan(RAY / 10n ** 19n)
  })

  it('equals the assembly word for word, reverts included', () => {
    const x = fc.oneof(fc.bigInt({ min: RAY, max: RAY + 10n ** 20n }), uint(96), uint(256))
    fc.assert(
      fc.property(x, fc.oneof(uint(8), uint(32), uint(64)), (base, n) => {
        const expected = rpowByWords(base, n, RAY)
        if (expected === 'revert') expect(fault(() => rpow(base, n, RAY))).toBe('overflow')
        else expect(rpow(base, n, RAY)).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it('refuses a zero base', () => {
    expect(fault(() => rpow(1n, 1n, 0n))).toBe('division-by-zero')
  })
})
