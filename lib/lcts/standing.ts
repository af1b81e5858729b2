import { type Shares, sharesOf, type Wad, wad } from '@/lib/math'
import { exitValueOf, finalPaymentOf, pendingOf } from './queue'
import type { Finalized, Position, Queue } from './types'

/** What somebody has in a queue, and what can be done with it now. */
export interface Standing {
  /**
   * `none`: nothing. `waiting`: in the current generation, which is open; it can be claimed from and left at once. `locked`: nothing
   * can be done before the settlement. `ended`: of a generation that ended; it can be claimed at any time.
   */
  readonly state: 'none' | 'waiting' | 'locked' | 'ended'
  readonly shares: Shares
  /** What was paid for it and not claimed [reward, wad]. */
  readonly reward: Wad
  /** What of it has not been converted, or was left when its generation ended [asset, wad]. */
  readonly assets: Wad
}

/**
 * What a position is worth in its queue now. `final` is what is fixed of its generation, once that has ended.
 * (DOMAIN.md §12)
 */
export function standingOf(queue: Queue, final: Finalized, position: Position): Standing {
  const { gen, shares } = position
  if (gen === 0n || shares === 0n) {
    return { state: 'none', shares: sharesOf(0n), reward: wad(0n), assets: wad(0n) }
  }
  if (gen === queue.gen && queue.status !== 'DORMANT') {
    return {
      state: queue.status === 'LOCKED' ? 'locked' : 'waiting',
      shares,
      reward: pendingOf(queue, position),
      assets: exitValueOf(queue, position),
    }
  }
  const { reward, assets } = finalPaymentOf(final, position)
  return { state: 'ended', shares, reward, assets }
}
