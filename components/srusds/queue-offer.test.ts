import { getAddress, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { issuer, lockedModel, lockTime, settleTime, unlockedModel } from '@/lib/testing/fakes/lcts'
import { someone } from '@/lib/testing/fakes/model'
import { queuesOffer } from './queue-offer'

const lock = { kind: 'lock-queues', generator: issuer.diamond } as const
const settle = { kind: 'settle-queues', generator: issuer.diamond } as const
const other = getAddress(pad(toHex(0x98), { size: 20 }))

describe('the buttons of the LCTS operator', () => {
  it('ask for what is due, with a wallet and without', () => {
    for (const account of [someone, null]) {
      expect(queuesOffer(lock, unlockedModel(), account)).toEqual({ request: lock, reason: undefined })
      expect(queuesOffer(settle, lockedModel(), account)).toEqual({ request: settle, reason: undefined })
    }
  })

  it('say what stands in the way, with the time from which it does not', () => {
    expect(queuesOffer(lock, unlockedModel({}, lockTime - 13n), someone).reason).toMatch(
      /^The lock of 2027-01-14 was made, and no day is locked twice: the next lock is due .*13:00 UTC, in/,
    )
    expect(queuesOffer(settle, unlockedModel(), someone).reason).toMatch(/is settled, and the next is due/)
    expect(queuesOffer(settle, lockedModel({}, settleTime - 13n), someone).reason).toMatch(
      /^The settlement of 2027-01-15 is due .*16:00 UTC, in/,
    )
    const unread = { 'settlementDays()': () => null }
    expect(queuesOffer(lock, unlockedModel(unread), someone).reason).toMatch(/^Could not be checked: /)
    expect(queuesOffer({ ...lock, generator: other }, unlockedModel(), someone).reason).toBe(
      'No srUSDS is issued here.',
    )
  })

  it('are off for whom the role does not name, and on where that is not known', () => {
    expect(queuesOffer(lock, unlockedModel(), other).reason).toBe('Not an LCTS operator, or frozen')
    const frozen = { 'frozen(address)': () => [true] }
    expect(queuesOffer(lock, unlockedModel(frozen), someone).reason).toBe('Not an LCTS operator, or frozen')
    const silent = { 'getRoleMemberCount(bytes32)': () => null }
    expect(queuesOffer(lock, unlockedModel(silent), other).reason).toBeUndefined()
  })
})
