import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Leaf } from '@/lib/console/leaf'
import type { ConsoleModel } from '@/lib/console/model'
import { type Answer, requestKey, requestOf } from './ask'
import { gather, type Reading } from './reader'
import { leafMap, modelOf, readScenario, type ScenarioReading } from './testing'

let scenario: ScenarioReading
let whole: ConsoleModel

beforeAll(async () => {
  scenario = await readScenario()
  whole = modelOf(scenario.deployment, scenario.reading)
})
afterAll(() => scenario.chain.stop())

const faults: readonly (readonly [string, Answer])[] = [
  ['reverts', { ok: false, data: '0x' }],
  ['returns nothing', { ok: true, data: '0x' }],
  ['returns garbage', { ok: true, data: `0x${'ff'.repeat(33)}` }],
]

describe.each(faults)('a single call that %s', (_, fault) => {
  it('makes exactly the leaves that rest on it unknown, and changes no other', () => {
    const { reading, deployment } = scenario
    const before = leafMap(whole)
    const { asked } = gather(deployment, reading.block, reading.known, reading.answers)
    expect(asked.length).toBe(reading.answers.size)

    for (const [source, key] of asked.entries()) {
      const name = whole.sources[source]?.signature ?? key
      const broken: Reading = { ...reading, answers: new Map(reading.answers).set(key, fault) }
      const model = modelOf(deployment, broken)
      const after = leafMap(model)

      for (const [path, leaf] of before) {
        const found = after.get(path)
        if (leaf.from.includes(source)) {
          expect(found?.ok ?? false, `${path} rests on ${name} and must be unknown`).toBe(false)
        } else {
          expect(found && comparable(found, model), `${path} does not rest on ${name}`).toEqual(
            comparable(leaf, whole),
          )
        }
      }
      for (const [path, leaf] of after) {
        if (!before.has(path)) expect(leaf.ok, `${path} appears because ${name} failed`).toBe(false)
      }
    }
  })
})

describe('a reading', () => {
  it('keeps every request under a key that gives it back', () => {
    for (const key of scenario.reading.answers.keys()) expect(requestKey(requestOf(key))).toBe(key)
  })
})

/** A leaf without the numbers of its sources, which shift from model to model. */
function comparable(leaf: Leaf<unknown>, { sources }: ConsoleModel): unknown {
  const from = leaf.from.map((id) => sources[id]?.address.concat(sources[id]?.data ?? '')).toSorted()
  return leaf.ok ? { value: leaf.value, path: leaf.pick?.path, from } : { reason: leaf.reason, from }
}
