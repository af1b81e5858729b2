import { encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { lockDue } from '@/lib/lcts'
import { sharesOf, WAD, wad } from '@/lib/math'
import { issuer, lastSettled, lockTime, unlockedModel } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { TIMETABLE } from '@/lib/testing/states/lcts'
import {
  type Action,
  buildAction,
  callsOfQueues,
  queueActsThroughSafes,
  readBack,
  readBackInner,
  readinessOf,
  routesOf,
} from '..'

const { diamond, parts } = issuer
const request = { kind: 'lock-queues', generator: diamond } as const
const today = lastSettled + 1n
const own = places.generators(diamond).srUsds
const due = lockDue(TIMETABLE, today)

const built = (outputs: FakeOutputs = {}, time = lockTime): Action =>
  buildAction(request, unlockedModel(outputs, time), someone)!
const blocked = (outputs: FakeOutputs, time = lockTime) => because(readinessOf(built(outputs, time)))
const at = (subscribe: number, redeem: number): FakeOutputs => ({
  'status()': (_, to) => [to === parts.subscribeQueue ? subscribe : redeem],
})
const lockedBy = (action: Action) => action.requirements.find(({ id }) => id === 'locks-a-queue')!

describe('a lock of the queues', () => {
  it('is one call that locks what is open, and names the day', () => {
    const model = unlockedModel()
    const action = buildAction(request, model, someone)!
    expect(action).toMatchObject({
      title: 'Lock the queues of srUSDS of Generator',
      emergency: false,
      calls: [
        {
          to: diamond,
          value: 0n,
          data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName: 'lockQueues' }),
        },
      ],
      next: 'The LCTS operator settles the queues. That is due 2027-01-15 16:00 UTC.',
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(own.lockedDay)]: today,
      [pathTo(own.subscribe.status)]: 2,
      [pathTo(own.subscribe.lockedAt)]: lockTime,
      [pathTo(own.redeem.status)]: 2,
      [pathTo(own.redeem.lockedAt)]: lockTime,
    })
    const totals = (waiting: bigint) => ({
      ...{ gen: 1n, totalShares: sharesOf(10n * WAD), totalUnderlying: wad(waiting) },
    })
    expect(eventsBy([...lctsQueueAbi, ...srUsdsFacetAbi], action.events)).toEqual([
      { address: parts.subscribeQueue, eventName: 'Lock', args: totals(10n * WAD) },
      { address: parts.redeemQueue, eventName: 'Lock', args: totals(4n * WAD) },
      {
        ...{ address: diamond, eventName: 'QueuesLocked' },
        args: { day: today, time: lockTime, subscribe: true, redeem: true },
      },
    ])
    expect(action.disables).toEqual([
      'The SubscribeQueue is locked with 10 sUSDS in it.',
      'The RedeemQueue is locked with 4 srUSDS in it.',
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('is due from the second of its hour on, and once a day', () => {
    expect(blocked({}, due)).toEqual([])
    expect(blocked({}, due - 1n)).toEqual([
      'The lock of 2027-01-14 was made, and no day is locked twice: the next lock is due 13:00 UTC, in 1 s (SrUsdsFacet/already-locked)',
    ])
    const days = (locked: bigint, settled: bigint): FakeOutputs => ({
      'settlementDays()': () => [locked, settled],
    })
    expect(blocked(days(today - 1n, today - 2n))).toEqual([])
    expect(blocked(days(today, today - 1n))).toEqual([
      'The lock of 2027-01-15 was made, and no day is locked twice: the next lock is due 2027-01-16 13:00 UTC, in 23 h 59 min (SrUsdsFacet/already-locked)',
    ])
    // A settlement that came late covered the day.
    expect(blocked(days(today - 1n, today))[0]).toMatch(/^2027-01-15 is settled, and no day is locked twice/)
  })

  it('leaves a queue that is dormant, or locked from the day before', () => {
    const dormant = built(at(1, 0))
    expect(Object.keys(effectsBy(dormant.effects))).toHaveLength(3)
    expect(dormant.events).toHaveLength(2)
    expect(dormant.disables[1]).toMatch(/^The RedeemQueue is dormant\. What enters it after the lock/)
    expect(titleOf(lockedBy(dormant))).toBe('It locks the SubscribeQueue')
    expect(built(at(2, 1)).disables[0]).toBe('The SubscribeQueue stays locked with 10 sUSDS in it.')
  })

  it('passes where it locks nothing, which it says', () => {
    const none = built(at(0, 2))
    expect(readinessOf(none).state).toBe('ready')
    expect(lockedBy(none).holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(lockedBy(none))).toBe('No queue is open: it locks none, and uses up the day')
    expect(effectsBy(none.effects)).toEqual({ [pathTo(own.lockedDay)]: today })
    expect(none.events).toHaveLength(1)
  })

  it('takes the role, and an account that is not frozen', () => {
    const frozen = built({ 'frozen(address)': () => [true] })
    expect(frozen.permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(frozen.permission)).toMatch(/does not hold LCTS_OPERATOR of Generator, or the guardians/)
    const unread = built({ 'getRoleMember(bytes32,uint256)': () => null })
    expect(unread.permission.holds.ok).toBe(false)
  })

  it('states nothing while a part of it could not be read', () => {
    for (const name of ['totalShares()', 'settlementDays()', 'settlementTimes()']) {
      const action = built({ [name]: () => null })
      expect([name, action.effects, action.events]).toEqual([name, [], []])
    }
    expect(blocked({ 'settlementTimes()': () => null })[0]).toMatch(/could not be checked/)
  })

  it('is none of a Generator that issues no srUSDS', () => {
    expect(buildAction(request, fakeModel(), someone)).toBeNull()
    expect(routesOf(request, fakeModel(), someone)).toBeNull()
    expect(readBack(built(), fakeModel())[0]?.faults).toEqual([
      'The bytes call lockQueues(), not what was asked for.',
    ])
  })

  it('goes through a Safe that holds the role', () => {
    const [safe] = unlockedModel().safes
    const model = unlockedModel({ 'getRoleMember(bytes32,uint256)': () => [safe!.id] })
    const through = { ...request, through: safe!.id }
    expect(queueActsThroughSafes(model)).toEqual([through, { ...through, kind: 'settle-queues' }])
    expect(callsOfQueues(model, safe!.id)).toHaveLength(2)
    expect(callsOfQueues(model, someone)).toEqual([])
    const action = buildAction(through, model, someone)!
    expect(action.through?.inner.calls).toEqual(callsOfQueues(model, safe!.id)[0])
    expect(readBackInner(action.through!, through, model).flatMap(({ faults }) => faults)).toEqual([])
  })
})
