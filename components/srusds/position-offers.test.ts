import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  converted,
  endedGeneration,
  issuer,
  lockedModel,
  srUsdsIn,
  unlockedModel,
} from '@/lib/testing/fakes/lcts'
import { type FakeOutputs, someone } from '@/lib/testing/fakes/model'
import { positionOffers } from './position-offers'

const other = getAddress(pad(toHex(0x98), { size: 20 }))

function offers(model: ReturnType<typeof unlockedModel>, connected: typeof someone | null = someone) {
  const { subscribe } = srUsdsIn(model)
  return positionOffers(issuer.diamond, subscribe, model, someone, connected).map(
    ({ label, request, reason }) => [label, request.kind, reason],
  )
}

describe('the buttons of a position in a queue', () => {
  it('are to claim and to leave for one who waits, with a wallet and without', () => {
    for (const connected of [someone, null]) {
      expect(offers(unlockedModel(converted), connected)).toEqual([
        ['Claim rewards', 'claim-rewards', undefined],
        ['Leave the SubscribeQueue', 'leave-queue', undefined],
      ])
    }
  })

  it('say why they cannot be pressed', () => {
    expect(offers(unlockedModel())[0]?.[2]).toMatch(/^There is nothing to claim before a settlement/)
    const locked = offers(lockedModel(converted))
    expect(locked.map(([, , reason]) => reason)).toEqual([
      expect.stringMatching(/^The SubscribeQueue is locked until its settlement, which was due 2027-01-15/),
      expect.stringMatching(/^The SubscribeQueue is locked/),
    ])
  })

  it('are of the account itself, but that what has ended is paid, which anyone may ask for', () => {
    const others = offers(unlockedModel(converted), other)
    expect(others.map(([, , reason]) => reason)).toEqual(Array(2).fill('Only the account itself can do this'))
    expect(offers(unlockedModel(endedGeneration), other)).toEqual([
      ['Claim what has ended', 'claim-finalized', undefined],
    ])
  })

  it('are none where nothing is there, or that could not be read', () => {
    const of = (outputs: FakeOutputs) => offers(unlockedModel(outputs))
    expect(of({ 'positions(address)': () => [0n, 0n, 0n] })).toEqual([])
    expect(of({ 'positions(address)': () => null })).toEqual([])
    const model = unlockedModel()
    expect(positionOffers(issuer.diamond, srUsdsIn(model).redeem, model, other, null)).toEqual([])
  })
})
