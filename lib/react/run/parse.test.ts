import { describe, expect, it } from 'vitest'
import type { ActionRequest } from '@/lib/actions'
import { parse, stringify } from '@/lib/chain/wire'
import { storedPath } from '@/lib/leaf/path'
import { samples } from '@/lib/testing/samples'
import type { Dialogue, Run } from '.'
import { parseRun, storedText } from './parse'

const address = '0x00000000000000000000000000000000000000D1'
const word = `0x${'ab'.repeat(32)}` as const

const requests = Object.values(samples).map(([request]): ActionRequest => request)
const freeze = samples['freeze-all'][0]
const throughSafe: ActionRequest = { ...freeze, through: address }

const dialogues: readonly Dialogue[] = [
  { state: 'waiting' },
  { state: 'held', problem: 'x' },
  { state: 'signing' },
  { state: 'checking' },
  { state: 'rejected' },
  { state: 'refused', problem: 'x' },
  { state: 'not-sent', problem: 'x' },
  { state: 'unclear', problem: 'x' },
  { state: 'superseded' },
  { state: 'superseded', denied: true },
  { state: 'submitted', hash: word, nonce: 4, at: 5 },
]

const runOf = (request: ActionRequest = freeze): Run => ({
  ...{ id: 'run', chainId: 31_337, request, title: 'Freeze', from: address, at: 7, since: 9n, mine: false },
  calls: dialogues.map((dialogue) => ({
    ...{ to: address, data: '0x1234', value: 0n, dialogue, evidence: null, safeTxHash: word },
  })),
  effects: [
    { path: storedPath('a'), after: 'gone' },
    { path: storedPath('b'), after: { value: 1n }, timed: true },
    { path: storedPath('c'), after: { value: true }, passing: true },
  ],
})

const read = (text: string) => parseRun(text, 31_337, 'run')

describe('a stored run', () => {
  it.each([...requests, throughSafe])('is read back as it was stored: $kind', (request) => {
    expect(read(storedText(runOf(request)))).toEqual(runOf(request))
  })

  it('keeps nothing that a node said', () => {
    const [call] = runOf().calls
    const evidence = { state: 'pending', nonce: 1, by: ['a'], against: [], silent: [] } as const
    const text = storedText({ ...runOf(), calls: [{ ...call!, evidence }] })
    expect(text).not.toContain('pending')
    expect(read(text)?.calls[0]?.evidence).toBeNull()
  })

  it('is rejected if it is of another chain, under another name, of another version, or without a call', () => {
    const text = storedText(runOf())
    expect(parseRun(text, 1, 'run')).toBeNull()
    expect(parseRun(text, 31_337, 'other')).toBeNull()
    expect(read(text.replace('"version":"2"', '"version":"3"'))).toBeNull()
    expect(read(storedText({ ...runOf(), calls: [] }))).toBeNull()
  })

  it('is rejected if any one field is missing or has another type', () => {
    const whole = parse<Record<string, unknown>>(storedText(runOf()))
    const optional = ['safeTxHash', 'timed', 'passing', 'through', 'denied']
    let tried = 0
    for (const path of pathsOf(whole)) {
      for (const other of [null, {}, [null], 'text', -1, 1.5, undefined]) {
        const changed = withAt(whole, path, other)
        const name = String(path.at(-1))
        const isLegal =
          (other === undefined && optional.includes(name)) ||
          (other === 'text' && ['title', 'path', 'value', 'problem'].includes(name)) ||
          (other === null && ['since', 'nonce'].includes(name)) ||
          (name === 'value' && path[0] === 'effects' && typeof other === 'number')
        if (isLegal) continue
        tried += 1
        expect(read(stringify(changed)), `${path.join('.')} as ${String(other)}`).toBeNull()
      }
    }
    expect(tried).toBeGreaterThan(200)
  })

  it('takes over no unknown field, and nothing from a prototype', () => {
    const text = storedText(runOf()).replace('{"version"', '{"mine":true,"__proto__":{"calls":[]},"version"')
    expect(read(text)).toEqual(runOf())
    const inherited = storedText(runOf()).replace('"title":"Freeze",', '"__proto__":{"title":"Freeze"},')
    expect(read(inherited)).toBeNull()
    expect(read(storedText(runOf()).replace('"kind":"freeze-all"', '"kind":"constructor"'))).toBeNull()
    expect(({} as Record<string, unknown>).title).toBeUndefined()
  })

  it('is rejected when it is huge', () => {
    const calls = Array.from({ length: 5_000 }, () => runOf().calls[0]!)
    expect(read(storedText({ ...runOf(), calls }))).toBeNull()
    expect(read(storedText({ ...runOf(), title: 'x'.repeat(500_000) }))).toBeNull()
  })
})

type Path = readonly (string | number)[]

function pathsOf(node: unknown, path: Path = []): readonly Path[] {
  if (typeof node !== 'object' || node === null) return [path]
  return Object.entries(node).flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])])
}

function withAt(node: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const copy = Array.isArray(node) ? [...node] : { ...(node as object) }
  const child = (node as Record<string, unknown>)[key]
  Object.assign(copy, { [key]: rest.length === 0 ? value : withAt(child, rest, value) })
  return copy
}
