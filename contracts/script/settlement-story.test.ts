import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from './amounts'
import { settlementStory } from './settlement-story'

const MIDNIGHT = 20_775n * DAY

/** The hours of the acts of a day that lies a number of days before today, by what they do. */
const hoursOf = (now: bigint, days: bigint, verb: string): bigint[] =>
  settlementStory(now)
    .filter(({ at, title }) => at / DAY === MIDNIGHT / DAY - days && title.includes(verb))
    .map(({ at }) => (at % DAY) / HOUR)

describe('the story of srUSDS', () => {
  it('goes on to the last minute, whatever the hour at which it ends', () => {
    for (let hour = 0n; hour < 24n; hour++) {
      const now = MIDNIGHT + hour * HOUR + 30n * MINUTE
      expect(settlementStory(now).every(({ at }) => at <= now - MINUTE)).toBe(true)
      expect(hoursOf(now, 0n, 'locks')).toEqual(hour >= 13n ? [13n] : [])
      expect(hoursOf(now, 0n, 'settles')).toEqual(hour >= 16n ? [16n] : [])
    }
  })

  it('has a lock on every day, and a settlement on every day but one', () => {
    const now = MIDNIGHT
    const days = [7n, 6n, 5n, 4n, 3n, 2n, 1n]
    expect(days.map((day) => hoursOf(now, day, 'locks'))).toEqual(days.map(() => [13n]))
    expect(days.map((day) => hoursOf(now, day, 'settles'))).toEqual([
      ...[[16n], [16n], [17n], [], [16n], [16n], [16n]],
    ])
  })
})
