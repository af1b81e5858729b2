import { toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import {
  leafMap,
  modelOf,
  readAgain,
  readScenario,
  type ScenarioReading,
  withOneUnit,
} from '@/lib/testing/scenario'
import { stringify } from '../wire'
import { type Returned, requestKey, requestOf } from './ask'
import { gather, type Reading } from './reader'

let scenario: ScenarioReading
let whole: ConsoleModel
let ofOneUnit: Pick<ScenarioReading, 'deployment' | 'reading'>

beforeAll(async () => {
  scenario = await readScenario()
  whole = modelOf(scenario.deployment, scenario.reading)
  const deployment = withOneUnit(scenario.deployment)
  ofOneUnit = { deployment, reading: await readAgain(scenario.rpc, deployment) }
})
afterAll(() => scenario.chain.stop())

/** One is played over all Units; the others over one of them, which is read by the same code as its like. */
const faults: readonly (readonly [string, Returned, 'all Units' | 'one Unit'])[] = [
  ['reverts', { ok: false, data: '0x' }, 'all Units'],
  ['returns nothing', { ok: true, data: '0x' }, 'one Unit'],
  ['returns garbage', { ok: true, data: '0xff' }, 'one Unit'],
]

describe.each(faults)('a single call that %s', (_, fault, over) => {
  it('makes exactly the leaves that rest on it unknown, and changes no other', () => {
    const { reading, deployment } = over === 'all Units' ? scenario : ofOneUnit
    const intact = modelOf(deployment, reading)
    const before = leafMap(intact)
    const { asked } = gather(deployment, reading.block, reading.known, reading.answers)
    expect(asked.length).toBe(reading.answers.size)
    // Every controller is asked, and so is what a production one is operated through.
    const told = new Set(intact.sources.map(({ address }) => address))
    const primes = [...deployment.generators.flatMap((generator) => generator.primes), ...deployment.primes]
    const parts = primes.flatMap(({ controllers }) =>
      controllers.flatMap(({ controller, accessControls, agent }) => [controller, accessControls, agent]),
    )
    expect(parts.filter((part) => part !== null && !told.has(part))).toEqual([])

    for (const [source, key] of asked.entries()) {
      const name = intact.sources[source]?.signature ?? key
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
    // A model for each of a thousand reads takes long on a busy machine.
  }, 900_000)
})

describe('what the Generator can do with a vault', () => {
  it('does not rest on the controller of the Prime, nor on its own limits', () => {
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
  it('is unknown, and leaves the rest of the console known', () => {
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
  it('keeps every request under a key from which it can be restored', () => {
    for (const key of scenario.reading.answers.keys()) expect(requestKey(requestOf(key))).toBe(key)
  })
})

/**
 * Whether two leaves of two models say the same and rest on the same reads; the numbers of reads shift between models.
 */
function isSame(a: Leaf<unknown>, of: ConsoleModel, b: Leaf<unknown>, ofB: ConsoleModel): boolean {
  if (a.from.length !== b.from.length) return false
  const sources = new Set(a.from.map((id) => of.sources[id]))
  if (!b.from.every((id) => sources.has(ofB.sources[id]))) return false
  if (!a.ok || !b.ok) return a.ok === b.ok && stringify({ ...a, from: [] }) === stringify({ ...b, from: [] })
  return a.pick?.path === b.pick?.path && (a.value === b.value || stringify(a.value) === stringify(b.value))
}
