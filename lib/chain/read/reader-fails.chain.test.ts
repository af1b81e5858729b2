import { toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { leafMap, modelOf, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { stringify } from '../wire'
import { type Returned, requestKey, requestOf } from './ask'
import { gather, type Reading } from './reader'

let scenario: ScenarioReading
let whole: ConsoleModel

beforeAll(async () => {
  scenario = await readScenario()
  whole = modelOf(scenario.deployment, scenario.reading)
})
afterAll(() => scenario.chain.stop())

const faults: readonly (readonly [string, Returned])[] = [
  ['reverts', { ok: false, data: '0x' }],
  ['returns nothing', { ok: true, data: '0x' }],
  ['returns garbage', { ok: true, data: '0xff' }],
]

describe.each(faults)('a single call that %s', (_, fault) => {
  it('makes exactly the leaves that rest on it unknown, and changes no other', () => {
    const { reading, deployment } = scenario
    const intact = modelOf(deployment, reading)
    const before = leafMap(intact)
    const { asked } = gather(deployment, reading.block, reading.known, reading.answers)
    expect(asked.length).toBe(reading.answers.size)

    for (const [source, key] of asked.entries()) {
      const name = whole.sources[source]?.signature ?? key
      const broken: Reading = { ...reading, answers: new Map(reading.answers).set(key, fault) }
      const model = modelOf(deployment, broken)
      const after = leafMap(model)
      const wrong = [...new Set([...before.keys(), ...after.keys()])].filter((path) => {
        const [was, is] = [before.get(path), after.get(path)]
        if (!was || was.from.includes(source)) return is?.ok === true
        return !is || !isSame(was, intact, is, model)
      })
      expect(wrong, `leaves that are wrong because ${name} failed`).toEqual([])
    }
    // A model for each of a thousand reads takes its time on a busy machine.
  }, 900_000)
})

describe('what the Generator can do with a vault', () => {
  it('rests on nothing of the controller of the Prime, nor of its own limits', () => {
    for (const generator of whole.generators) {
      for (const { addresses, canAdd, canRecall, canTake } of generator.primes) {
        const own: readonly string[] = [addresses.controller, addresses.rateLimits]
        const foreign = ({ from }: Leaf<unknown>) =>
          from.filter((id) => own.includes(whole.sources[id]?.address ?? ''))
        expect(foreign(canTake).length).toBeGreaterThan(0)
        expect([foreign(canAdd), foreign(canRecall)]).toEqual([[], []])
      }
    }
  })
})

describe('a role that claims more holders than can be listed', () => {
  it('is unknown, and does not take the console with it', () => {
    const { reading, deployment } = scenario
    const source = whole.sources.findIndex(({ signature }) => signature === 'getRoleMemberCount(bytes32)')
    const key = gather(deployment, reading.block, reading.known, reading.answers).asked[source] as string
    for (const count of [2n ** 256n - 1n, 101n]) {
      const data = toHex(count, { size: 32 })
      const model = modelOf(deployment, {
        ...reading,
        answers: new Map(reading.answers).set(key, { ok: true, data }),
      })
      expect(model.generators[0]?.roles.admin.members.length).toMatchObject({ ok: false, from: [source] })
    }
  })
})

describe('a reading', () => {
  it('keeps every request under a key that gives it back', () => {
    for (const key of scenario.reading.answers.keys()) expect(requestKey(requestOf(key))).toBe(key)
  })
})

/** Whether two leaves of two models say the same and rest on the same reads, whose numbers shift from model to model. */
function isSame(a: Leaf<unknown>, of: ConsoleModel, b: Leaf<unknown>, ofB: ConsoleModel): boolean {
  if (a.from.length !== b.from.length) return false
  const sources = new Set(a.from.map((id) => of.sources[id]))
  if (!b.from.every((id) => sources.has(ofB.sources[id]))) return false
  if (!a.ok || !b.ok) return a.ok === b.ok && stringify({ ...a, from: [] }) === stringify({ ...b, from: [] })
  return a.pick?.path === b.pick?.path && (a.value === b.value || stringify(a.value) === stringify(b.value))
}
