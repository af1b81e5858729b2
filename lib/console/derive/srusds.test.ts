import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import type { SettlementEvent } from '@/lib/console/facts/srusds'
import type { ConsoleModel } from '@/lib/console/model'
import { checkState } from '@/lib/console/model/check'
import { type DayRecord, lockDue, settleDue } from '@/lib/lcts'
import { orElse } from '@/lib/leaf'
import { leavesOf } from '@/lib/leaf/leaves'
import { textOf } from '@/lib/leaf/path'
import { WAD, type Wad, wad } from '@/lib/math'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { issued, issuer, lastSettled, srUsdsIn } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, fakeTime, someone, type Told } from '@/lib/testing/fakes/model'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import { describePath } from '@/lib/words/describe'
import { exitFound } from '@/lib/words/srusds'
import { areOnTime } from './srusds'

const { deployment, diamond, parts } = issuer

const units = (n: bigint) => n * WAD
/** The day of the last settlement that was due, and an hour after it. */
const today = lastSettled
const now = settleDue(TIMETABLE, today) + 3_600n

const lockOn = (day: bigint, late = 12n) => ({
  ...{ diamond, at: lockDue(TIMETABLE, day) + late, blockNumber: 1n },
  ...{ subscribe: true, redeem: true },
})
const settleOn = (
  day: bigint,
  changes: Partial<SettlementEvent> = {},
): SettlementEvent & { diamond: Address } => ({
  ...{ diamond, at: settleDue(TIMETABLE, day) + 12n, blockNumber: 1n, subscribe: true, redeem: true, day },
  ...{ rateBefore: WAD, factor: WAD, rateAfter: WAD, haircut: wad(0n), capacity: wad(0n), netted: wad(0n) },
  // All srUSDS that there is was minted by one of them.
  ...{ minted: wad(day === today - 4n ? units(100n) : 0n) },
  ...{ subscribed: wad(0n), redeemed: wad(0n), paid: wad(0n), fallbackUsed: true },
  ...changes,
})
const week = Array.from({ length: 8 }, (_, n) => today - 7n + BigInt(n))
const onTime = { locks: week.map((day) => lockOn(day)), settlements: week.map((day) => settleOn(day)) }

const modelOf = (outputs: FakeOutputs = {}, told: Told = {}, time = now): ConsoleModel =>
  fakeModel({ ...issued, ...outputs }, time, deployment, { ...onTime, accounts: [someone], ...told })
const checksOf = (model: ConsoleModel) =>
  Object.fromEntries(
    model.checks.flatMap((check) =>
      check.area === 'srusds' ? [[check.id.split('/').slice(1, -1).join('/'), checkState(check)]] : [],
    ),
  )
const failing = (model: ConsoleModel) =>
  Object.entries(checksOf(model)).flatMap(([name, state]) => (state === 'pass' ? [] : [`${name}: ${state}`]))
const exitOf = (model: ConsoleModel) =>
  srUsdsIn(model).exit.map(({ id, holds }) => [id, holds.ok ? holds.value : 'unknown'])

const OPEN = [
  ['on-time', true],
  ['identities', true],
  ['rate', true],
  ['minter', true],
]

describe('srUSDS of a deployment', () => {
  it('is nothing without a place in the deployment file, and no check asks for it', () => {
    const model = fakeModel({}, fakeTime, fakeDeployment())
    expect(model.generators.map(({ srUsds }) => srUsds)).toEqual([null])
    expect(model.checks.filter(({ area }) => area === 'srusds')).toEqual([])
  })

  it('passes every check and every part of gate (d) where all is well', () => {
    const model = modelOf()
    expect(failing(model)).toEqual([])
    expect(exitOf(model)).toEqual(OPEN)
  })

  it('has words for every leaf, each with a label of its own', () => {
    const model = modelOf()
    const own = leavesOf(model).filter(({ path }) => /srUsds|srusds/.test(textOf(path)))
    expect(own.length).toBeGreaterThan(100)
    const told = own.map(({ path, leaf }) => {
      const words = describePath(path, model)
      return { label: words?.label ?? `no words: ${path}`, text: leaf.ok ? words?.text(leaf.value) : '' }
    })
    expect(told.filter(({ label, text }) => label.startsWith('no words') || text === undefined)).toEqual([])
    const labels = told.map(({ label }) => label)
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([])
    expect(told.filter(({ text }) => /undefined|NaN|\[object/.test(text ?? ''))).toEqual([])
  })

  it('is known to the last leaf, and unknown where a contract is silent, with the same checks', () => {
    const model = modelOf()
    const unknown = leavesOf(model).filter(({ path, leaf }) => textOf(path).includes('srUsds') && !leaf.ok)
    expect(unknown.map(({ path }) => path)).toEqual([])
    const silent = fakeModel(issued, now, deployment, { ...onTime, accounts: [someone] }, [
      parts.holdingSystem,
      parts.subscribeQueue,
    ])
    expect(Object.keys(checksOf(silent))).toEqual(Object.keys(checksOf(model)))
    expect(checksOf(silent)['balance/backing']).toBe('unknown')
    expect(checksOf(silent)['balance/redeem-asset']).toBe('pass')
    expect(exitOf(silent)).toContainEqual(['identities', 'unknown'])
  })
})

describe('what each party of srUSDS has', () => {
  it('fails for the HoldingSystem at one unit less than all srUSDS is worth, rounded up', () => {
    const held = (amount: bigint): FakeOutputs => ({
      'exchangeRate()': () => [WAD],
      'balanceOf(address)': ([holder]) => [holder === parts.holdingSystem ? amount : units(1_000n)],
    })
    expect(checksOf(modelOf(held(units(100n))))['balance/backing']).toBe('pass')
    const model = modelOf(held(units(100n) - 1n))
    expect(failing(model)).toEqual(['balance/backing: critical'])
    expect(exitOf(model)).toContainEqual(['identities', false])
    expect(srUsdsIn(model).balances[0]?.residual).toMatchObject({ value: -1n })
  })

  it.each([
    ['subscribe-asset', parts.subscribeQueue, parts.underlying, 11n],
    ['subscribe-reward', parts.subscribeQueue, parts.token, 5n],
    ['redeem-asset', parts.redeemQueue, parts.token, 5n],
    ['redeem-reward', parts.redeemQueue, parts.underlying, 5n],
  ] as const)('fails at one unit less for %s', (id, queue, token, owed) => {
    const has = (amount: bigint): FakeOutputs => ({
      'balanceOf(address)': ([holder], to) => [holder === queue && to === token ? amount : units(1_000n)],
    })
    expect(failing(modelOf(has(units(owed))))).toEqual([])
    expect(failing(modelOf(has(units(owed) - 1n)))).toEqual([`balance/${id}: critical`])
  })
})

describe('the rate of srUSDS', () => {
  const rate = (percent: bigint): Wad => wad((WAD * percent) / 100n)

  it('moves at settlements, each by its factor', () => {
    const settlements = week.map((day, n) =>
      n < 7 ? settleOn(day) : settleOn(day, { factor: rate(95n), rateAfter: rate(95n), fallbackUsed: false }),
    )
    expect(failing(modelOf({ 'exchangeRate()': () => [rate(95n)] }, { settlements }))).toEqual([])
    const model = modelOf({ 'exchangeRate()': () => [rate(95n) + 1n] }, { settlements })
    expect(failing(model)).toContain('rate: critical')
    expect(exitOf(model)).toContainEqual(['rate', false])
  })

  it('is wrong where a settlement does not begin at the last rate, or moves it by other than its factor', () => {
    for (const changes of [{ rateAfter: rate(101n) }, { rateBefore: rate(101n), rateAfter: rate(101n) }]) {
      const settlements = week.map((day, n) => (n === 3 ? settleOn(day, changes) : settleOn(day)))
      expect(failing(modelOf({}, { settlements }))).toContain('rate: critical')
    }
  })

  it('is unknown while events are missing: by the contract, by a fault, or not read yet', () => {
    const missing = { settlements: week.slice(0, -1).map((day) => settleOn(day)) }
    expect(checksOf(modelOf({}, missing))).toMatchObject({ rate: 'unknown', settled: 'unknown' })
    const coverage = { fromBlock: 0n, toBlock: 0n, problem: null, by: [] }
    expect(checksOf(modelOf({}, { coverage }))).toMatchObject({ rate: 'unknown', 'last-day': 'unknown' })
    // A node that hides all of them.
    expect(checksOf(modelOf({}, { locks: [], settlements: [] }))).toMatchObject({
      ...{ rate: 'unknown', minter: 'unknown', settled: 'unknown', 'last-day': 'unknown' },
    })
    const problem = { ...coverage, toBlock: 1n, problem: 'No node gave them.' }
    expect(exitOf(modelOf({}, { coverage: problem }))).toContainEqual(['on-time', 'unknown'])
  })
})

describe('the record of srUSDS', () => {
  it('takes a skipped day for covered, and keeps the gate shut for as many days as the file says', () => {
    const skipped = { settlements: week.filter((day) => day !== today - 3n).map((day) => settleOn(day)) }
    const model = modelOf({}, skipped)
    expect(failing(model)).toEqual([])
    expect(exitOf(model)).toContainEqual(['identities', true])
    expect(exitOf(model)).toContainEqual(['on-time', false])
    const short = {
      locks: week.slice(-6).map((day) => lockOn(day)),
      settlements: week.slice(-6).map((day) => settleOn(day)),
    }
    expect(exitOf(modelOf({}, short))).toContainEqual(['on-time', false])
    expect(
      exitOf(modelOf({}, { locks: onTime.locks.slice(-7), settlements: onTime.settlements.slice(-7) })),
    ).toEqual(OPEN)
  })

  it('is amber on the day itself: late, not locked, overdue', () => {
    const before = { settlements: week.slice(0, -1).map((day) => settleOn(day)) }
    const days = (locked: bigint, settled: bigint): FakeOutputs => ({
      'settlementDays()': () => [locked, settled],
    })
    const states = (told: Told, outputs: FakeOutputs, time: bigint) =>
      checksOf(modelOf(outputs, { ...before, ...told }, time))['last-day']
    const lock = lockDue(TIMETABLE, today)
    const unlocked = { locks: week.slice(0, -1).map((day) => lockOn(day)) }
    const none = days(today - 1n, today - 1n)
    expect(states(unlocked, none, lock + 300n)).toBe('pass')
    expect(states(unlocked, none, lock + 301n)).toBe('attention')
    const locked = days(today, today - 1n)
    const settle = settleDue(TIMETABLE, today)
    expect(states({}, locked, settle + 300n)).toBe('pass')
    expect(states({}, locked, settle + 301n)).toBe('attention')
    const late = { locks: week.map((day) => lockOn(day, day === today ? 301n : 12n)) }
    expect(states(late, locked, settle)).toBe('attention')
  })

  it('names a queue that is locked outside its window, and one that is locked for more than 3 h', () => {
    const locked: FakeOutputs = { 'status()': () => [2] }
    const at = (time: bigint) => checksOf(modelOf(locked, {}, time))
    const settle = settleDue(TIMETABLE, today)
    expect(at(settle)).toMatchObject({ 'window/subscribe': 'pass', 'locked/redeem': 'pass' })
    expect(at(settle + 300n)).toMatchObject({ 'window/subscribe': 'pass', 'locked/redeem': 'attention' })
    expect(at(settle + 301n)).toMatchObject({ 'window/subscribe': 'attention' })
    const model = modelOf(locked)
    expect(srUsdsIn(model).subscribe.positions[0]?.standing).toMatchObject({ value: { state: 'locked' } })
    expect(exitOf(model)).toContainEqual(['identities', false])
  })

  it('names a day that nothing covers, until a settlement does', () => {
    const { settlements } = onTime
    const told = { settlements: settlements.slice(0, -1) }
    const outputs: FakeOutputs = { 'settlementDays()': () => [today, today - 1n] }
    const at = (time: bigint) => checksOf(modelOf(outputs, told, time)).settled
    const settle = settleDue(TIMETABLE, today)
    expect([at(settle + 300n), at(settle + 301n), at(settle + 86_400n)]).toEqual([
      'pass',
      'attention',
      'attention',
    ])
  })

  it('has every day since the deployment while nothing was settled', () => {
    const daysSince = (settledDay: bigint, told: Told, time = now) => {
      // Without a settlement there is no srUSDS.
      const outputs: FakeOutputs = {
        'settlementDays()': () => [settledDay, settledDay],
        'totalSupply()': () => [0n],
      }
      return modelOf(outputs, { locks: [], settlements: [], ...told }, time)
    }
    const never = daysSince(today - 10n, {})
    expect(checksOf(never)).toMatchObject({ settled: 'attention', 'last-day': 'attention' })
    expect(orElse(srUsdsIn(never).days, []).map(({ day }) => day - today)).toEqual([
      ...[-9n, -8n, -7n, -6n, -5n, -4n, -3n, -2n, -1n, 0n],
    ])
    expect(exitOf(never)).toContainEqual(['identities', false])
    // What was missed before the first lock stays in the record.
    const late = daysSince(today - 3n, { locks: [lockOn(today)] })
    expect(orElse(srUsdsIn(late).days, []).map(({ lock }) => lock.state)).toEqual([
      ...['not-locked', 'not-locked', 'on-time'],
    ])
    // On the day of the deployment nothing was due, and without one no day is counted.
    expect(orElse(srUsdsIn(daysSince(today, {})).days, null)).toEqual([])
    expect(orElse(srUsdsIn(daysSince(0n, {})).days, null)).toEqual([])
  })

  it('counts only days that can be judged', () => {
    const day = (lock: DayRecord['lock'], settle: DayRecord['settle']): DayRecord => ({
      ...{ day: today, lockDue: 0n, settleDue: 0n, lock, settle },
      settlements: settle.state === 'on-time' ? [{ at: 1n, subscribe: true, redeem: true }] : [],
    })
    const good = day({ state: 'on-time', at: 1n, late: 0n }, { state: 'on-time', at: 1n, late: 0n })
    const open = day({ state: 'on-time', at: 1n, late: 0n }, { state: 'ahead' })
    const bad = day({ state: 'late', at: 1n, late: 400n }, { state: 'ahead' })
    expect(areOnTime([good, good, open], 2)).toBe(true)
    expect(areOnTime([good, open], 2)).toBe(false)
    expect(areOnTime([good, good, bad], 2)).toBe(false)
    expect(areOnTime([bad, good, good], 2)).toBe(true)
  })
})

describe('the next settlement of srUSDS', () => {
  it('is that of the day after, or that of today while it is owed', () => {
    expect(srUsdsIn(modelOf()).next).toMatchObject({ value: { day: today + 1n, isOpen: true } })
    const owed = modelOf(
      { 'settlementDays()': () => [today, today - 1n] },
      { settlements: onTime.settlements.slice(0, -1) },
    )
    expect(srUsdsIn(owed).next).toMatchObject({ value: { day: today, isOpen: false } })
  })

  it('is that of a day whose lock is missing, by what was published for it', () => {
    const terms: FakeOutputs = {
      'settlementDays()': () => [today - 1n, today - 1n],
      'publication(uint256)': ([day]) => [
        { published: true, capacity: units(1n), factor: day === today ? (WAD * 95n) / 100n : WAD },
      ],
    }
    const told = { locks: onTime.locks.slice(0, -1), settlements: onTime.settlements.slice(0, -1) }
    const model = srUsdsIn(modelOf(terms, told))
    expect(model.next).toMatchObject({ value: { day: today, isOpen: false } })
    expect(model.forecast).toMatchObject({ value: { rateAfter: (WAD * 95n) / 100n } })
  })

  it('is that of the day after the deployment, whose own hour had passed', () => {
    const fresh: FakeOutputs = { 'settlementDays()': () => [today, today] }
    const model = modelOf(fresh, { locks: [], settlements: [] }, lockDue(TIMETABLE, today) + 3_600n)
    expect(srUsdsIn(model).next).toMatchObject({ value: { day: today + 1n, isOpen: true } })
  })

  it('is due as the contract takes it: what is late stays due', () => {
    const [lock, settle] = [lockDue(TIMETABLE, today), settleDue(TIMETABLE, today)]
    const dues = (lockedDay: bigint, settledDay: bigint, time: bigint) => {
      const outputs: FakeOutputs = { 'settlementDays()': () => [lockedDay, settledDay] }
      const { nextLock, nextSettlement } = srUsdsIn(modelOf(outputs, {}, time))
      return [orElse(nextLock, null), orElse(nextSettlement, null)]
    }
    const day = 86_400n
    expect(dues(today - 1n, today - 1n, lock - 1n)).toEqual([lock, settle])
    expect(dues(today - 1n, today - 1n, lock + 300n)).toEqual([lock, settle])
    expect(dues(today, today - 1n, settle + 5n)).toEqual([lock + day, settle])
    expect(dues(today, today, settle + 5n)).toEqual([lock + day, settle + day])
  })

  it('uses the fallback where nothing was published in time', () => {
    const silent: FakeOutputs = {
      'publication(uint256)': () => [{ published: false, capacity: 0n, factor: 0n }],
      'settlementDays()': () => [today, today - 1n],
      'status()': () => [2],
    }
    const model = modelOf(silent, { settlements: onTime.settlements.slice(0, -1) })
    expect(checksOf(model).publication).toBe('notice')
    expect(srUsdsIn(model).forecast).toMatchObject({
      value: { capacities: { netted: units(4n), subscribe: units(4n) } },
    })
    expect(srUsdsIn(modelOf()).forecast).toMatchObject({
      value: { capacities: { netted: units(4n), subscribe: units(7n), redeem: units(4n) } },
    })
  })
})

describe('the terms of the next settlement', () => {
  const published = (factor: bigint, held: bigint): FakeOutputs => ({
    'publication(uint256)': () => [{ published: true, capacity: 0n, factor }],
    'balanceOf(address)': ([holder]) => [holder === parts.holdingSystem ? held : units(1_000n)],
  })

  it('need the yield to be there before the rate rises by it, to the unit', () => {
    const yielded = (WAD * 101n) / 100n
    expect(failing(modelOf(published(yielded, units(101n))))).toEqual([])
    const model = modelOf(published(yielded, units(101n) - 1n))
    expect(failing(model)).toEqual(['terms: attention'])
    const check = model.checks.find(({ id }) => id.startsWith('srusds/terms/'))
    expect(check?.found).toMatchObject({
      value: '0.000000000000000001 sUSDS of the yield are still to be brought.',
    })
  })

  it('cannot leave a rate that the contract refuses', () => {
    expect(failing(modelOf(published(1_000_000_000n, units(1_000n))))).toEqual([])
    expect(failing(modelOf(published(999_999_999n, units(1_000n))))).toEqual(['terms: attention'])
  })
})

describe('gate (d) of srUSDS', () => {
  it('is shut by an identity that is proven wrong, whatever could not be read', () => {
    const coverage = { fromBlock: 0n, toBlock: 0n, problem: null, by: [] }
    const short: FakeOutputs = {
      'balanceOf(address)': ([holder]) => [holder === parts.holdingSystem ? 0n : units(1_000n)],
    }
    const model = modelOf(short, { coverage })
    expect(exitOf(model)).toContainEqual(['identities', false])
    expect(exitFound('identities', srUsdsIn(model))).toMatchObject({
      value: expect.stringContaining('HoldingSystem'),
    })
  })

  it('names the part that is shut where every party has what it owes', () => {
    const model = modelOf({ 'status()': () => [2] })
    expect(exitFound('identities', srUsdsIn(model))).toMatchObject({
      value:
        'The SubscribeQueue is locked outside of its window. The RedeemQueue is locked outside of its window.',
    })
  })
})

describe('what a settlement would convert now', () => {
  /** The SubscribeQueue waits with 100; 50 srUSDS wait in the RedeemQueue. */
  const forecastOf = (lockedDay: bigint, [subscribe, redeem]: readonly [number, number], time: bigint) => {
    const outputs: FakeOutputs = {
      'settlementDays()': () => [lockedDay, today - 1n],
      'status()': (_, to) => [to === parts.subscribeQueue ? subscribe : redeem],
      'totalUnderlying()': (_, to) => [units(to === parts.subscribeQueue ? 100n : 50n)],
      'publication(uint256)': () => [{ published: false, capacity: 0n, factor: 0n }],
    }
    const told = { settlements: onTime.settlements.slice(0, -1) }
    return srUsdsIn(modelOf(outputs, told, time)).forecast
  }
  const entered = lockDue(TIMETABLE, today) + 1_800n

  it('leaves a queue out that was entered after the lock, and nets nothing with it', () => {
    const forecast = forecastOf(today, [2, 1], entered)
    expect(forecast).toMatchObject({
      value: { capacities: { netted: 0n, subscribe: 0n, redeem: 0n }, redeem: null },
    })
    expect(forecastOf(today, [2, 2], entered)).toMatchObject({
      value: { capacities: { netted: units(50n), subscribe: units(50n), redeem: units(50n) } },
    })
  })

  it('counts both queues as they stand while no lock is out', () => {
    expect(forecastOf(today - 1n, [1, 1], entered)).toMatchObject({
      value: { capacities: { netted: units(50n), subscribe: units(50n), redeem: units(50n) } },
    })
  })
})

describe('who issues srUSDS', () => {
  it('is the Diamond alone, by a facet that is known', () => {
    expect(failing(modelOf({ 'minter()': () => [someone] }))).toEqual(['minter: critical'])
    const other = modelOf({ 'facetAddress(bytes4)': () => [parts.token] })
    expect(failing(other)).toEqual(['minter: critical'])
    expect(exitOf(other)).toContainEqual(['minter', false])
  })

  it('is not the facet alone where there is more or less than settlements made, by one unit', () => {
    for (const supply of [units(100n) + 1n, units(100n) - 1n]) {
      const model = modelOf({ 'totalSupply()': () => [supply] })
      expect(failing(model)).toEqual(['minter: critical'])
      expect(exitOf(model)).toContainEqual(['minter', false])
    }
    const missing = { settlements: week.slice(0, -1).map((day) => settleOn(day)) }
    expect(exitOf(modelOf({}, missing))).toContainEqual(['minter', 'unknown'])
  })

  it('is wired as the deployment file says', () => {
    for (const changed of [
      { 'subscribeQueue()': () => [someone] },
      { 'settlementTimes()': () => [TIMETABLE.lockAt + 1n, TIMETABLE.settleAt] },
      { 'operator()': () => [someone] },
      { 'srUsds()': () => [someone] },
    ] satisfies FakeOutputs[]) {
      expect(failing(modelOf(changed))).toEqual(['wiring: critical'])
    }
  })
})
