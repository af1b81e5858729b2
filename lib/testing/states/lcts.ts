import type { Position, Queue, Timetable } from '@/lib/lcts'
import { type Ray, ray, sharesOf, wad } from '@/lib/math'

/** Locked at 13:00 UTC, settled at 16:00 UTC. */
export const TIMETABLE: Timetable = { lockAt: 46_800n, settleAt: 57_600n }

/** A queue before its first generation. */
export const NEW_QUEUE: Queue = {
  gen: 0n,
  status: 'DORMANT',
  totalShares: sharesOf(0n),
  totalUnderlying: wad(0n),
  rewardPerToken: ray(0n),
  undistributed: wad(0n),
}

/** The first generation of a queue, open, with as many shares as assets. */
export const queueOf = (assets: bigint, changes: Partial<Queue> = {}): Queue => ({
  ...NEW_QUEUE,
  gen: 1n,
  status: 'ACTIVE',
  totalShares: sharesOf(assets),
  totalUnderlying: wad(assets),
  ...changes,
})

/** The same, locked. */
export const lockedQueue = (assets: bigint, changes: Partial<Queue> = {}): Queue =>
  queueOf(assets, { status: 'LOCKED', ...changes })

/** A position of the first generation that was paid up to `rewardDebt`. */
export const positionOf = (shares: bigint, rewardDebt: Ray = ray(0n), gen = 1n): Position => ({
  gen,
  shares: sharesOf(shares),
  rewardDebt,
})
