import { type Address, decodeFunctionData, getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { textOf } from '@/lib/leaf/path'
import { MAX_UINT256, WAD } from '@/lib/math'
import { type FakeOutputs, fakeModel, fakeTime, someone, unnamedKey } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { modelUnit } from '@/lib/testing/units'
import { type Action, buildAction, type LimitRequest, readBack, readinessOf, retold } from '..'

const HOUR = 3_600n
const ELSEWHERE: Address = getAddress(pad(toHex(0x99), { size: 20 }))

interface Changes {
  readonly maxAmount?: bigint
  readonly slope?: bigint
  readonly lastAmount?: bigint
  readonly init?: { readonly maxAmount: bigint; readonly slope: bigint }
  readonly hop?: bigint
  readonly zzz?: bigint
  readonly time?: bigint
  readonly others?: FakeOutputs
}

/** A limit of 100, of which 40 were left just now and one refills each second; a step is a quarter, each hour. */
function modelOf({ maxAmount = 100n * WAD, slope = WAD, lastAmount = 40n * WAD, ...more }: Changes = {}) {
  const {
    init = { maxAmount: 0n, slope: 0n },
    hop = HOUR,
    zzz = fakeTime - HOUR,
    time = fakeTime,
    others,
  } = more
  return fakeModel(
    {
      'getRateLimitData(bytes32)': () => [{ maxAmount, slope, lastAmount, lastUpdated: fakeTime }],
      'getInitRateLimits(bytes32,address)': () => [init],
      'getMaxChange(address)': () => [(5n * WAD) / 4n],
      'getHop(address)': () => [hop],
      'zzz(address,bytes32)': () => [zzz],
      'stopped()': () => [false],
      'frozen(address)': () => [false],
      ...others,
    },
    time,
  )
}
const [sampled] = modelOf().generators
const limit = sampled!.limits.find(({ name }) => name?.name === 'LIMIT_USDS_MINT')!
const place = places.generators(sampled!.id).limits(limit.id)

const request = (
  kind: LimitRequest['kind'],
  maxAmount: bigint,
  slope: bigint = WAD,
  key = limit.id,
): LimitRequest => ({
  ...{ kind, generator: sampled!.id, key, maxAmount, slope },
})
const raise = request('raise-limit', 125n * WAD)
const lower = request('lower-limit', 30n * WAD)
const remove = request('remove-limit', 0n, 0n)
const built = (of: LimitRequest, changes: Changes = {}): Action => buildAction(of, modelOf(changes), someone)!
const blocked = (...input: Parameters<typeof built>) => because(readinessOf(built(...input)))
const requirement = ({ requirements }: Action, id: string) => requirements.find((one) => one.id === id)!

describe('setting a limit', () => {
  it('is a call of the Configurator, which reads back as what was asked for', () => {
    for (const [of, title] of [
      [raise, 'Raise LIMIT_USDS_MINT'],
      [lower, 'Lower LIMIT_USDS_MINT'],
      [remove, 'Remove LIMIT_USDS_MINT'],
    ] as const) {
      const action = built(of)
      expect(action.title).toMatch(/^(Raise|Lower|Remove) /)
      expect(action.title.split(' ')[0]).toBe(title.split(' ')[0])
      expect(action.title).not.toContain('unnamed')
      expect(action).toMatchObject({ emergency: false, from: someone, request: of })
      const [call, ...more] = action.calls
      expect(more).toEqual([])
      expect([call?.to, call?.value]).toEqual([modelUnit(modelOf()).configurator.addresses.configurator, 0n])
      expect(decodeFunctionData({ abi: configuratorAbi, data: call!.data })).toEqual({
        functionName: 'setRateLimit',
        args: [limit.rateLimits, limit.id, of.maxAmount, of.slope],
      })
      expect(readBack(action, modelOf()).flatMap(({ faults }) => faults)).toEqual([])
      expect(readinessOf(action).state).toBe('ready')
    }
    const unnamed = { ...raise, key: unnamedKey }
    expect(built(unnamed).title).toBe(`Raise limit under the unnamed key ${unnamedKey}`)
  })

  it('is nothing for a Generator or a key that is not there', () => {
    for (const strange of [
      { ...raise, generator: ELSEWHERE },
      { ...raise, key: toHex(7, { size: 32 }) },
    ]) {
      expect(buildAction(strange, modelOf(), someone)).toBeNull()
      expect(retold(strange, modelOf())).toBeNull()
    }
  })

  it('takes a cBEAM of these RateLimits', () => {
    const others = { 'rateLimitsCBeams(address,address)': () => [0n] }
    const { permission } = built(raise, { others })
    expect(permission).toMatchObject({ weight: 'blocks', holds: { ok: true, value: false } })
    expect(titleOf(permission)).toBe(`${someone} is not a cBEAM of these RateLimits`)
    expect(titleOf(built(raise).permission)).toBe(`${someone} is a cBEAM of these RateLimits`)
  })

  it('is blocked where it would change nothing, or is not what it is called', () => {
    expect(blocked(request('lower-limit', 100n * WAD))).toEqual(['The limit would stay as it is'])
    expect(blocked(request('raise-limit', 90n * WAD))).toEqual([
      'It would not raise the limit: neither number is above what is set now',
    ])
    expect(blocked(request('lower-limit', 110n * WAD))).toEqual([
      'It would raise the limit now: a number is above what is set',
    ])
    expect(blocked(request('remove-limit', 110n * WAD))).toEqual(['It would raise the limit'])
    expect(requirement(built(raise), 'kind').says.holds).toBe('It raises the limit')
    // Lowering to nothing is removing by another name.
    expect(blocked(request('lower-limit', 0n, 0n))).toEqual([])
  })

  it('is told under the name that fits where somebody else moved the limit', () => {
    expect(retold(lower, modelOf({ maxAmount: 20n * WAD }))).toEqual({ ...lower, kind: 'raise-limit' })
    expect(retold(raise, modelOf({ maxAmount: 200n * WAD }))).toEqual({ ...raise, kind: 'lower-limit' })
    expect(retold({ ...remove, kind: 'raise-limit' }, modelOf())).toEqual(remove)
    expect(retold(request('raise-limit', 0n, 0n), modelOf())?.kind).toBe('remove-limit')
    expect(retold(request('raise-limit', 0n, WAD / 2n), modelOf())?.kind).toBe('lower-limit')
    expect(retold(request('raise-limit', 90n * WAD, 0n), modelOf())?.kind).toBe('lower-limit')
    for (const fits of [raise, lower, remove, request('lower-limit', 0n, 0n)]) {
      expect(retold(fits, modelOf())).toBeNull()
    }
    const dark = modelOf({ others: { 'getRateLimitData(bytes32)': () => null } })
    for (const request of [raise, lower, remove]) expect(retold(request, dark)).toBeNull()
  })
})

describe('why the Configurator would refuse', () => {
  it.each<[string, LimitRequest, Changes]>([
    [
      'Next increase 08:30 UTC, in 30 min (Configurator/hop-not-elapsed)',
      raise,
      { zzz: fakeTime - HOUR / 2n },
    ],
    [
      'The maximum is above what one step allows (Configurator/exceeds-max-amount)',
      request('raise-limit', 125n * WAD + 1n),
      {},
    ],
    [
      'The slope is above what one step allows (Configurator/exceeds-max-slope)',
      request('raise-limit', 100n * WAD, 2n * WAD),
      {},
    ],
    ['No hop is set, so nothing can be raised (Configurator/hop-not-set)', raise, { hop: 0n }],
    [
      'The Configurator is stopped: limits can be neither raised nor lowered (Configurator/stopped)',
      lower,
      { others: { 'stopped()': () => [true] } },
    ],
    [
      'This key is protected: a cBEAM can only set it to unlimited, maximum 2^256-1 with slope 0. Only governance can lower it, unless an init allows it (Configurator/unlimited-incorrect-params)',
      lower,
      { maxAmount: MAX_UINT256, slope: 0n },
    ],
  ])('is said: %s', (text, of, changes) => {
    const sorl = requirement(built(of, changes), 'sorl')
    expect(sorl.holds).toMatchObject({ ok: true, value: false })
    expect(sorl.says).toEqual({ holds: expect.stringContaining('('), fails: expect.any(String) })
    if (text.startsWith('Next increase')) expect(sorl.says.fails).toMatch(/^Next increase .* in 30 min.*\(/)
    else expect(sorl.says.fails).toBe(text)
    expect(built(of, changes)).toMatchObject({ effects: [], events: [] })
  })

  it('is not said where it allows it, and unknown where the limit was not read', () => {
    expect(requirement(built(raise), 'sorl').says.fails).toBe('The second-order rate limit allows it')
    const dark = built(raise, { others: { 'getMaxChange(address)': () => null } })
    expect(requirement(dark, 'sorl')).toMatchObject({ holds: { ok: false }, weight: 'blocks' })
    expect(requirement(dark, 'sorl').says.holds).toMatch(
      /^The second-order rate limit allows it \(could not be checked: .+\)$/,
    )
    expect(readinessOf(dark).state).toBe('blocked')
    expect(dark).toMatchObject({ effects: [], events: [] })
  })
})

describe('what setting a limit changes', () => {
  it('is what RateLimits stores, and the hop where it raises', () => {
    const time = fakeTime + 10n
    expect(effectsBy(built(raise, { time }).effects)).toEqual({
      [pathTo(place.maxAmount)]: 125n * WAD,
      [pathTo(place.slope)]: WAD,
      [pathTo(place.lastAmount)]: 50n * WAD,
      [pathTo(place.lastUpdated)]: time,
      [pathTo(place.contractCurrent)]: 50n * WAD,
      [pathTo(place.zzz)]: time,
    })
    expect(effectsBy(built(lower, { time }).effects)).toEqual({
      [pathTo(place.maxAmount)]: 30n * WAD,
      [pathTo(place.slope)]: WAD,
      [pathTo(place.lastAmount)]: 30n * WAD,
      [pathTo(place.lastUpdated)]: time,
      [pathTo(place.contractCurrent)]: 30n * WAD,
    })
    const timed = built(raise)
      .effects.filter((effect) => effect.timed)
      .map(({ path }) => textOf(path))
    expect(timed).toEqual([place.lastAmount, place.lastUpdated, place.contractCurrent, place.zzz].map(pathTo))
  })

  it('spends no hop on a key that is protected', () => {
    const locked = { maxAmount: 100n * WAD, slope: WAD, init: { maxAmount: MAX_UINT256, slope: 0n } }
    const effects = effectsBy(built(request('raise-limit', MAX_UINT256, 0n), locked).effects)
    expect(effects[pathTo(place.maxAmount)]).toBe(MAX_UINT256)
    expect(effects).not.toHaveProperty([pathTo(place.zzz)])
  })

  it('is told by RateLimits and by the Configurator', () => {
    const { events } = built(lower)
    const { configurator } = modelUnit(modelOf()).configurator.addresses
    expect(eventsBy([...rateLimitsAbi, ...configuratorAbi], events)).toEqual([
      {
        address: limit.rateLimits,
        eventName: 'RateLimitDataSet',
        args: {
          ...{ key: limit.id, maxAmount: 30n * WAD, slope: WAD },
          ...{ lastAmount: 30n * WAD, lastUpdated: fakeTime },
        },
      },
      {
        address: configurator,
        eventName: 'SetRateLimit',
        args: { rateLimits: limit.rateLimits, key: limit.id, maxAmount: 30n * WAD, slope: WAD },
      },
    ])
  })

  it('is said of what no longer works', () => {
    expect(built(remove).disables).toEqual([
      'Every operation under this limit reverts from then on (RateLimits/zero-maxAmount).',
      'Burning and withdrawing still work: they give capacity back only where a limit is set.',
    ])
    expect(built(lower).disables).toEqual(['Operations above the lower capacity revert until it refills.'])
    expect(built(raise).disables).toEqual([
      'The next increase of this limit has to wait for the hop. Raising adds no capacity at once: it refills with the slope.',
    ])
  })
})

describe('the way back from a limit', () => {
  const init = { maxAmount: 100n * WAD, slope: WAD }

  it('is open where a cBEAM can raise it again', () => {
    const action = built(lower, { init })
    expect(requirement(action, 'way-back').holds).toMatchObject({ ok: true, value: true })
    expect(titleOf(requirement(action, 'way-back'))).toBe('The same cBEAM can bring the limit back')
    expect(action.undo).toBe('A cBEAM can raise it again step by step, one step every 1 h at most.')
    expect(built(raise).undo).toBe('A cBEAM of these RateLimits can lower it again at once.')
  })

  it('is closed for what no step leads back to, which has to be confirmed', () => {
    const action = built(remove)
    expect(requirement(action, 'way-back')).toMatchObject({
      holds: { ok: true, value: false },
      weight: 'confirm',
    })
    expect(action.undo).toBe(
      'One-way: no cBEAM can bring the maximum and slope back to what it is now. That takes a new init through the timelock, or governance by spell.',
    )
    expect(built(request('lower-limit', 0n)).undo).toContain('bring the maximum back')
    expect(built(request('lower-limit', 100n * WAD, 0n)).undo).toContain('bring the slope back')
  })

  it('is closed by a key that becomes protected', () => {
    const most = { maxAmount: (MAX_UINT256 / 5n) * 4n + 10n, slope: 0n }
    const action = built(request('raise-limit', MAX_UINT256, 0n), most)
    expect(action.undo).toMatch(/^One-way: an unlimited key without an init is protected/)
  })

  it('is not known where the limit was not read', () => {
    const dark = { others: { 'getMaxChange(address)': () => null } }
    expect(built(lower, dark).undo).toBe('Whether the cBEAM can raise it again could not be checked.')
    expect(built(raise, dark).undo).toBe('A cBEAM of these RateLimits can lower it again at once.')
  })
})
