import { encodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { lctsQueueAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { titleOf } from '@/lib/console/model/check'
import { RAY, WAD } from '@/lib/math'
import { converted, endedGeneration, issuer, lockedModel, unlockedModel } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const { diamond, parts } = issuer
const { subscribeQueue, redeemQueue, token, underlying } = parts
const of = (kind: 'claim-rewards' | 'leave-queue', queue: 'subscribe' | 'redeem' = 'subscribe') =>
  ({ kind, generator: diamond, queue }) as const
const own = places.generators(diamond).srUsds
const units = (n: bigint) => n * WAD
const abi = [...lctsQueueAbi, ...erc20Abi]

const built = (kind: 'claim-rewards' | 'leave-queue', outputs: FakeOutputs = converted) =>
  buildAction(of(kind), unlockedModel(outputs), someone)!
const blocked = (kind: 'claim-rewards' | 'leave-queue', outputs: FakeOutputs) =>
  because(readinessOf(built(kind, outputs)))

describe('claiming rewards from a queue', () => {
  it('pays what a settlement gave for the shares, which stay', () => {
    const model = unlockedModel(converted)
    const action = buildAction(of('claim-rewards'), model, someone)!
    const data = encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claim' })
    expect(action).toMatchObject({
      title: 'Claim rewards from the SubscribeQueue',
      calls: [{ to: subscribeQueue, value: 0n, data }],
      afterwards: 'You have 0.5 srUSDS more; what was not converted waits on in the queue.',
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(own.subscribe.positions(someone).rewardDebt)]: RAY / 10n,
      [pathTo(own.subscribe.unclaimedReward)]: units(5n) - WAD / 2n,
      [pathTo(own.subscribe.rewardHeld)]: units(1_000n) - WAD / 2n,
      [pathTo(own.redeem.positions(someone).held)]: units(1_000n) + WAD / 2n,
    })
    expect(eventsBy(abi, action.events)).toEqual([
      {
        ...{ address: token, eventName: 'Transfer' },
        args: { from: subscribeQueue, to: someone, value: WAD / 2n },
      },
      {
        ...{ address: subscribeQueue, eventName: 'Claim' },
        args: { user: someone, gen: 1n, reward: WAD / 2n },
      },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = buildAction(of('claim-rewards', 'redeem'), model, someone)!
    expect(other.calls[0]?.to).toBe(redeemQueue)
    expect(eventsBy(abi, other.events)[0]).toMatchObject({ address: underlying })
    expect(readBack({ ...other, request: action.request }, model)[0]?.faults).not.toEqual([])
  })

  it('takes a reward of a unit at least', () => {
    const paid = (perShare: bigint): FakeOutputs => ({
      'rewardPerToken()': () => [perShare],
      'positions(address)': () => [1n, 1n, 0n],
    })
    expect(blocked('claim-rewards', paid(RAY))).toEqual([])
    expect(blocked('claim-rewards', paid(RAY - 1n))).toEqual([
      'There is nothing to claim before a settlement converts some of it',
    ])
  })
})

describe('leaving a queue', () => {
  it('pays the rewards and the rest, and ends the position', () => {
    const model = unlockedModel(converted)
    const action = buildAction(of('leave-queue'), model, someone)!
    const data = encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimAndExit' })
    expect(action).toMatchObject({
      title: 'Leave the SubscribeQueue',
      calls: [{ to: subscribeQueue, value: 0n, data }],
      afterwards: 'You have 0.5 srUSDS and 5 sUSDS more, and nothing in the SubscribeQueue.',
    })
    const position = own.subscribe.positions(someone)
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(position.gen)]: 0n,
      [pathTo(position.shares)]: 0n,
      [pathTo(position.rewardDebt)]: 0n,
      [pathTo(position.final.rewardPerToken)]: 'gone',
      [pathTo(position.final.underlyingPerToken)]: 'gone',
      [pathTo(own.subscribe.totalShares)]: units(5n),
      [pathTo(own.subscribe.totalUnderlying)]: units(5n),
      [pathTo(own.subscribe.unclaimedReward)]: units(5n) - WAD / 2n,
      [pathTo(own.subscribe.rewardHeld)]: units(1_000n) - WAD / 2n,
      [pathTo(own.subscribe.assetHeld)]: units(995n),
      [pathTo(own.redeem.positions(someone).held)]: units(1_000n) + WAD / 2n,
      [pathTo(position.held)]: units(1_005n),
    })
    const transfer = (address: string, value: bigint) => ({
      ...{ address, eventName: 'Transfer', args: { from: subscribeQueue, to: someone, value } },
    })
    expect(eventsBy(abi, action.events)).toEqual([
      transfer(token, WAD / 2n),
      transfer(underlying, units(5n)),
      {
        ...{ address: subscribeQueue, eventName: 'Exit' },
        args: { user: someone, gen: 1n, assets: units(5n), reward: WAD / 2n },
      },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
  })

  it('ends the generation as the last one', () => {
    const last = built('leave-queue', { ...converted, 'positions(address)': () => [1n, units(10n), 0n] })
    expect(effectsBy(last.effects)).toMatchObject({
      [pathTo(own.subscribe.status)]: 0,
      [pathTo(own.subscribe.totalShares)]: 0n,
      [pathTo(own.subscribe.totalUnderlying)]: 0n,
      [pathTo(own.subscribe.rewardPerToken)]: 0n,
    })
  })

  it('passes without a reward, which is sent all the same', () => {
    const nothing = built('leave-queue', {})
    expect(readinessOf(nothing).state).toBe('ready')
    expect(eventsBy(abi, nothing.events)[0]).toMatchObject({ args: { value: 0n } })
    expect(Object.keys(effectsBy(nothing.effects))).not.toContain(pathTo(own.subscribe.unclaimedReward))
  })
})

describe.each(['claim-rewards', 'leave-queue'] as const)('to %s', (kind) => {
  it('takes a position of the current generation', () => {
    const without = built(kind, { ...converted, 'positions(address)': () => [0n, 0n, 0n] })
    expect(without.permission.holds).toMatchObject({ ok: true, value: false })
    expect(titleOf(without.permission)).toBe(
      `${someone} has nothing in the SubscribeQueue (LctsQueue/no-position)`,
    )
    const ended = built(kind, endedGeneration)
    expect(titleOf(ended.permission)).toMatch(/has ended: claim what it owes/)
    expect([ended.effects, ended.events]).toEqual([[], []])
  })

  it('takes a queue that is open', () => {
    const locked = buildAction(of(kind), lockedModel(converted), someone)!
    expect(because(readinessOf(locked))).toEqual([
      'The SubscribeQueue is locked until its settlement, which was due 2027-01-15 16:00 UTC and can come at any moment (LctsQueue/not-active)',
    ])
    const dormant = built(kind, { ...converted, 'status()': () => [0] })
    expect(because(readinessOf(dormant))).toContain(
      'Nobody waits in the SubscribeQueue (LctsQueue/not-active)',
    )
  })

  it('states nothing while a part of it could not be read', () => {
    for (const name of ['totalShares()', 'status()', 'positions(address)', 'rewardPerToken()']) {
      const action = built(kind, { ...converted, [name]: () => null })
      expect([name, action.effects, action.events]).toEqual([name, [], []])
      expect([name, readinessOf(action).state]).toEqual([name, 'blocked'])
    }
    // A queue that owes less than it pays: a picture in parts, or a node that lies.
    const torn = built(kind, { ...converted, 'unclaimedReward()': () => [1n] })
    expect([torn.effects, torn.events]).toEqual([[], []])
    const unknown = built(kind, { ...converted, 'status()': () => null })
    expect(unknown.requirements[0]?.says.fails).toMatch(/could not be checked/)
    const unasked = buildAction(of(kind), unlockedModel(converted), parts.token)!
    expect(unasked.permission.holds).toMatchObject({ ok: false, reason: { kind: 'being-read' } })
  })

  it('is none of a Generator that issues no srUSDS', () => {
    expect(buildAction(of(kind), fakeModel(), someone)).toBeNull()
    expect(readBack(built(kind), fakeModel())[0]?.faults).not.toEqual([])
  })
})
