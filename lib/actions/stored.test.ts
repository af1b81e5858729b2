import { describe, expect, it } from 'vitest'
import { samples } from '@/lib/testing/samples'
import { storedRequest } from './kinds'
import {
  address,
  amountInWad,
  bytes,
  choice,
  count,
  flag,
  list,
  MalformedError,
  nullable,
  oneOf,
  optional,
  type Read,
  shape,
  text,
  uint,
  word,
} from './stored'

const LOWER = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'
const CHECKSUM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const WORD = `0x${'ab'.repeat(32)}`
const LONGEST = 20_000

/** Nothing that any reader of a plain value takes, unless its own list says so. */
const strange: readonly unknown[] = [undefined, null, Symbol('x'), () => 1, [], {}, Number.NaN]

describe('a stored value', () => {
  it.each<[name: string, read: Read<unknown>, taken: readonly unknown[], refused: readonly unknown[]]>([
    ['a text', text, ['', 'x', 'x'.repeat(LONGEST)], [1, true, 1n, 'x'.repeat(LONGEST + 1)]],
    ['a flag', flag, [true, false], ['true', 1, 0n]],
    ['a count', count, [0, 1, Number.MAX_SAFE_INTEGER], [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, 1n, '1']],
    ['a uint256', uint, [0n, 1n, 2n ** 256n - 1n], [-1n, 2n ** 256n, 1, '1']],
    ['an amount', amountInWad, [0n, 2n ** 256n - 1n], [-1n, 2n ** 256n, 1]],
    [
      'bytes',
      bytes,
      ['0x', '0x00', WORD, `0x${'0'.repeat(LONGEST - 2)}`],
      ['0x0', '00', '0xzz', 1n, `0x${'0'.repeat(LONGEST)}`],
    ],
    ['a word', word, [WORD], ['0x', `${WORD}00`, WORD.slice(0, -1), 'ab'.repeat(33), 1n]],
    ['one of some words', oneOf('a', 'b'), ['a', 'b'], ['c', '', 'A', 1]],
  ])('is read as %s alone', (_, read, taken, refused) => {
    for (const value of taken) expect(read(value)).toBe(value)
    for (const value of [...refused, ...strange]) expect(() => read(value)).toThrow(MalformedError)
  })

  it('is read as an address in its checksum, whatever its own was', () => {
    expect(address(LOWER)).toBe(CHECKSUM)
    expect(address(CHECKSUM.replace('5aA', '5Aa'))).toBe(CHECKSUM)
    for (const value of [LOWER.slice(0, -1), `${LOWER}0`, LOWER.slice(2), 1n, ...strange]) {
      expect(() => address(value)).toThrow('not an address')
    }
  })

  it('is read as a list of no more than so many', () => {
    const read = list(flag, 2)
    for (const value of [[], [true], [true, false]]) expect(read(value)).toEqual(value)
    for (const value of [[true, false, true], [1], 'x', {}, null])
      expect(() => read(value)).toThrow(MalformedError)
  })

  it('can be null or missing only where that is said', () => {
    expect([nullable(flag)(null), nullable(flag)(true)]).toEqual([null, true])
    expect([optional(flag)(undefined), optional(flag)(true)]).toEqual([undefined, true])
    expect(() => nullable(flag)(undefined)).toThrow(MalformedError)
    expect(() => optional(flag)(null)).toThrow(MalformedError)
  })

  it('says what it is not', () => {
    expect(() => oneOf('a', 'b')('c')).toThrow('not a or b')
    expect(() => text(1)).toThrow(expect.objectContaining({ name: 'MalformedError' }))
  })
})

describe('a stored object', () => {
  const read = shape({ a: flag, b: optional(uint) })

  it('has these fields and leaves all others behind', () => {
    expect(read({ a: true, b: 1n, c: 'x' })).toEqual({ a: true, b: 1n })
    expect(Object.keys(read({ a: true, b: undefined }))).toEqual(['a'])
    expect(read({ a: false })).toEqual({ a: false })
  })

  it('takes nothing from a prototype', () => {
    expect(() => read(Object.create({ a: true }))).toThrow(MalformedError)
    expect(() => read({ b: 1n })).toThrow('not a flag')
  })

  it('is no list, no null and no plain value', () => {
    for (const value of [null, undefined, 1n, 'x', true, [], Object.assign([], { a: true })]) {
      expect(() => read(value)).toThrow(MalformedError)
    }
  })

  it('is one of several by the word in a field, which has to be its own', () => {
    const either = choice('kind', { one: shape({ a: flag }), two: shape({ b: uint }) })
    expect(either({ kind: 'one', a: true, b: 1n })).toEqual({ kind: 'one', a: true })
    expect(either({ kind: 'two', a: true, b: 1n })).toEqual({ kind: 'two', b: 1n })
    const refused = [
      { kind: 'three' },
      { kind: 'toString', a: true },
      { kind: 1, a: true },
      { a: true },
      Object.assign(Object.create({ kind: 'one' }), { a: true }),
      null,
      undefined,
      'one',
    ]
    for (const value of refused) expect(() => either(value)).toThrow('not a known kind')
  })
})

describe('a stored request', () => {
  const requests = Object.values(samples).map(
    ([request]) => request as unknown as Readonly<Record<string, unknown>>,
  )

  it.each(requests)('is read as it was: $kind', (request) => {
    expect(storedRequest({ ...request, more: 'x' })).toEqual(request)
  })

  it.each(requests)('is refused where one of its fields is missing or strange: $kind', (request) => {
    for (const name of Object.keys(request)) {
      const { [name]: _, ...rest } = request
      expect(() => storedRequest(rest), name).toThrow(MalformedError)
      expect(() => storedRequest({ ...rest, [name]: {} }), name).toThrow(MalformedError)
    }
  })

  it('of an action that a Safe can take may name the Safe', () => {
    const [freeze] = samples['freeze-relayer']
    expect(storedRequest({ ...freeze, through: LOWER })).toEqual({ ...freeze, through: CHECKSUM })
    const [exec] = samples.exec
    expect(storedRequest({ ...exec, through: LOWER })).toEqual(exec)
  })
})
