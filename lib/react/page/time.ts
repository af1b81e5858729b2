/** Clocks of a machine [ms]: one that never goes back but may stop during sleep, and its calendar. */
export interface Clocks {
  readonly monotonic: () => number
  readonly calendar: () => number
}

/** A calendar that is ahead by more than this between two looks has gone through a sleep, or was set [ms]. */
const mostDrift = 1_000

/**
 * Time of a page [ms], which advances while the machine sleeps. On many systems the monotonic clock stops then, and no
 * timer fires; the calendar, on the other hand, can be set. The larger step of both counts, so that what is shown
 * rather seems older than it is.
 *
 * @param onGap Called when time passed that nobody saw: the machine slept, or the page stood still.
 */
export function pageTimeOf({ monotonic, calendar }: Clocks, onGap: () => void = () => {}): () => number {
  let last = { monotonic: monotonic(), calendar: calendar() }
  let slept = 0
  return () => {
    const now = { monotonic: monotonic(), calendar: calendar() }
    const missed = now.calendar - last.calendar - (now.monotonic - last.monotonic)
    last = now
    if (missed > mostDrift) {
      slept += missed
      onGap()
    }
    return now.monotonic + slept
  }
}

const listeners = new Set<() => void>()

const wake = () => {
  for (const listener of listeners) listener()
}

/**
 * The calendar of this machine [ms], for what the browser itself stores. The chain may be compared with it, but is
 * never computed from it.
 */
export const calendarTime = (): number => Date.now()

/** Time of this page [ms]; only its differences mean anything. */
export const pageTime = pageTimeOf(
  { monotonic: () => performance.now(), calendar: calendarTime },
  // Later, since a render may be asking for the time.
  () => queueMicrotask(wake),
)

/**
 * Calls the listener when the page is back: shown again, restored from the cache, thawed, online, or after the machine
 * slept.
 */
export function onWake(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) watch('addEventListener')
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) watch('removeEventListener')
  }
}

function watch(change: 'addEventListener' | 'removeEventListener'): void {
  window[change]('pageshow', wake)
  window[change]('online', wake)
  document[change]('resume', wake)
  document[change]('visibilitychange', wakeIfShown)
}

function wakeIfShown(): void {
  if (document.visibilityState === 'visible') wake()
}
