import { type Address, getAddress, type Hex, isAddress, isHex } from 'viem'
import { type Shares, sharesOf, type Wad, wad } from '@/lib/math'

/**
 * Reads one type from a stored value, or throws. A stored value can be anything: another version, another page or anybody
 * may have written it.
 */
export type Read<T> = (value: unknown) => T

export class MalformedError extends Error {
  override readonly name = 'MalformedError'
}

function refuse(what: string): never {
  throw new MalformedError(`not ${what}`)
}

const longest = 20_000

export const text: Read<string> = (value) =>
  typeof value === 'string' && value.length <= longest ? value : refuse('a text')

export const flag: Read<boolean> = (value) => (typeof value === 'boolean' ? value : refuse('a flag'))

export const count: Read<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse('a count')

export const uint: Read<bigint> = (value) =>
  typeof value === 'bigint' && value >= 0n && value < 2n ** 256n ? value : refuse('a uint256')

/** An amount with 18 decimals [wad]. */
export const amountInWad: Read<Wad> = (value) => wad(uint(value))

/** A number of shares of a vault, with 18 decimals. */
export const numberOfShares: Read<Shares> = (value) => sharesOf(uint(value))

/** An address, with its checksum corrected, as the models of the console use checksummed addresses for keys. */
export const address: Read<Address> = (value) =>
  typeof value === 'string' && isAddress(value, { strict: false }) ? getAddress(value) : refuse('an address')

export const bytes: Read<Hex> = (value) =>
  isHex(value) && value.length % 2 === 0 && value.length <= longest ? value : refuse('bytes')

export const word: Read<Hex> = (value) => (isHex(value) && value.length === 66 ? value : refuse('32 bytes'))

export function oneOf<const T extends string>(...words: readonly T[]): Read<T> {
  return (value) => words.find((each) => each === value) ?? refuse(words.join(' or '))
}

export function list<T>(read: Read<T>, most: number): Read<readonly T[]> {
  return (value) =>
    Array.isArray(value) && value.length <= most ? value.map((item) => read(item)) : refuse('a list')
}

export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value))
}

export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value) => (value === undefined ? undefined : read(value))
}

type Shape = Readonly<Record<string, Read<unknown>>>
type Shaped<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> }

/** An object with these fields. Only own fields are read, and all others are left out. */
export function shape<const S extends Shape>(fields: S): Read<Shaped<S>> {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('an object')
    const read = Object.entries(fields).flatMap(([name, of]) => {
      const found = of(Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined)
      return found === undefined ? [] : [[name, found] as const]
    })
    return Object.fromEntries(read) as Shaped<S>
  }
}

/** One of several shapes, told apart by the value of one field. */
export function choice<const T extends Readonly<Record<string, Read<object>>>>(
  tag: string,
  shapes: T,
): Read<ReturnType<T[keyof T]>> {
  return (value) => {
    const name =
      typeof value === 'object' && value !== null && Object.hasOwn(value, tag)
        ? (value as Record<string, unknown>)[tag]
        : null
    const read = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined
    return read ? ({ [tag]: name, ...read(value) } as ReturnType<T[keyof T]>) : refuse(`a known ${tag}`)
  }
}
