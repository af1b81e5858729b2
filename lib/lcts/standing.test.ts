import { describe, expect, it } from 'vitest'
import { RAY, ray } from '@/lib/math'
import { lockedQueue, NEW_QUEUE, positionOf, queueOf } from '@/lib/testing/states/lcts'
import { standingOf } from './standing'

const UNFIXED = { rewardPerToken: ray(0n), underlyingPerToken: ray(0n) }

describe('what somebody has in a queue', () => {
  it('is nothing without a position', () => {
    expect(standingOf(queueOf(10n), UNFIXED, positionOf(0n, ray(0n), 0n)).state).toBe('none')
    expect(standingOf(queueOf(10n), UNFIXED, positionOf(0n))).toMatchObject({ state: 'none', assets: 0n })
  })

  it('is pending reward and what is left, which can be taken while the queue is open', () => {
    const queue = queueOf(100n, { rewardPerToken: ray(RAY / 2n) })
    const expected = { shares: 40n, reward: 20n, assets: 40n }
    expect(standingOf(queue, UNFIXED, positionOf(40n))).toEqual({ state: 'waiting', ...expected })
    expect(standingOf({ ...queue, status: 'LOCKED' }, UNFIXED, positionOf(40n))).toEqual({
      state: 'locked',
      ...expected,
    })
  })

  it('is what was fixed of a generation that ended, also while a later one is locked', () => {
    const final = { rewardPerToken: RAY, underlyingPerToken: ray(RAY / 10n) }
    const ended = { state: 'ended', shares: 40n, reward: 40n, assets: 4n }
    expect(standingOf({ ...NEW_QUEUE, gen: 1n }, final, positionOf(40n))).toEqual(ended)
    expect(standingOf({ ...lockedQueue(5n), gen: 2n }, final, positionOf(40n))).toEqual(ended)
  })
})
