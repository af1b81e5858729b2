import { describe, expect, it } from 'vitest'
import { pageTimeOf } from './time'

/** A machine whose two clocks are moved by hand. */
function machine() {
  const clocks = { monotonic: 5_000, calendar: 1_900_000_000_000 }
  let gaps = 0
  const time = pageTimeOf(
    { monotonic: () => clocks.monotonic, calendar: () => clocks.calendar },
    () => gaps++,
  )
  return {
    time,
    gaps: () => gaps,
    move: (ms: { readonly monotonic: number; readonly calendar: number }) => {
      clocks.monotonic += ms.monotonic
      clocks.calendar += ms.calendar
    },
  }
}

const hours = 3_600_000

describe('the time of a page', () => {
  it('advances with both clocks', () => {
    const { time, move, gaps } = machine()
    const before = time()
    move({ monotonic: 18_000, calendar: 18_000 })
    expect(time() - before).toBe(18_000)
    expect(gaps()).toBe(0)
  })

  it('advances by a sleep in which the monotonic clock stood still', () => {
    const { time, move, gaps } = machine()
    const before = time()
    move({ monotonic: 250, calendar: 2 * hours })
    expect(time() - before).toBe(2 * hours)
    expect(gaps()).toBe(1)
    move({ monotonic: 1_000, calendar: 1_000 })
    expect(time() - before).toBe(2 * hours + 1_000)
    expect(gaps()).toBe(1)
  })

  it('advances by a sleep that only the monotonic clock counts', () => {
    const { time, move } = machine()
    const before = time()
    move({ monotonic: 2 * hours, calendar: 0 })
    expect(time() - before).toBe(2 * hours)
  })

  it.each([-2 * hours, -1_000, 900])('never goes back when the calendar is set by %i ms', (by) => {
    const { time, move, gaps } = machine()
    const before = time()
    move({ monotonic: 1_000, calendar: 1_000 + by })
    expect(time() - before).toBe(1_000)
    expect(gaps()).toBe(0)
  })

  it('counts each of several sleeps', () => {
    const { time, move } = machine()
    const before = time()
    for (let night = 0; night < 3; night++) {
      move({ monotonic: 0, calendar: 8 * hours })
      time()
    }
    expect(time() - before).toBe(24 * hours)
  })
})
