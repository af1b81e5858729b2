import { encodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { lctsQueueAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { MAX_UINT256, RAY, WAD, type Wad, wad } from '@/lib/math'
import { converted, endedGeneration, issuer, lockedModel, unlockedModel } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const { diamond, parts } = issuer
const { subscribeQueue, redeemQueue, token, underlying } = parts
const units = (n: bigint) => wad(n * WAD)
const own = places.generators(diamond).srUsds
const abi = [...lctsQueueAbi, ...erc20Abi]
const of = (amount: Wad, queue: 'subscribe' | 'redeem' = 'subscribe') =>
  ({ kind: 'enter-queue', generator: diamond, queue, amount }) as const
const built = (outputs: FakeOutputs = {}, amount = units(2n)) =>
  buildAction(of(amount), unlockedModel(outputs), someone)!
const blocked = (outputs: FakeOutputs, amount = units(2n)) => because(readinessOf(built(outputs, amount)))
const entry = (amount: bigint) =>
  encodeFunctionData({ abi: lctsQueueAbi, functionName: 'enter', args: [amount] })
const allowing = (amount: bigint): FakeOutputs => ({ 'allowance(address,address)': () => [amount] })
const nobody: FakeOutputs = { 'positions(address)': () => [0n, 0n, 0n] }

describe('entering a queue', () => {
  it('approves to the unit what the queue may not take yet, and gives shares by what is left', () => {
    // A share stands for half an asset.
    const half: FakeOutputs = {
      'totalUnderlying()': () => [units(5n)],
      'positions(address)': () => [1n, units(1n), 0n],
    }
    const model = unlockedModel(half)
    const action = buildAction(of(units(2n)), model, someone)!
    expect(action).toMatchObject({
      title: 'Enter the SubscribeQueue with 2 sUSDS',
      calls: [
        {
          ...{ to: underlying, value: 0n },
          data: encodeFunctionData({
            ...{ abi: erc20Abi, functionName: 'approve', args: [subscribeQueue, units(2n)] },
          }),
        },
        {
          ...{ to: subscribeQueue, value: 0n, data: entry(units(2n)) },
          alone: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'pending', args: [someone] }),
        },
      ],
      afterwards: '2 sUSDS of yours wait in the SubscribeQueue to become srUSDS.',
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(own.subscribe.totalShares)]: units(14n),
      [pathTo(own.subscribe.totalUnderlying)]: units(7n),
      [pathTo(own.subscribe.positions(someone).shares)]: units(5n),
      [pathTo(own.subscribe.assetHeld)]: units(1_002n),
      [pathTo(own.subscribe.positions(someone).held)]: units(998n),
    })
    expect(eventsBy(abi, action.events)).toEqual([
      {
        ...{ address: underlying, eventName: 'Approval' },
        args: { owner: someone, spender: subscribeQueue, value: units(2n) },
      },
      {
        ...{ address: subscribeQueue, eventName: 'Enter' },
        args: { user: someone, gen: 1n, assets: units(2n), shares: units(4n) },
      },
      {
        ...{ address: underlying, eventName: 'Transfer' },
        args: { from: someone, to: subscribeQueue, value: units(2n) },
      },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = buildAction(of(units(2n), 'redeem'), model, someone)!
    expect(other.calls.map(({ to }) => to)).toEqual([token, redeemQueue])
    expect(readBack({ ...other, request: action.request }, model)[0]?.faults).not.toEqual([])
  })

  it('is one call where the queue may take it, and uses that up unless it is without end', () => {
    const place = pathTo(own.subscribe.positions(someone).allowance)
    const exact = built(allowing(units(2n)))
    expect(exact.calls.map(({ data }) => data)).toEqual([entry(units(2n))])
    expect(effectsBy(exact.effects)[place]).toBe(0n)
    const short = built(allowing(units(2n) - 1n))
    expect(short.calls).toHaveLength(2)
    expect(effectsBy(short.effects)[place]).toBe(0n)
    expect(effectsBy(built(allowing(units(5n))).effects)[place]).toBe(units(3n))
    expect(effectsBy(built(allowing(MAX_UINT256)).effects)).not.toHaveProperty(place)
  })

  it('begins a generation where none is current', () => {
    const first = built({
      ...nobody,
      'gen()': () => [3n],
      'status()': () => [0],
      'totalShares()': () => [0n],
      'totalUnderlying()': () => [0n],
    })
    const position = own.subscribe.positions(someone)
    expect(effectsBy(first.effects)).toMatchObject({
      [pathTo(own.subscribe.gen)]: 4n,
      [pathTo(own.subscribe.status)]: 1,
      [pathTo(own.subscribe.totalShares)]: units(2n),
      [pathTo(position.gen)]: 4n,
      [pathTo(position.shares)]: units(2n),
      [pathTo(position.final.rewardPerToken)]: 0n,
      [pathTo(position.final.underlyingPerToken)]: 0n,
    })
    expect(eventsBy(abi, first.events)[1]).toMatchObject({ args: { gen: 4n, shares: units(2n) } })
  })

  it('pays rewards of the current generation first', () => {
    const paid = built(converted)
    expect(paid.disables).toEqual(['What you had there is paid to you: 0.5 srUSDS.'])
    expect(effectsBy(paid.effects)).toMatchObject({
      [pathTo(own.subscribe.positions(someone).rewardDebt)]: RAY / 10n,
      [pathTo(own.subscribe.unclaimedReward)]: units(5n) - WAD / 2n,
      [pathTo(own.subscribe.rewardHeld)]: units(1_000n) - WAD / 2n,
      [pathTo(own.redeem.positions(someone).held)]: units(1_000n) + WAD / 2n,
    })
    expect(eventsBy(abi, paid.events).map(({ eventName }) => eventName)).toEqual([
      ...['Approval', 'Transfer', 'Claim', 'Enter', 'Transfer'],
    ])
    expect(paid.calls[1]?.alone).toBe(encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claim' }))
  })

  it('pays all of a generation that has ended first, which counts for what is put in', () => {
    const paid = built(endedGeneration, units(1_000n))
    expect(paid.disables).toEqual(['What you had there is paid to you: 1 srUSDS and 0.5 sUSDS.'])
    expect(effectsBy(paid.effects)).toMatchObject({
      [pathTo(own.subscribe.positions(someone).gen)]: 2n,
      [pathTo(own.subscribe.positions(someone).shares)]: units(1_000n),
      [pathTo(own.subscribe.positions(someone).held)]: WAD / 2n,
      [pathTo(own.subscribe.assetHeld)]: units(2_000n) - WAD / 2n,
      [pathTo(own.subscribe.unclaimedUnderlying)]: WAD / 2n,
      [pathTo(own.subscribe.unclaimedReward)]: units(4n),
    })
    expect(eventsBy(abi, paid.events).map(({ eventName }) => eventName)).toEqual([
      ...['Approval', 'Transfer', 'Transfer', 'ClaimFinalized', 'Enter', 'Transfer'],
    ])
    expect(paid.calls[1]?.alone).toBe(
      encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimFinalized', args: [someone] }),
    )
    const most = wad(units(1_000n) + WAD / 2n)
    expect(blocked(endedGeneration, most)).toEqual([])
    expect(blocked(endedGeneration, wad(most + 1n))).toEqual(['The account has no more than 1,000.5 sUSDS'])
  })

  it('is not offered for nothing, for more than the account has, and while the queue is locked', () => {
    expect(blocked({}, wad(0n))).toEqual(['The amount is 0'])
    expect(blocked({}, wad(1n))).toEqual([])
    expect(blocked({}, units(1_000n))).toEqual([])
    expect(blocked({}, wad(units(1_000n) + 1n))).toEqual(['The account has no more than 1,000 sUSDS'])
    const locked = buildAction(of(units(1n)), lockedModel(), someone)!
    expect(because(readinessOf(locked))).toEqual([
      'The SubscribeQueue is locked until its settlement, which was due 2027-01-15 16:00 UTC and can come at any moment (LctsQueue/locked)',
    ])
    expect([locked.effects, locked.events]).toEqual([[], []])
  })

  it('states nothing while a part of it could not be read', () => {
    for (const name of ['totalShares()', 'positions(address)', 'balanceOf(address)', 'status()']) {
      const action = built({ [name]: () => null })
      expect([name, action.effects, action.events]).toEqual([name, [], []])
      expect([name, readinessOf(action).state]).toEqual([name, 'blocked'])
    }
    // A queue that owes less than it pays: a picture in parts, or a node that lies.
    expect(built({ ...converted, 'unclaimedReward()': () => [0n] }).effects).toEqual([])
    const unasked = buildAction(of(units(1n)), unlockedModel(), parts.token)!
    expect(unasked.requirements.at(-1)?.holds).toMatchObject({ ok: false, reason: { kind: 'being-read' } })
    expect(buildAction(of(units(1n)), fakeModel(), someone)).toBeNull()
    expect(readBack(built(), fakeModel())[0]?.faults).not.toEqual([])
  })
})
