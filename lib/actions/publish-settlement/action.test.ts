import { encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { srUsdsFacetAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { lockDue } from '@/lib/lcts'
import { WAD, type Wad, wad } from '@/lib/math'
import { issuer, lastSettled, unlockedModel } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import { buildAction, readBack, readBackInner, readinessOf, routesOf, storedRequest } from '..'
import { MOST_CAPACITY, MOST_FACTOR } from './request'

const { diamond, parts } = issuer
const day = lastSettled + 1n
const due = lockDue(TIMETABLE, day)
const units = (n: bigint) => wad(n * WAD)
const place = places.generators(diamond).srUsds.publications(String(day))
const request = (capacity: Wad, factor: Wad, of = day) =>
  ({ kind: 'publish-settlement', generator: diamond, day: of, capacity, factor }) as const

interface State {
  readonly capacity?: Wad
  readonly factor?: Wad
  readonly time?: bigint
  readonly outputs?: FakeOutputs
}

function built({ capacity = units(7n), factor = WAD, time = fakeTime, outputs = {} }: State = {}) {
  return buildAction(request(capacity, factor), unlockedModel(outputs, time), someone)!
}
const blocked = (state: State) => because(readinessOf(built(state)))
const named = (action: ReturnType<typeof built>, name: string) =>
  action.requirements.find(({ id }) => id === name)!

describe('publishing a settlement', () => {
  it('stores capacity and factor for the day, and says what it replaces', () => {
    const model = unlockedModel({}, fakeTime)
    const action = buildAction(request(units(7n), WAD), model, someone)!
    const args = [day, units(7n), WAD] as const
    expect(action).toMatchObject({
      title: 'Publish the settlement of 2027-01-15: 7 sUSDS beyond netting, the rate unchanged',
      calls: [
        {
          ...{ to: diamond, value: 0n },
          data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName: 'publishSettlement', args }),
        },
      ],
      disables: [
        'It replaces what was published. For 2027-01-15: 3 sUSDS beyond netting, the rate unchanged.',
      ],
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(place.published)]: true,
      [pathTo(place.capacity)]: units(7n),
      [pathTo(place.factor)]: WAD,
    })
    expect(eventsBy(srUsdsFacetAbi, action.events)).toEqual([
      {
        ...{ address: diamond, eventName: 'SettlementPublished' },
        args: { day, capacity: units(7n), factor: WAD },
      },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = request(units(7n), wad(WAD + 1n))
    expect(readBack({ ...action, request: other }, model)[0]?.faults).not.toEqual([])
  })

  it('is possible until the second in which the lock of the day is due', () => {
    expect(blocked({ time: due - 1n })).toEqual([])
    expect(blocked({ time: due })).toEqual([
      'The lock of 2027-01-15 is due since 13:00 UTC, and nothing can be published for it any more (SrUsdsFacet/too-late)',
    ])
    expect(titleOf(named(built({ time: due - 60n }), 'publish-open'))).toBe(
      'The lock of 2027-01-15 is due 13:00 UTC, in 1 min, and until then it can be published',
    )
    expect(blocked({ outputs: { 'settlementTimes()': () => null } })[0]).toMatch(/could not be checked/)
  })

  it('takes a factor above 0, and of 1.1 at most', () => {
    const most = wad((11n * WAD) / 10n)
    expect([wad(1n), most].map((factor) => blocked({ factor }))).toEqual([[], []])
    for (const factor of [wad(0n), wad(most + 1n)]) {
      expect(blocked({ factor })).toEqual([
        'The factor has to be above 0, and at most 1.1 (SrUsdsFacet/invalid-factor)',
      ])
    }
  })

  it('is fulfilled where just that is published', () => {
    const same = built({ capacity: units(3n) })
    expect(named(same, 'publishes-anew')).toMatchObject({ already: true, holds: { ok: true, value: false } })
    expect(blocked({ capacity: units(3n), factor: wad(WAD + 1n) })).toEqual([])
    expect(blocked({ capacity: wad(units(3n) + 1n) })).toEqual([])
    const nothing: FakeOutputs = {
      'publication(uint256)': () => [{ published: false, capacity: 0n, factor: 0n }],
    }
    const first = built({ capacity: wad(0n), outputs: nothing })
    expect(readinessOf(first).state).toBe('ready')
    expect(first.disables).toEqual(['Nothing was published for 2027-01-15 so far.'])
  })

  it('has a haircut typed out, with what it takes', () => {
    const cut = named(built({ factor: wad((99n * WAD) / 100n) }), 'no-haircut')
    expect(cut).toMatchObject({ weight: 'confirm', holds: { ok: true, value: false } })
    expect(cut.says.fails).toBe(
      'It takes from everybody who has srUSDS: a haircut of 1 %, 1 sUSDS as it stands',
    )
    expect(named(built(), 'no-haircut').holds).toMatchObject({ value: true })
    const unread = built({ factor: wad(WAD - 1n), outputs: { 'exchangeRate()': () => null } })
    expect(named(unread, 'no-haircut').says.fails).toMatch(/an amount that is unknown$/)
  })

  it('warns of a yield that has not been brought, to the unit', () => {
    const factor = wad((11n * WAD) / 10n)
    const held = (amount: bigint) =>
      named(
        built({
          factor,
          outputs: { 'balanceOf(address)': ([of]) => [of === parts.holdingSystem ? amount : units(9n)] },
        }),
        'yield-there',
      )
    expect(held(units(110n)).holds).toMatchObject({ value: true })
    expect(held(units(110n) - 1n)).toMatchObject({ weight: 'warn', holds: { value: false } })
    expect(held(units(110n) - 1n).says.fails).toMatch(/^The HoldingSystem lacks 0\.000000000000000001 sUSDS/)
  })

  it('takes the role, itself or through a Safe', () => {
    const none = built({ outputs: { 'getRoleMember(bytes32,uint256)': () => [parts.token] } })
    expect(none.permission.holds).toMatchObject({ ok: true, value: false })
    const [safe] = unlockedModel().safes
    const model = unlockedModel({ 'getRoleMember(bytes32,uint256)': () => [safe!.id] }, fakeTime)
    const through = { ...request(units(7n), WAD), through: safe!.id }
    const action = buildAction(through, model, someone)!
    expect(readBackInner(action.through!, through, model).flatMap(({ faults }) => faults)).toEqual([])
    expect(routesOf(request(units(7n), WAD), fakeModel(), someone)).toBeNull()
  })

  it('is none for a day of which nothing was read, nor where no srUSDS is issued', () => {
    expect(buildAction(request(units(7n), WAD, day + 9n), unlockedModel(), someone)).toBeNull()
    expect(buildAction(request(units(7n), WAD), fakeModel(), someone)).toBeNull()
    expect(readBack(built(), fakeModel())[0]?.faults).not.toEqual([])
  })

  it('is read from a link only with numbers that the contract can be told', () => {
    const most = request(wad(MOST_CAPACITY), wad(MOST_FACTOR))
    expect(storedRequest(most)).toEqual(most)
    for (const more of [{ capacity: MOST_CAPACITY + 1n }, { factor: MOST_FACTOR + 1n }]) {
      expect(() => storedRequest({ ...most, ...more })).toThrow(/not at most/)
    }
  })
})
