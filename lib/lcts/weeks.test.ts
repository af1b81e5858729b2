import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divUp, MAX_UINT256, max, RAY, WAD, type Wad, wad } from '@/lib/math'
import { NEW_QUEUE } from '@/lib/testing/states/lcts'
import {
  afterEntry,
  afterExit,
  afterLock,
  exitValueOf,
  pendingOf,
  type QueueSettlement,
  sharesOnEntry,
} from './queue'
import { haircutOf, settlementOf, worthOf } from './settlement'
import { standingOf } from './standing'
import type { Finalized, Position, Queue } from './types'

/** How many random weeks are played; each prints its seed where it fails. */
const WEEKS = 10_000

/** A queue with everybody in it, and what it holds of both tokens. */
interface Room {
  queue: Queue
  assets: bigint
  reward: bigint
  readonly positions: Map<number, Position>
  readonly finals: Map<bigint, Finalized>
  /** What rounding may leave in the room for good, by the rules: a unit a user and settlement, and one a share's fraction. */
  dust: bigint
}

interface System {
  readonly subscribe: Room
  readonly redeem: Room
  rate: Wad
  supply: bigint
  holding: bigint
}

const roomOf = (): Room => ({
  queue: NEW_QUEUE,
  assets: 0n,
  reward: 0n,
  positions: new Map(),
  finals: new Map(),
  dust: 0n,
})

const UNFIXED: Finalized = {
  rewardPerToken: NEW_QUEUE.rewardPerToken,
  underlyingPerToken: NEW_QUEUE.rewardPerToken,
}
const finalOf = (room: Room, { gen }: Position) => room.finals.get(gen) ?? UNFIXED

function claimEnded(room: Room, user: number): void {
  const position = room.positions.get(user)
  if (!position) return
  const { state, reward, assets } = standingOf(room.queue, finalOf(room, position), position)
  if (state !== 'ended') return
  room.reward -= reward
  room.assets -= assets
  room.positions.delete(user)
}

function claim(room: Room, user: number): void {
  const position = room.positions.get(user)
  if (!position || room.queue.status !== 'ACTIVE' || position.gen !== room.queue.gen) return
  room.reward -= pendingOf(room.queue, position)
  room.positions.set(user, { ...position, rewardDebt: room.queue.rewardPerToken })
}

function enter(room: Room, user: number, amount: bigint): void {
  if (room.queue.status === 'LOCKED' || sharesOnEntry(room.queue, wad(amount)) === 0n) return
  claimEnded(room, user)
  claim(room, user)
  const { queue, position } = afterEntry(room.queue, room.positions.get(user) ?? null, wad(amount))
  room.queue = queue
  room.positions.set(user, position)
  room.assets += amount
}

function exit(room: Room, user: number): void {
  const position = room.positions.get(user)
  if (!position || room.queue.status !== 'ACTIVE' || position.gen !== room.queue.gen) return
  claim(room, user)
  room.assets -= exitValueOf(room.queue, position)
  room.queue = afterExit(room.queue, position)
  room.positions.delete(user)
}

function apply(room: Room, before: Queue, settled: QueueSettlement | null): void {
  if (settled === null) return
  room.queue = settled.queue
  room.assets -= settled.converted
  room.reward += settled.reward
  if (settled.final) room.finals.set(before.gen, settled.final)
  room.dust += BigInt(room.positions.size) + before.totalShares / RAY + 1n
}

function settle(system: System, factor: bigint, capacity: bigint): void {
  const { subscribe, redeem } = system
  const [one, other] = [subscribe.queue, redeem.queue]
  const limits = { mintLimit: wad(MAX_UINT256), redeemLimit: wad(capacity) }
  const published = capacity === 0n ? null : { factor: wad(factor), capacity: wad(capacity) }
  const settled = settlementOf(one, other, system.rate, { published, ...limits })
  system.holding -= haircutOf(wad(system.supply), system.rate, settled.rateAfter)
  system.rate = settled.rateAfter
  // Yield is brought before the rate rises, as much as it takes.
  if (settled.rateAfter > settled.rateBefore) {
    system.holding = max(system.holding, divUp(system.supply * system.rate, WAD))
  }
  apply(subscribe, one, settled.subscribe)
  apply(redeem, other, settled.redeem)
  system.supply += (settled.subscribe?.reward ?? 0n) - (settled.redeem?.converted ?? 0n)
  system.holding += (settled.subscribe?.converted ?? 0n) - (settled.redeem?.reward ?? 0n)
}

/** The identities of DOMAIN.md §12, of what each party holds. */
function holds(system: System): void {
  expect(system.holding).toBeGreaterThanOrEqual(worthOf(wad(system.supply), system.rate))
  for (const room of [system.subscribe, system.redeem]) {
    const due = [...room.positions.values()].map((one) => standingOf(room.queue, finalOf(room, one), one))
    const rewards = due.reduce((sum, one) => sum + one.reward, 0n)
    const assets = due.reduce((sum, one) => sum + one.assets, 0n)
    expect(room.assets).toBeGreaterThanOrEqual(room.queue.totalUnderlying)
    expect(room.assets).toBeGreaterThanOrEqual(assets)
    expect(room.reward).toBeGreaterThanOrEqual(rewards)
    expect(room.reward - rewards).toBeLessThanOrEqual(room.dust + BigInt(room.positions.size))
  }
}

const amount = fc.oneof(fc.bigInt({ min: 1n, max: 100n }), fc.bigInt({ min: 1n, max: 10n ** 26n }))
const user = fc.integer({ min: 0, max: 5 })
const step = fc.record({
  room: fc.constantFrom('subscribe' as const, 'redeem' as const),
  act: fc.constantFrom('enter', 'enter', 'claim', 'exit', 'ended'),
  user,
  amount,
})
const day = fc.record({
  /** Before the lock, between lock and settlement. */
  before: fc.array(step, { maxLength: 8 }),
  during: fc.array(step, { maxLength: 3 }),
  isLocked: fc.boolean(),
  isSettled: fc.boolean(),
  factor: fc.constantFrom(WAD, (WAD * 10_002n) / 10_000n, (WAD * 9n) / 10n),
  capacity: fc.oneof(fc.constant(0n), amount),
})

describe('random weeks', () => {
  it(`keep what each party holds above what it owes, in ${WEEKS} of them`, () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (days) => {
        const system: System = {
          subscribe: roomOf(),
          redeem: roomOf(),
          rate: wad(WAD),
          supply: 10n ** 27n,
          holding: 10n ** 27n,
        }
        const play = ({ room, act, user: who, amount: some }: (typeof days)[number]['before'][number]) => {
          const at = system[room]
          if (act === 'enter') enter(at, who, some)
          else if (act === 'claim') claim(at, who)
          else if (act === 'exit') exit(at, who)
          else claimEnded(at, who)
        }
        for (const { before, during, isLocked, isSettled, factor, capacity } of days) {
          for (const one of before) play(one)
          holds(system)
          if (isLocked) {
            for (const room of [system.subscribe, system.redeem]) room.queue = afterLock(room.queue)
          }
          for (const one of during) play(one)
          if (isSettled) settle(system, factor, capacity)
          holds(system)
        }
      }),
      { numRuns: WEEKS },
    )
    // Ten thousand weeks take long on a busy machine.
  }, 600_000)
})
