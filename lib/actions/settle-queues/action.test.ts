import { encodeFunctionData, erc20Abi, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { holdingSystemAbi, lctsQueueAbi, rateLimitsAbi, srUsdsFacetAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { settleDue } from '@/lib/lcts'
import { limitKey } from '@/lib/limits'
import { RAY, WAD } from '@/lib/math'
import { issuer, lastSettled, lockedModel, settleTime } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import { type Action, buildAction, readBack, readBackInner, readinessOf } from '..'

const { diamond, parts } = issuer
const { subscribeQueue, redeemQueue, holdingSystem, token, underlying } = parts
const request = { kind: 'settle-queues', generator: diamond } as const
const today = lastSettled + 1n
const place = places.generators(diamond)
const own = place.srUsds
const due = settleDue(TIMETABLE, today)
const units = (n: bigint) => n * WAD
const abi = [...lctsQueueAbi, ...srUsdsFacetAbi, ...holdingSystemAbi, ...rateLimitsAbi, ...erc20Abi]

const built = (outputs: FakeOutputs = {}, time = settleTime): Action =>
  buildAction(request, lockedModel(outputs, time), someone)!
const blocked = (outputs: FakeOutputs, time = settleTime) => because(readinessOf(built(outputs, time)))
const published = (capacity: bigint, factor: bigint): FakeOutputs => ({
  'publication(uint256)': () => [{ published: true, capacity, factor }],
})
const nothingPublished: FakeOutputs = {
  'publication(uint256)': () => [{ published: false, capacity: 0n, factor: 0n }],
}
const inHolding = (amount: bigint): FakeOutputs => ({
  'balanceOf(address)': ([holder]) => [holder === holdingSystem ? amount : units(1_000n)],
})

describe('a settlement of the queues', () => {
  it('nets by value, converts beyond that what capacity allows, and says what becomes of each queue', () => {
    const model = lockedModel()
    const action = buildAction(request, model, someone)!
    expect(action).toMatchObject({
      title: 'Settle the queues of srUSDS of Generator',
      calls: [
        {
          to: diamond,
          value: 0n,
          data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName: 'settleQueues' }),
        },
      ],
      afterwards: '1 srUSDS is worth 1 sUSDS, and the queues are open again.',
      next: 'The next lock is due 2027-01-16 13:00 UTC.',
    })
    expect(readinessOf(action).state).toBe('ready')
    const limit = place.limits(limitKey('LIMIT_SRUSDS_MINT'))
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(own.settledDay)]: today,
      [pathTo(own.held)]: units(1_003n),
      [pathTo(own.supply)]: units(103n),
      [pathTo(own.subscribe.status)]: 1,
      [pathTo(own.subscribe.totalUnderlying)]: units(3n),
      [pathTo(own.subscribe.rewardPerToken)]: (7n * RAY) / 10n,
      [pathTo(own.subscribe.unclaimedReward)]: units(12n),
      [pathTo(own.subscribe.rewardHeld)]: units(1_007n),
      [pathTo(own.subscribe.assetHeld)]: units(993n),
      [pathTo(own.redeem.status)]: 0,
      [pathTo(own.redeem.totalShares)]: 0n,
      [pathTo(own.redeem.totalUnderlying)]: 0n,
      [pathTo(own.redeem.unclaimedReward)]: units(9n),
      [pathTo(own.redeem.rewardHeld)]: units(1_004n),
      [pathTo(own.redeem.assetHeld)]: units(996n),
      [pathTo(own.redeem.positions(someone).final.rewardPerToken)]: (4n * RAY) / 10n,
      [pathTo(own.redeem.positions(someone).final.underlyingPerToken)]: 0n,
      [pathTo(limit.lastAmount)]: units(47n),
      [pathTo(limit.lastUpdated)]: settleTime,
      [pathTo(limit.contractCurrent)]: units(47n),
    })
    const transfer = (of: string, from: string, to: string, value: bigint) => ({
      ...{ address: of, eventName: 'Transfer', args: { from, to, value } },
    })
    const told = eventsBy(abi, action.events)
    expect(told).toEqual([
      expect.objectContaining({
        eventName: 'RateLimitDecreaseTriggered',
        args: expect.objectContaining({ amountToDecrease: units(3n) }),
      }),
      transfer(token, zeroAddress, subscribeQueue, units(7n)),
      expect.objectContaining({
        address: subscribeQueue,
        args: { gen: 1n, converted: units(7n), reward: units(7n), left: units(3n), finalized: false },
      }),
      transfer(underlying, subscribeQueue, holdingSystem, units(7n)),
      transfer(token, redeemQueue, zeroAddress, units(4n)),
      transfer(underlying, holdingSystem, redeemQueue, units(4n)),
      { address: holdingSystem, eventName: 'Paid', args: { to: redeemQueue, amount: units(4n) } },
      expect.objectContaining({
        address: redeemQueue,
        args: { gen: 1n, converted: units(4n), reward: units(4n), left: 0n, finalized: true },
      }),
      {
        ...{ address: diamond, eventName: 'Settled' },
        args: {
          day: today,
          settlement: {
            ...{ time: settleTime, rateBefore: WAD, factor: WAD, rateAfter: WAD, haircut: 0n },
            ...{ capacity: units(3n), netted: units(4n), subscribed: units(7n), minted: units(7n) },
            ...{ redeemed: units(4n), paid: units(4n), subscribeSettled: true, redeemSettled: true },
            fallbackUsed: false,
          },
        },
      },
    ])
    expect(action.disables).toEqual([
      'The rate stays at 1: the rate unchanged.',
      'The SubscribeQueue converts 7 sUSDS into 7 srUSDS; 3 sUSDS wait on.',
      'The RedeemQueue converts 4 srUSDS into 4 sUSDS; its generation ends.',
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('moves the rate first, so that what waits for redemption carries the day', () => {
    const haircut = built(published(0n, WAD / 2n))
    expect(haircut.disables).toEqual([
      'The rate goes from 1 to 0.5: a haircut of 50 %.',
      '50 sUSDS leave the HoldingSystem for losses.',
      'The SubscribeQueue converts 2 sUSDS into 4 srUSDS; 8 sUSDS wait on.',
      'The RedeemQueue converts 4 srUSDS into 2 sUSDS; its generation ends.',
    ])
    expect(effectsBy(haircut.effects)).toMatchObject({
      [pathTo(own.rate)]: WAD / 2n,
      [pathTo(own.held)]: units(950n),
      // The receiver of losses is an account that is looked at.
      [pathTo(own.subscribe.positions(someone).held)]: units(1_050n),
    })
    expect(effectsBy(haircut.effects)).not.toHaveProperty(pathTo(own.supply))
    expect(eventsBy(abi, haircut.events).slice(0, 2)).toEqual([
      {
        ...{ address: underlying, eventName: 'Transfer' },
        args: { from: holdingSystem, to: someone, value: units(50n) },
      },
      {
        ...{ address: holdingSystem, eventName: 'ExchangeRateSet' },
        args: { rateBefore: WAD, rateAfter: WAD / 2n, haircut: units(50n) },
      },
    ])
    const yielded = eventsBy(abi, built(published(0n, (11n * WAD) / 10n)).events)
    expect(yielded[0]).toMatchObject({ eventName: 'ExchangeRateSet', args: { haircut: 0n } })
  })

  it('gives back what is left of a generation that is too thin, and pays for what goes beyond netting', () => {
    // 50 srUSDS of which all but one unit can be paid; nobody waits to enter.
    const thin = built({
      ...published(0n, WAD),
      'totalShares()': () => [units(50n)],
      'totalUnderlying()': (_, to) => [to === subscribeQueue ? 0n : units(50n) + 1n],
      'status()': (_, to) => [to === subscribeQueue ? 0 : 2],
    })
    expect(thin.disables.slice(1)).toEqual([
      'The SubscribeQueue is not locked, and left out.',
      'The RedeemQueue converts 50 srUSDS into 50 sUSDS; its generation ends, and 0.000000000000000001 srUSDS go back to its users.',
    ])
    expect(effectsBy(thin.effects)).toMatchObject({
      [pathTo(own.redeem.unclaimedUnderlying)]: units(1n) + 1n,
      [pathTo(place.limits(limitKey('LIMIT_SRUSDS_REDEEM')).lastAmount)]: 0n,
    })
  })

  it('nets only where nothing was published, and says so', () => {
    const fallback = built(nothingPublished)
    expect(readinessOf(fallback).state).toBe('ready')
    const told = fallback.requirements.find(({ id }) => id === 'was-published')!
    expect(told).toMatchObject({ holds: { ok: true, value: false }, weight: 'warn' })
    expect(titleOf(told)).toBe(
      'Nothing was published for 2027-01-15: the fallback nets the queues and leaves the rate',
    )
    expect(fallback.disables.slice(1)).toEqual([
      'The SubscribeQueue converts 4 sUSDS into 4 srUSDS; 6 sUSDS wait on.',
      'The RedeemQueue converts 4 srUSDS into 4 sUSDS; its generation ends.',
    ])
    const none = built({
      ...nothingPublished,
      'totalUnderlying()': (_, to) => [to === redeemQueue ? 0n : 1n],
    })
    expect(none.disables[1]).toBe(
      'The SubscribeQueue converts nothing; its generation ends, and 0.000000000000000001 sUSDS go back to its users.',
    )
  })

  it('is due from the second of its hour on, once for each lock', () => {
    expect(blocked({}, due)).toEqual([])
    expect(blocked({}, due - 1n)).toEqual([
      'The settlement of 2027-01-15 is due 16:00 UTC, in 1 s (SrUsdsFacet/too-early)',
    ])
    expect(blocked({ 'settlementDays()': () => [today, today] })).toEqual([
      'The lock of 2027-01-15 is settled, and the next is due 2027-01-16 13:00 UTC, in 20 h 59 min (SrUsdsFacet/not-locked)',
    ])
    // What was skipped yesterday is settled today before the lock.
    expect(blocked({ 'settlementDays()': () => [today - 1n, today - 2n] }, due - 4n * 3_600n)).toEqual([])
  })

  it('waits for what was published as yield, to the unit', () => {
    const rises = published(0n, (11n * WAD) / 10n)
    // 110 are owed at the new rate; 4 srUSDS leave for 4.4, and as much comes in.
    expect(blocked({ ...rises, ...inHolding(units(110n)) })).toEqual([])
    expect(blocked({ ...rises, ...inHolding(units(110n) - 1n) })).toEqual([
      'The HoldingSystem lacks 0.000000000000000001 sUSDS: what was published as yield has to be brought first (HoldingSystem/underbacked)',
    ])
    const alone: FakeOutputs = {
      ...published(0n, WAD),
      'status()': (_, to) => [to === subscribeQueue ? 1 : 2],
    }
    expect(blocked({ ...alone, ...inHolding(units(100n)) })).toEqual([])
    expect(blocked({ ...alone, ...inHolding(units(100n) - 1n) })[0]).toMatch(/^The HoldingSystem lacks 0\.0/)
    // A haircut takes half of what is issued out of it.
    const cut = { ...published(0n, WAD / 2n), 'status()': () => [1] }
    expect(blocked({ ...cut, ...inHolding(units(50n)) })).toEqual([])
    expect(blocked({ ...cut, ...inHolding(units(50n) - 1n) })[0]).toMatch(/^The HoldingSystem lacks 0\.0/)
  })

  it('needs a rate with enough digits', () => {
    const low = (rate: bigint) =>
      blocked({ ...published(0n, 1n), 'exchangeRate()': () => [rate], 'totalSupply()': () => [0n] })
    expect(low(10n ** 27n)).toEqual([])
    expect(low(10n ** 27n - 1n)).toEqual([
      'The new rate has too few digits to settle by (SrUsdsFacet/rate-too-low)',
    ])
  })

  it('states nothing while a part of it could not be read', () => {
    for (const name of ['totalShares()', 'exchangeRate()', 'publication(uint256)', 'settlementDays()']) {
      const action = built({ [name]: () => null })
      expect([name, action.effects, action.events]).toEqual([name, [], []])
      expect([name, readinessOf(action).state]).toEqual([name, 'blocked'])
    }
    // A queue that has less than waits in it: a picture in parts, or a node that lies.
    const torn: FakeOutputs = {
      'balanceOf(address)': ([holder]) => [holder === subscribeQueue ? 0n : units(1_000n)],
    }
    expect(built(torn).effects).toEqual([])
    const model = lockedModel()
    const [generator] = model.generators
    const unread = { ...generator!, srUsds: { ...generator!.srUsds!, publications: [] } }
    const action = buildAction(request, { ...model, generators: [unread] }, someone)!
    expect(because(readinessOf(action))).toContain(
      'The HoldingSystem has what this settlement takes and what all srUSDS is worth after it',
    )
  })

  it('goes through a Safe that holds the role, and is none where no srUSDS is issued', () => {
    expect(buildAction(request, fakeModel(), someone)).toBeNull()
    const [safe] = lockedModel().safes
    const model = lockedModel({ 'getRoleMember(bytes32,uint256)': () => [safe!.id] })
    const through = { ...request, through: safe!.id }
    const action = buildAction(through, model, someone)!
    expect(readBackInner(action.through!, through, model).flatMap(({ faults }) => faults)).toEqual([])
  })
})
