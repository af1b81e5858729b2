import { Uint256Error } from './errors'
import { type Amount, RAY, type Rad, type Ray, type Unitless, uint256, type Wad, wad } from './units'

/**
 * Unsigned arithmetic as the contracts do it. The rounding direction is in the name; every intermediate
 * product is checked against uint256, because Solidity 0.8 checks it too.
 */

/** floor(a × b / denominator). @throws {Uint256Error} on overflow of a × b, or a zero denominator. */
export function mulDown<A extends Amount, U extends Amount>(a: A, b: U, denominator: NoInfer<U>): A
export function mulDown(a: Unitless, b: bigint, denominator: bigint): bigint
export function mulDown(a: bigint, b: bigint, denominator: bigint): bigint {
  const product = mul(a, b)
  return product / divisor(denominator)
}

/** ceil(a × b / denominator). @throws {Uint256Error} on overflow of a × b, or a zero denominator. */
export function mulUp<A extends Amount, U extends Amount>(a: A, b: U, denominator: NoInfer<U>): A
export function mulUp(a: Unitless, b: bigint, denominator: bigint): bigint
export function mulUp(a: bigint, b: bigint, denominator: bigint): bigint {
  return divUp(mul(a, b), denominator)
}

/** ceil(a / b). @throws {Uint256Error} when b is zero. */
export function divUp(a: bigint, b: bigint): bigint {
  const by = divisor(b)
  return uint256(a, 'The dividend') === 0n ? 0n : (a - 1n) / by + 1n
}

/** a × b. @throws {Uint256Error} on overflow. */
export function mul(a: Wad, b: Ray): Rad
export function mul(a: Unitless, b: Unitless): bigint
export function mul(a: bigint, b: bigint): bigint {
  return uint256(uint256(a, 'The factor') * uint256(b, 'The factor'), 'The product')
}

/** a + b. @throws {Uint256Error} on overflow. */
export function add<A extends Amount>(a: A, b: NoInfer<A>): A
export function add(a: Unitless, b: Unitless): bigint
export function add(a: bigint, b: bigint): bigint {
  return uint256(uint256(a, 'The summand') + uint256(b, 'The summand'), 'The sum')
}

/** a − b. @throws {Uint256Error} when b is greater than a. */
export function sub<A extends Amount>(a: A, b: NoInfer<A>): A
export function sub(a: Unitless, b: Unitless): bigint
export function sub(a: bigint, b: bigint): bigint {
  return uint256(uint256(a, 'The minuend') - uint256(b, 'The subtrahend'), 'The difference')
}

/** How far a is above b; 0 where it is not. */
export function excess<A extends Amount>(a: A, b: NoInfer<A>): A
export function excess(a: Unitless, b: Unitless): bigint
export function excess(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n
}

/** The sum of amounts of one unit. No contract computes it, so it has no upper bound. */
export const sumOf = <A extends Amount>(amounts: readonly A[]): A =>
  amounts.reduce((sum: bigint, amount) => sum + amount, 0n) as A

/** A debt [rad] in whole units of USDS [wad], rounded down. */
export const radToWadDown = (value: Rad): Wad => wad(value / RAY)

/** A debt [rad] in whole units of USDS [wad], rounded up. */
export const radToWadUp = (value: Rad): Wad => wad(divUp(value, RAY))

/** The smallest of its arguments. */
export function min<T extends bigint>(first: T, ...rest: T[]): T {
  return rest.reduce((least, value) => (value < least ? value : least), first)
}

/** The greatest of its arguments. */
export function max<T extends bigint>(first: T, ...rest: T[]): T {
  return rest.reduce((greatest, value) => (value > greatest ? value : greatest), first)
}

/**
 * x^n in fixed point with the given base, by squaring, each product rounded half up: the Jug's `rpow`, bit for
 * bit (another order of multiplication rounds differently).
 *
 * @throws {Uint256Error} where a product before rounding leaves uint256 (the Jug reverts without a reason).
 */
export function rpow(x: Ray, n: Unitless, base: Ray): Ray
export function rpow(x: Unitless, n: Unitless, base: bigint): bigint
export function rpow(x: bigint, n: bigint, base: bigint): bigint {
  const one = divisor(base)
  const half = one / 2n
  const mulHalfUp = (a: bigint, b: bigint) => add(mul(a, b), half) / one

  let square = uint256(x, 'The base of the power')
  let exponent = uint256(n, 'The exponent')
  if (square === 0n) return exponent === 0n ? one : 0n

  let result = exponent % 2n === 0n ? one : square
  for (exponent /= 2n; exponent > 0n; exponent /= 2n) {
    square = mulHalfUp(square, square)
    if (exponent % 2n === 1n) result = mulHalfUp(result, square)
  }
  return result
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new Uint256Error('division-by-zero', 'The quotient')
  return uint256(value, 'The divisor')
}
