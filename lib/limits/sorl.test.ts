import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_UINT256, seconds, wad } from '@/lib/math'
import { currentLimit } from './limit'
import { isOneWay, oneWayParts } from './one-way'
import {
  allowedBand,
  applySetRateLimit,
  isIncrease,
  isLocked,
  judge,
  nextIncreaseAt,
  ramp,
  type SorlInputs,
} from './sorl'

const HOP = 64_800n
const PLUS_25 = wad(1_250_000_000_000_000_000n)
const UNLIMITED = { maxAmount: MAX_UINT256, slope: 0n }
const NOW = 2_000_000n

const inputs = (change: Partial<SorlInputs> = {}): SorlInputs => ({
  limit: { maxAmount: 1_000n, slope: 10n, lastAmount: 400n, lastUpdated: NOW - 10n },
  init: { maxAmount: 0n, slope: 0n },
  hop: seconds(HOP),
  maxChange: PLUS_25,
  zzz: NOW - HOP,
  stopped: false,
  ...change,
})

describe('allowedBand', () => {
  it('is the greatest of init, present value and one step, for each number separately', () => {
    expect(allowedBand(inputs())).toEqual({ maxAmount: 1_250n, slope: 12n, unlimitedOnly: false })
    expect(allowedBand(inputs({ init: { maxAmount: 5_000n, slope: 1n } }))).toEqual({
      maxAmount: 5_000n,
      slope: 12n,
      unlimitedOnly: false,
    })
    expect(allowedBand(inputs({ maxChange: wad(0n) }))).toEqual({
      maxAmount: 1_000n,
      slope: 10n,
      unlimitedOnly: false,
    })
  })

  it('allows only (2^256 − 1, 0) under an unlimited init', () => {
    expect(allowedBand(inputs({ init: UNLIMITED }))).toEqual({ ...UNLIMITED, unlimitedOnly: true })
  })

  it('does not promise a step that overflows', () => {
    const limit = { maxAmount: MAX_UINT256 - 1n, slope: 2n ** 255n, lastAmount: 0n, lastUpdated: NOW }
    const wild = inputs({ limit, maxChange: wad(2n * 10n ** 18n) })
    expect(allowedBand(wild)).toEqual({
      maxAmount: MAX_UINT256 - 1n,
      slope: 2n ** 255n,
      unlimitedOnly: false,
    })
    expect(judge(wild, { maxAmount: MAX_UINT256, slope: 0n }, NOW)).toEqual({
      ok: false,
      reason: 'Panic(0x11)',
    })
  })

  it('takes the whole of a step that just does not overflow', () => {
    const limit = { ...inputs().limit, maxAmount: 3n, slope: 0n }
    const { maxAmount } = allowedBand(inputs({ limit, maxChange: wad(MAX_UINT256 / 3n) }))
    expect(maxAmount).toBe(MAX_UINT256 / 10n ** 18n)
  })

  it('passes at the edge of the band and is refused one past it', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 30n })
    const anything = fc.record({
      limit: fc.record({
        maxAmount: amount,
        slope: amount,
        lastAmount: fc.constant(0n),
        lastUpdated: fc.constant(NOW),
      }),
      init: fc.record({ maxAmount: amount, slope: amount }),
      maxChange: fc.bigInt({ min: 0n, max: 3n * 10n ** 18n }).map(wad),
    })
    fc.assert(
      fc.property(anything, (change) => {
        const state = inputs(change)
        const { maxAmount, slope } = allowedBand(state)
        expect(judge(state, { maxAmount, slope }, NOW)).toMatchObject({ ok: true })
        expect(judge(state, { maxAmount: maxAmount + 1n, slope }, NOW)).toEqual({
          ok: false,
          reason: 'Configurator/exceeds-max-amount',
        })
        expect(judge(state, { maxAmount, slope: slope + 1n }, NOW)).toEqual({
          ok: false,
          reason: 'Configurator/exceeds-max-slope',
        })
      }),
    )
  })
})

describe('isIncrease', () => {
  it('counts it as an increase to lower one number while raising the other', () => {
    const { limit } = inputs()
    expect(isIncrease(limit, { maxAmount: 1_001n, slope: 0n })).toBe(true)
    expect(isIncrease(limit, { maxAmount: 0n, slope: 11n })).toBe(true)
    expect(isIncrease(limit, { maxAmount: 1_000n, slope: 10n })).toBe(false)
    expect(isIncrease(limit, { maxAmount: 999n, slope: 10n })).toBe(false)
  })
})

describe('judge', () => {
  const up = { maxAmount: 1_250n, slope: 12n }
  const down = { maxAmount: 500n, slope: 10n }
  const refused = (reason: string) => ({ ok: false, reason })

  it('passes an increase exactly when the hop has gone by', () => {
    expect(judge(inputs(), up, NOW)).toEqual({ ok: true, kind: 'increase' })
    expect(judge(inputs(), up, NOW - 1n)).toEqual({
      ok: false,
      reason: 'Configurator/increment-too-soon',
      at: NOW,
    })
  })

  it('passes a decrease, or the same values, at once, without hop and maxChange', () => {
    const bare = inputs({ hop: seconds(0n), maxChange: wad(0n), zzz: NOW })
    expect(judge(bare, down, NOW)).toEqual({ ok: true, kind: 'decrease' })
    expect(judge(bare, bare.limit, NOW)).toEqual({ ok: true, kind: 'same' })
    expect(judge(bare, { maxAmount: 0n, slope: 0n }, NOW)).toEqual({ ok: true, kind: 'decrease' })
    expect(judge(bare, { ...bare.limit, slope: 9n }, NOW)).toEqual({ ok: true, kind: 'decrease' })
  })

  it('gives the reason of the first check that fails, in the order of the contract', () => {
    const tooMuch = { maxAmount: 9_999n, slope: 9_999n }
    const worst = inputs({ stopped: true, paired: false, hop: seconds(0n), init: UNLIMITED })
    expect(judge(worst, tooMuch, NOW)).toEqual(refused('Configurator/stopped'))
    expect(judge({ ...worst, stopped: false }, tooMuch, NOW)).toEqual(
      refused('Configurator/not-authorized-ratelimits-cBeam'),
    )
    expect(judge({ ...worst, stopped: false, paired: true }, tooMuch, NOW)).toEqual(
      refused('Configurator/unlimited-incorrect-params'),
    )
    const stepped = inputs({ hop: seconds(0n) })
    expect(judge(stepped, tooMuch, NOW)).toEqual(refused('Configurator/exceeds-max-amount'))
    expect(judge(stepped, { ...tooMuch, maxAmount: 1_250n }, NOW)).toEqual(
      refused('Configurator/exceeds-max-slope'),
    )
    expect(judge(stepped, up, NOW)).toEqual(refused('Configurator/hop-not-set'))
  })

  it('refuses even a decrease while the Configurator is stopped', () => {
    expect(judge(inputs({ stopped: true }), down, NOW)).toEqual(refused('Configurator/stopped'))
  })

  it('locks a key that has an unlimited init, or is unlimited without an init, and no other key', () => {
    const none = { maxAmount: 0n, slope: 0n }
    const inits = [
      none,
      UNLIMITED,
      { ...UNLIMITED, slope: 1n },
      { maxAmount: 1_000n, slope: 10n },
      { maxAmount: 0n, slope: 10n },
    ]
    const limits = [
      none,
      { maxAmount: 500n, slope: 5n },
      UNLIMITED,
      { ...UNLIMITED, slope: 1n },
      { ...UNLIMITED, maxAmount: MAX_UINT256 - 1n },
    ]
    const table = inits.map((init) =>
      limits.map((now) => {
        const state = inputs({ init, limit: { ...now, lastAmount: 0n, lastUpdated: NOW }, hop: seconds(0n) })
        const verdict = judge(state, none, NOW)
        expect(allowedBand(state).unlimitedOnly).toBe(!verdict.ok)
        expect(isLocked(state)).toBe(!verdict.ok)
        return !verdict.ok && verdict.reason === 'Configurator/unlimited-incorrect-params'
      }),
    )
    expect(table).toEqual([
      [false, false, true, false, false],
      [true, true, true, true, true],
      ...Array.from({ length: 3 }, () => [false, false, false, false, false]),
    ])
  })

  it('accepts only (2^256 − 1, 0) under an unlimited init, at any time', () => {
    const state = inputs({ init: UNLIMITED, hop: seconds(0n), zzz: NOW })
    expect(judge(state, UNLIMITED, NOW)).toEqual({ ok: true, kind: 'increase' })
    expect(judge(state, { maxAmount: MAX_UINT256, slope: 1n }, NOW)).toEqual(
      refused('Configurator/unlimited-incorrect-params'),
    )
    expect(judge(state, down, NOW)).toEqual(refused('Configurator/unlimited-incorrect-params'))
  })

  it('counts the first values of a key as an increase', () => {
    const limit = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
    const fresh = inputs({ limit, init: { maxAmount: 100n, slope: 1n }, hop: seconds(0n), zzz: 0n })
    expect(judge(fresh, { maxAmount: 100n, slope: 1n }, NOW)).toEqual(refused('Configurator/hop-not-set'))
    expect(judge({ ...fresh, hop: seconds(HOP) }, { maxAmount: 100n, slope: 1n }, NOW)).toEqual({
      ok: true,
      kind: 'increase',
    })
  })

  it('names the overflow where the contract panics', () => {
    expect(judge(inputs({ hop: seconds(MAX_UINT256), zzz: 1n }), up, NOW)).toEqual(refused('Panic(0x11)'))
    const limit = { maxAmount: 10n, slope: 2n ** 255n, lastAmount: 0n, lastUpdated: NOW - 2n }
    expect(judge(inputs({ limit }), { maxAmount: 5n, slope: 0n }, NOW)).toEqual(refused('Panic(0x11)'))
    const steep = { ...inputs().limit, slope: 2n ** 255n, lastUpdated: NOW }
    expect(judge(inputs({ limit: steep }), { maxAmount: 1_000n, slope: 2n ** 255n + 1n }, NOW)).toEqual(
      refused('Panic(0x11)'),
    )
  })

  it('names no overflow where the hop ends in the last second that there is', () => {
    const late = inputs({ hop: seconds(MAX_UINT256 - 1n), zzz: 1n })
    const tooSoon = { ...refused('Configurator/increment-too-soon'), at: MAX_UINT256 }
    expect(judge(late, up, NOW)).toEqual(tooSoon)
    const flat = { ...late, limit: { ...late.limit, slope: 0n } }
    expect(nextIncreaseAt(flat, NOW)).toEqual({ at: MAX_UINT256 })
  })
})

describe('nextIncreaseAt', () => {
  it('allows the next increase one hop after the last', () => {
    expect(nextIncreaseAt(inputs(), NOW)).toEqual({ at: NOW })
    expect(nextIncreaseAt(inputs({ zzz: 0n }), NOW)).toEqual({ at: HOP })
  })

  it('says why waiting brings no increase', () => {
    expect(nextIncreaseAt(inputs({ stopped: true }), NOW)).toEqual({ never: 'stopped' })
    expect(nextIncreaseAt(inputs({ paired: false }), NOW)).toEqual({ never: 'not-paired' })
    expect(nextIncreaseAt(inputs({ hop: seconds(0n) }), NOW)).toEqual({ never: 'hop-not-set' })
    expect(nextIncreaseAt(inputs({ maxChange: wad(10n ** 18n) }), NOW)).toEqual({ never: 'at-ceiling' })
    expect(nextIncreaseAt(inputs({ hop: seconds(MAX_UINT256) }), NOW)).toEqual({ never: 'overflow' })
  })

  it('allows an increase at any time under an unlimited init, until the limit is unlimited', () => {
    const state = inputs({ init: UNLIMITED, hop: seconds(0n) })
    expect(nextIncreaseAt(state, NOW)).toEqual({ at: 0n })
    const limit = { ...UNLIMITED, lastAmount: MAX_UINT256, lastUpdated: NOW }
    expect(nextIncreaseAt({ ...state, limit }, NOW)).toEqual({ never: 'at-ceiling' })
  })
})

describe('nextIncreaseAt of a limit whose refill overflows', () => {
  const limit = { maxAmount: 100n, slope: 2n ** 254n, lastAmount: 0n, lastUpdated: NOW }
  const raise = { maxAmount: 110n, slope: limit.slope }

  it('never allows an increase, since the call panics', () => {
    const state = inputs({ limit, zzz: NOW - HOP })
    expect(nextIncreaseAt(state, NOW + 3n)).toEqual({ at: NOW })
    expect(judge(state, raise, NOW + 3n).ok).toBe(true)
    expect(nextIncreaseAt(state, NOW + 4n)).toEqual({ never: 'refill-overflow' })
    expect(judge(state, raise, NOW + 4n)).toMatchObject({ ok: false, reason: 'Panic(0x11)' })
    // The refill overflows before the hop has passed.
    expect(nextIncreaseAt(inputs({ limit, zzz: NOW }), NOW)).toEqual({ never: 'refill-overflow' })
  })
})

describe('applySetRateLimit', () => {
  const { limit } = inputs()

  it('adds no capacity when the maximum is raised, and cuts it when the maximum is lowered', () => {
    expect(currentLimit(limit, NOW)).toBe(500n)
    expect(applySetRateLimit(limit, { maxAmount: 1_250n, slope: 12n }, NOW)).toEqual({
      maxAmount: 1_250n,
      slope: 12n,
      lastAmount: 500n,
      lastUpdated: NOW,
    })
    expect(applySetRateLimit(limit, { maxAmount: 300n, slope: 12n }, NOW).lastAmount).toBe(300n)
  })

  it('starts a new key empty', () => {
    const fresh = { maxAmount: 0n, slope: 0n, lastAmount: 0n, lastUpdated: 0n }
    expect(applySetRateLimit(fresh, { maxAmount: 100n, slope: 1n }, NOW).lastAmount).toBe(0n)
  })

  it('tells an unlimited init from a step to the same numbers', () => {
    expect(applySetRateLimit(limit, UNLIMITED, NOW).lastAmount).toBe(MAX_UINT256)
    const init = { maxAmount: MAX_UINT256, slope: 1n }
    expect(applySetRateLimit(limit, UNLIMITED, NOW, init).lastAmount).toBe(500n)
  })
})

describe('isOneWay', () => {
  it('warns of lowering to zero without an init, for each number separately', () => {
    expect(oneWayParts(inputs(), { maxAmount: 0n, slope: 0n })).toEqual([
      { part: 'maxAmount', reason: 'cannot-grow' },
      { part: 'slope', reason: 'cannot-grow' },
    ])
    expect(oneWayParts(inputs(), { maxAmount: 1_000n, slope: 0n })).toEqual([
      { part: 'slope', reason: 'cannot-grow' },
    ])
    expect(isOneWay(inputs({ init: { maxAmount: 1_000n, slope: 10n } }), { maxAmount: 0n, slope: 0n })).toBe(
      false,
    )
  })

  it('warns of a value so small that a step rounds down to nothing', () => {
    expect(isOneWay(inputs(), { maxAmount: 3n, slope: 10n })).toBe(true)
    expect(isOneWay(inputs(), { maxAmount: 4n, slope: 10n })).toBe(false)
  })

  it('warns of what only a step that overflows would reach again', () => {
    const from = (present: bigint, maxChange: bigint) =>
      isOneWay(inputs({ limit: { ...inputs().limit, maxAmount: present }, maxChange: wad(maxChange) }), {
        maxAmount: 4n,
        slope: 10n,
      })
    // The last of the steps that double begins at half of it.
    const most = 2n * (MAX_UINT256 / (2n * 10n ** 18n))
    expect(from(most, 2n * 10n ** 18n)).toBe(false)
    expect(from(most + 1n, 2n * 10n ** 18n)).toBe(true)
    // 2^64 + 1 divides 2^256 − 1: the product of the last step is exactly that.
    expect(from(MAX_UINT256 / 10n ** 18n, 2n ** 64n + 1n)).toBe(false)
  })

  it('warns of any decrease while no hop is set, and not where nothing is lowered', () => {
    const noHop = inputs({ hop: seconds(0n) })
    expect(oneWayParts(noHop, { maxAmount: 999n, slope: 10n })).toEqual([
      { part: 'maxAmount', reason: 'hop-not-set' },
    ])
    expect(isOneWay(noHop, { maxAmount: 1_000n, slope: 10n })).toBe(false)
  })

  it('warns before a key locks, which no cBEAM can undo', () => {
    const unprotected = { ...UNLIMITED, slope: 1n, lastAmount: MAX_UINT256, lastUpdated: NOW }
    const none = { maxAmount: 0n, slope: 0n }
    expect(oneWayParts(inputs({ limit: unprotected, init: none }), UNLIMITED)).toEqual([
      { part: 'maxAmount', reason: 'locks' },
    ])
  })

  it('does not warn of a change under an unlimited init', () => {
    expect(isOneWay(inputs({ init: UNLIMITED }), UNLIMITED)).toBe(false)
  })

  it('warns before a key stops being unlimited, since no step leads back', () => {
    const limit = { ...UNLIMITED, slope: 1n, lastAmount: MAX_UINT256, lastUpdated: NOW }
    expect(oneWayParts(inputs({ limit }), { maxAmount: 10n ** 30n, slope: 1n })).toEqual([
      { part: 'maxAmount', reason: 'cannot-grow' },
    ])
    // Without an init, a protected unlimited key cannot be lowered at all.
    const locked = { ...limit, slope: 0n }
    expect(oneWayParts(inputs({ limit: locked }), { maxAmount: 10n ** 30n, slope: 0n })).toEqual([])
    const init = { maxAmount: MAX_UINT256, slope: 1n }
    expect(isOneWay(inputs({ limit, init }), { maxAmount: 10n ** 30n, slope: 1n })).toBe(false)
  })

  it('agrees with taking the greatest step repeatedly', () => {
    const small = fc.bigInt({ min: 0n, max: 300n })
    const factor = fc.bigInt({ min: 0n, max: 3n * 10n ** 18n })
    fc.assert(
      fc.property(small, small, small, factor, (present, next, init, maxChange) => {
        fc.pre(next < present)
        const state = inputs({
          limit: { maxAmount: present, slope: 0n, lastAmount: 0n, lastUpdated: NOW },
          init: { maxAmount: init, slope: 0n },
          maxChange: wad(maxChange),
        })
        let reached = next
        for (let steps = 0; steps < 400; steps++) {
          reached = allowedBand({ ...state, limit: { ...state.limit, maxAmount: reached } }).maxAmount
        }
        expect(isOneWay(state, { maxAmount: next, slope: 0n })).toBe(reached < present)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('ramp', () => {
  it('compounds +25 % a step from 100K as the published plan does', () => {
    const values = ramp(100_000n * 10n ** 6n, PLUS_25, 30)
    expect(values).toHaveLength(31)
    expect(values[0]).toBe(100_000_000_000n)
    expect(values[1]).toBe(125_000_000_000n)
    expect(values[7]! / 10n ** 6n).toBe(476_837n)
    expect(values[14]! / 10n ** 6n).toBe(2_273_736n)
    expect(values[21]! / 10n ** 6n).toBe(10_842_021n)
    expect(values[30]! / 10n ** 6n).toBe(80_779_356n)
  })

  it('takes steps that the Configurator accepts, each the greatest possible', () => {
    const values = ramp(1_003n, PLUS_25, 20)
    for (const [step, value] of values.entries()) {
      const following = values[step + 1]
      if (following === undefined) continue
      const limit = { maxAmount: value, slope: 0n, lastAmount: 0n, lastUpdated: NOW }
      expect(allowedBand(inputs({ limit })).maxAmount).toBe(following)
    }
  })
})
