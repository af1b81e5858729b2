import { WAD } from '@/lib/math'
import {
  bringYield,
  collect,
  leave,
  lockQueues,
  publish,
  redeem,
  settleQueues,
  subscribe,
} from './acts/srusds'
import { DAY, HOUR, MINUTE } from './amounts'
import type { Sending } from './chain'
import type { Act, Stage } from './stage'

/** Yield of a day, and a loss: factors of the rate [wad]. */
const YIELD: bigint = (10_002n * WAD) / 10_000n
const HAIRCUT: bigint = (995n * WAD) / 1_000n

/**
 * The last seven days of srUSDS, and today as far as it goes: one on time, one with less capacity than waits, one late, one
 * skipped and one that covers it, one with a haircut, one for which nothing was published. At the end one saver waits, one
 * can claim, one has left, and two have not collected what a finalized generation owes them. Each act is one block.
 * @param now when the story ends [unix s]
 */
export function settlementStory(now: bigint): readonly Act[] {
  const today = now / DAY
  /** An act at an hour (UTC) of the day that lies a number of days before today. */
  const act = (
    days: bigint,
    [hour, minute]: readonly [bigint, bigint],
    title: string,
    sendings: (stage: Stage) => readonly Sending[],
  ): Act => ({
    at: (today - days) * DAY + hour * HOUR + minute * MINUTE,
    title,
    play: (stage) => stage.chain.sendTogether(sendings(stage)),
  })
  const published = (stage: Stage, days: bigint, capacity: bigint, factor: bigint = WAD) =>
    publish(stage, today - days, capacity, factor)
  const locked = (days: bigint) =>
    act(days, [13n, 0n], 'The LCTS operator locks the queues of srUSDS', (stage) => [lockQueues(stage)])
  const settled = (days: bigint, hour: readonly [bigint, bigint] = [16n, 0n]) =>
    act(days, hour, 'The LCTS operator settles the queues of srUSDS', (stage) => [settleQueues(stage)])

  const acts = [
    act(7n, [8n, 0n], 'Two savers subscribe to srUSDS; the Core Council publishes the day', (stage) => [
      ...subscribe(stage, 'saver1'),
      ...subscribe(stage, 'saver2'),
      published(stage, 7n, 200n),
    ]),
    locked(7n),
    settled(7n),

    act(6n, [8n, 0n], 'Two more subscribe; yield is brought and published', (stage) => [
      collect(stage, 'saver1', 'subscribe'),
      ...subscribe(stage, 'saver3'),
      ...subscribe(stage, 'saver4'),
      ...bringYield(stage),
      published(stage, 6n, 30n, YIELD),
    ]),
    locked(6n),
    settled(6n),

    act(5n, [8n, 0n], 'One leaves the SubscribeQueue, another one redeems', (stage) => [
      leave(stage, 'saver4'),
      ...redeem(stage, 'saver1', 10n),
      published(stage, 5n, 20n),
    ]),
    locked(5n),
    settled(5n, [17n, 40n]),

    // Nobody settles on this day.
    act(4n, [8n, 0n], 'A saver collects what was redeemed', (stage) => [
      collect(stage, 'saver1', 'redeem'),
      published(stage, 4n, 10n),
      published(stage, 3n, 10n),
    ]),
    locked(4n),

    locked(3n),
    settled(3n),

    act(2n, [8n, 0n], 'The Core Council publishes a haircut of srUSDS', (stage) => [
      published(stage, 2n, 5n, HAIRCUT),
    ]),
    locked(2n),
    settled(2n),

    // Nothing was published for this day.
    act(1n, [8n, 0n], 'A saver redeems', (stage) => redeem(stage, 'saver1', 5n)),
    locked(1n),
    settled(1n),

    act(1n, [18n, 0n], 'A saver subscribes, and waits; the Core Council publishes today', (stage) => [
      ...subscribe(stage, 'saver5'),
      published(stage, 0n, 0n),
    ]),
    locked(0n),
    settled(0n),
  ]
  return acts.filter(({ at }) => at <= now - MINUTE)
}
