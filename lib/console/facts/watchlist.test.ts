import { type Address, getAddress, type Hex, pad, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { safeTransaction } from '@/lib/safe'
import { learn, nothingKnown, withWatched } from './watchlist'

const safe: Address = getAddress(pad('0x15', { size: 20 }))
const other: Address = getAddress(pad('0x16', { size: 20 }))
const hash = (n: number): Hex => toHex(n, { size: 32 })
const transaction = safeTransaction([{ to: other, value: 0n, data: '0x' }], 1n)
const approval = (n: number, by = safe) => ({ type: 'approval', safe: by, hash: hash(n) }) as const

describe('watched transactions of Safes', () => {
  it('are those that an event named, once each, and of each Safe the latest', () => {
    const events = [approval(0, other), ...Array.from({ length: 25 }, (_, n) => approval(n)), approval(24)]
    const { watchedHashes } = events.reduce(learn, nothingKnown(0n))
    expect(watchedHashes.filter((entry) => entry.safe === other)).toHaveLength(1)
    expect(watchedHashes.filter((entry) => entry.safe === safe).map((entry) => entry.hash)).toEqual(
      Array.from({ length: 20 }, (_, n) => hash(n + 5)),
    )
  })

  it('are kept in full in place of their hash, and never the other way round', () => {
    const named = learn(nothingKnown(0n), approval(1))
    const whole = { safe, hash: hash(1), transaction }
    const watched = withWatched(named, [{ safe, hash: hash(1), transaction: null }, whole])
    expect(watched.watchedHashes).toEqual([whole])
    expect(withWatched(watched, [{ safe, hash: hash(1), transaction: null }])).toBe(watched)
    expect(learn(watched, approval(1))).toBe(watched)
  })
})

describe('locks and settlements of srUSDS', () => {
  const lock = (blockNumber: bigint) =>
    ({
      type: 'lock',
      event: { diamond: safe, at: 12n * blockNumber, blockNumber, subscribe: true, redeem: false },
    }) as const
  const settlement = (blockNumber: bigint) => {
    const amount = wad(blockNumber)
    return {
      type: 'settlement',
      event: {
        ...{ ...lock(blockNumber).event, day: blockNumber, fallbackUsed: false },
        ...{ rateBefore: amount, rateAfter: amount, factor: amount, haircut: amount, capacity: amount },
        ...{ netted: amount, subscribed: amount, minted: amount, redeemed: amount, paid: amount },
      },
    } as const
  }

  it('are known once each and in their order, however a node gives them', () => {
    const events = [3n, 1n, 2n, 1n, 3n].flatMap((block) => [lock(block), settlement(block)])
    const { locks, settlements } = events.reduce(learn, nothingKnown(0n))
    expect(locks.map(({ blockNumber }) => blockNumber)).toEqual([1n, 2n, 3n])
    expect(settlements.map(({ blockNumber }) => blockNumber)).toEqual([1n, 2n, 3n])
  })
})
