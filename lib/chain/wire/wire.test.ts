import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import type { Reading } from '../read/reader'
import { applyMessage, deltaMessage, parse, stringify, wholeMessage } from '.'

const hex = fc
  .uint8Array({ minLength: 1, maxLength: 6 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}` as const)

const answers = fc
  .array(fc.tuple(fc.constantFrom('a:0x1', 'b:0x2', 'c:0x3', 'd:0x4', 'e:0x5'), hex, fc.boolean()))
  .map((list) => new Map(list.map(([key, data, ok]) => [key, { ok, data }])))

const reading: fc.Arbitrary<Reading> = fc.record({
  block: fc.record({
    number: fc.bigInt({ min: 0n, max: 2n ** 60n }),
    hash: hex,
    parentHash: hex,
    timestamp: fc.bigInt({ min: 0n, max: 2n ** 40n }),
  }),
  known: fc.bigInt({ min: 0n, max: 9n }).map((from) => nothingKnown(from)),
  answers,
  by: fc.record({ label: fc.constantFrom('a.test', 'b.test'), kind: fc.constant('node' as const) }),
})

describe('wire', () => {
  it('carries every integer, however large', () => {
    expect(parse(stringify({ max: 2n ** 256n - 1n, one: 1n, text: '1' }))).toEqual({
      max: 2n ** 256n - 1n,
      one: 1n,
      text: '1',
    })
  })

  it('transfers a complete reading unchanged', () => {
    fc.assert(
      fc.property(reading, (sent) => {
        expect(applyMessage(null, parse(stringify(wholeMessage('x', sent, 0))))).toEqual(sent)
      }),
    )
  })

  it('makes the next reading from the one before and the difference', () => {
    fc.assert(
      fc.property(reading, reading, (before, after) => {
        expect(applyMessage(before, parse(stringify(deltaMessage('x', before, after, 0))))).toEqual(after)
      }),
    )
  })

  it('refuses a message that lost any answer on its way', () => {
    fc.assert(
      fc.property(reading, reading, fc.nat(), (before, after, index) => {
        const whole = wholeMessage('x', after, 0)
        const delta = deltaMessage('x', before, after, 0)
        const without = <T>(carried: Readonly<Record<string, T>>): Record<string, T> => {
          const entries = Object.entries(carried)
          return Object.fromEntries(entries.toSpliced(index % Math.max(entries.length, 1), 1))
        }
        if (after.answers.size > 0) {
          const cut = { ...whole, reading: { ...whole.reading, answers: without(whole.reading.answers) } }
          expect(applyMessage(null, cut)).toBeNull()
        }
        if (Object.keys(delta.answers).length > 0) {
          expect(applyMessage(before, { ...delta, answers: without(delta.answers) })).toBeNull()
        }
      }),
    )
  })

  it('refuses a difference to another block', () => {
    fc.assert(
      fc.property(reading, reading, reading, (before, other, after) => {
        fc.pre(before.block.hash !== other.block.hash)
        expect(applyMessage(other, deltaMessage('x', before, after, 0))).toBeNull()
      }),
    )
  })
})
