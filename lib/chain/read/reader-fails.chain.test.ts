import { toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { leavesByPath } from '@/lib/leaf/leaves'
import { modelOf, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
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

/**
 * How many reads are played of those that are alike: of one function of one contract, with one answer. Every account is
 * asked the same, and most of them hold nothing. Whether bytes can be decoded depends on the function alone.
 */
const faults: readonly (readonly [string, Returned, number])[] = [
  ['reverts', { ok: false, data: '0x' }, 8],
  ['returns nothing', { ok: true, data: '0x' }, 1],
  ['returns garbage', { ok: true, data: '0xff' }, 1],
]

/** At most so many of each group, the first and the last of it. */
function outermost<T>(items: readonly T[], most: number, groupOf: (item: T) => string): readonly T[] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item])
  return [...groups.values()].flatMap((group) =>
    group.filter((_, at) => at < Math.ceil(most / 2) || at >= group.length - Math.floor(most / 2)),
  )
}

describe.each(faults)('a single call that %s', (_, fault, most) => {
  it('makes exactly the leaves that rest on it unknown, and changes no other', () => {
    const { reading, deployment } = scenario
    const intact = modelOf(deployment, reading)
    const before = leavesByPath(intact)
    const { asked } = gather(deployment, reading.block, reading.known, reading.answers)
    expect(asked.length).toBe(reading.answers.size)
    // Every controller is asked, and so is what a production one is operated through.
    const told = new Set(intact.sources.map(({ address }) => address))
    const primes = [...deployment.generators.flatMap((generator) => generator.primes), ...deployment.primes]
    const parts = primes.flatMap(({ controllers }) =>
      controllers.flatMap(({ controller, accessControls, agent }) => [controller, accessControls, agent]),
    )
    expect(parts.filter((part) => part !== null && !told.has(part))).toEqual([])

    const played = outermost([...asked.entries()], most, ([source, key]) => {
      const { address, signature } = intact.sources[source] ?? {}
      return `${address} ${signature} ${most > 1 ? reading.answers.get(key)?.data : ''}`
    })
    expect(played.length).toBeGreaterThan(200)
    for (const [source, key] of played) {
      const name = intact.sources[source]?.signature ?? key
      const broken: Reading = { ...reading, answers: new Map(reading.answers).set(key, fault) }
      const model = modelOf(deployment, broken)
      const after = leavesByPath(model)
      const isAlike = areAlike(intact, model)
      const wrong = [...new Set([...before.keys(), ...after.keys()])].filter((path) => {
        const [was, is] = [before.get(path), after.get(path)]
        if (!was || was.from.includes(source)) return is?.ok === true
        return !is || !isSame(was, intact, is, model, isAlike)
      })
      expect(wrong, `leaves that are wrong because ${name} failed`).toEqual([])
    }
    // A model for each of hundreds of reads takes long on a busy machine.
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
function isSame(
  a: Leaf<unknown>,
  of: ConsoleModel,
  b: Leaf<unknown>,
  ofB: ConsoleModel,
  isAlike: boolean,
): boolean {
  if (a.from.length !== b.from.length) return false
  if (isAlike) {
    if (!a.from.every((id, at) => id === b.from[at])) return false
  } else {
    const sources = new Set(a.from.map((id) => of.sources[id]))
    if (!b.from.every((id) => sources.has(ofB.sources[id]))) return false
  }
  if (!a.ok || !b.ok) return a.ok === b.ok && stringify({ ...a, from: [] }) === stringify({ ...b, from: [] })
  return a.pick?.path === b.pick?.path && (a.value === b.value || stringify(a.value) === stringify(b.value))
}

/** Whether two models rest on the same reads under the same numbers. */
const areAlike = ({ sources }: ConsoleModel, other: ConsoleModel): boolean =>
  sources.length === other.sources.length && sources.every((source, at) => source === other.sources[at])
