import { encodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import { lctsQueueAbi } from '@/lib/abi'
import { places } from '@/lib/console/effects'
import { WAD } from '@/lib/math'
import { endedGeneration, issuer, lockedModel, unlockedModel } from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { because, effectsBy, eventsBy, pathTo } from '@/lib/testing/stated'
import { accountsAsked, buildAction, readBack, readinessOf } from '..'

const { diamond, parts } = issuer
const { redeemQueue, token, underlying } = parts
const request = { kind: 'claim-finalized', generator: diamond, queue: 'redeem', user: someone } as const
const own = places.generators(diamond).srUsds.redeem
const units = (n: bigint) => n * WAD
const keeper = parts.token

const built = (outputs: FakeOutputs = endedGeneration) =>
  buildAction(request, unlockedModel(outputs), keeper)!

describe('paying what a generation owes that has ended', () => {
  it('pays rewards and what was left to the user, whoever asks for it', () => {
    const model = unlockedModel(endedGeneration)
    const action = buildAction(request, model, keeper)!
    const data = encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimFinalized', args: [someone] })
    expect(action).toMatchObject({
      title: `Claim for ${someone} what has ended in the RedeemQueue`,
      calls: [{ to: redeemQueue, value: 0n, data }],
      afterwards: `${someone} is paid 1 sUSDS and 0.5 srUSDS, and is owed no more by it.`,
    })
    expect(readinessOf(action).state).toBe('ready')
    expect(accountsAsked(request)).toEqual([someone])
    const position = own.positions(someone)
    expect(effectsBy(action.effects)).toEqual({
      [pathTo(position.gen)]: 0n,
      [pathTo(position.shares)]: 0n,
      [pathTo(position.rewardDebt)]: 0n,
      [pathTo(position.final.rewardPerToken)]: 'gone',
      [pathTo(position.final.underlyingPerToken)]: 'gone',
      [pathTo(own.unclaimedUnderlying)]: WAD / 2n,
      [pathTo(own.unclaimedReward)]: units(4n),
      [pathTo(own.rewardHeld)]: units(999n),
      [pathTo(own.assetHeld)]: units(1_000n) - WAD / 2n,
      [pathTo(position.held)]: units(1_000n) + WAD / 2n,
      [pathTo(places.generators(diamond).srUsds.subscribe.positions(someone).held)]: units(1_001n),
    })
    const transfer = (address: string, value: bigint) => ({
      ...{ address, eventName: 'Transfer', args: { from: redeemQueue, to: someone, value } },
    })
    expect(eventsBy([...lctsQueueAbi, ...erc20Abi], action.events)).toEqual([
      transfer(underlying, units(1n)),
      transfer(token, WAD / 2n),
      {
        ...{ address: redeemQueue, eventName: 'ClaimFinalized' },
        args: { user: someone, gen: 1n, reward: units(1n), assets: WAD / 2n },
      },
    ])
    expect(readBack(action, model).flatMap(({ faults }) => faults)).toEqual([])
    const other = { ...request, user: keeper }
    expect(readBack({ ...action, request: other }, model)[0]?.faults).not.toEqual([])
  })

  it('goes on while the queue is locked, and sends nothing where nothing is owed of a token', () => {
    const locked = buildAction(request, lockedModel(endedGeneration), someone)!
    expect(readinessOf(locked).state).toBe('ready')
    const all = built({ ...endedGeneration, 'finalUnderlyingPerToken(uint256)': () => [0n] })
    expect(Object.keys(effectsBy(all.effects))).not.toContain(pathTo(own.unclaimedUnderlying))
    expect(all.afterwards).toContain('is paid 1 sUSDS, and')
    expect(all.events).toHaveLength(3)
  })

  it('takes a position of a generation that has ended', () => {
    const fails = `${someone} has nothing of a generation that has ended in the RedeemQueue (LctsQueue/nothing-finalized)`
    expect(because(readinessOf(built({})))).toEqual([fails])
    expect(because(readinessOf(built({ 'positions(address)': () => [0n, 0n, 0n] })))).toEqual([fails])
    const unread = built({ ...endedGeneration, 'positions(address)': () => null })
    expect(readinessOf(unread).state).toBe('blocked')
    expect([unread.effects, unread.events]).toEqual([[], []])
    // A queue that owes less than it pays: a picture in parts, or a node that lies.
    expect(built({ ...endedGeneration, 'unclaimedReward()': () => [0n] }).effects).toEqual([])
  })

  it('is none of a Generator that issues no srUSDS', () => {
    expect(buildAction(request, fakeModel(), someone)).toBeNull()
    expect(readBack(built(), fakeModel())[0]?.faults).not.toEqual([])
  })
})
