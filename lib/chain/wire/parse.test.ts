import { describe, expect, it } from 'vitest'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import type { Reading } from '../read/reader'
import { deltaMessage, stringify, wholeMessage } from '.'
import { heartbeatIn, messageIn, statusIn } from './parse'

const reading = (number: bigint): Reading => ({
  block: { number, hash: `0x0${number}`, parentHash: `0x0${number - 1n}`, timestamp: 12n * number },
  known: nothingKnown(0n),
  answers: new Map([
    ['0xa:0x1', { ok: true, data: '0x01' }],
    ['0xa:0x2', { ok: false, data: '0x' }],
  ]),
  by: { label: 'a.test', kind: 'node' },
})
const whole = wholeMessage('x', reading(5n), 0)
const delta = deltaMessage('x', reading(5n), { ...reading(6n), answers: new Map() }, 1.5)

/** Everything of a message, each part by its path. */
function pathsOf(node: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return path.length > 0 ? [path] : []
  const inner = Object.entries(node).flatMap(([key, child]) => pathsOf(child, [...path, key]))
  return path.length > 0 ? [path, ...inner] : inner
}

function withPart(node: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const next = Array.isArray(node) ? [...node] : { ...(node as object) }
  const child = (node as Record<string, unknown>)[key]
  return Object.assign(next, { [key]: rest.length === 0 ? value : withPart(child, rest, value) })
}

describe('a message of the server', () => {
  it.each([whole, delta])('is accepted as it was sent: $type', (message) => {
    expect(messageIn(stringify(message))).toEqual(message)
  })

  it.each([whole, delta])('is rejected where any part of it is of another kind: $type', (message) => {
    const paths = pathsOf(message)
    expect(paths.length).toBeGreaterThan(12)
    for (const path of paths) {
      // A message with one answer less is valid too, and any number is an age.
      const isOptional = path.length > 1 && path.at(-2) === 'answers'
      for (const wrong of [...(isOptional ? [] : [undefined]), true, [[]], { '#': 'x' }]) {
        const text = stringify(withPart(message, path, wrong))
        expect(messageIn(text), `${path.join('.')} is ${JSON.stringify(wrong)}`).toBeNull()
      }
    }
  })

  it.each([
    ...['', 'null', '[]', '7', '"whole"', '{', '<!doctype html>', '{"type":"whole"}', '{"type":"other"}'],
    stringify({ ...whole, type: 'full' }),
    stringify({ ...whole, ageSeconds: -1 }),
    stringify({ ...whole, ageSeconds: 1e300 }),
    stringify({ ...delta, answers: { 'a:0x1': 'zz' } }),
    stringify({ ...delta, answers: { 'a:0x1': '0x123' } }),
  ])('is rejected if it is %s', (text) => {
    expect(messageIn(text)).toBeNull()
  })
})

describe('what the server says of its nodes', () => {
  const node = { label: 'a.test', state: 'ok', problem: null, latencyMs: 3, blockNumber: 5n, dissent: null }

  it('is accepted as it was sent', () => {
    expect(statusIn(stringify([node]))).toEqual([node])
    expect(statusIn('[]')).toEqual([])
  })

  it.each([
    ...['', 'null', '{}', '[null]', '[{}]', '[7]'],
    ...Object.keys(node).map((key) => stringify([{ ...node, [key]: undefined }])),
    stringify([{ ...node, state: 'fine' }]),
    stringify([{ ...node, problem: {} }]),
  ])('is rejected if it is %s', (text) => {
    expect(statusIn(text)).toBeNull()
  })
})

describe('a heartbeat of the server', () => {
  it('names the block that was sent last', () => {
    expect(heartbeatIn('{"block":"0x0a"}')).toBe('0x0a')
  })

  it.each(['{}', '{"block":null}', '{"block":12}', '{"block":"latest"}', 'null', '[]', '{', ''])(
    'names no block in %s',
    (text) => expect(heartbeatIn(text)).toBeNull(),
  )
})
