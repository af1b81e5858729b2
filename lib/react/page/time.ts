/** Clocks of a machine: one that never goes back but stands still while it sleeps, and its calendar [ms]. */
export interface Clocks {
  readonly monotonic: () => number
  readonly calendar: () => number
}

/** A calendar that leads by more than this between two looks has seen a sleep, or was set [ms]. */
const mostDrift = 1_000

/**
 * Time of a page [ms], which moves on while the machine sleeps. Many systems stop the monotonic clock then, and no
 * timer fires; the calendar alone can be set. Of both the larger step counts: what is shown is then rather taken for
 * older than it is.
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

/** The calendar of this machine [ms], for what the browser itself keeps; the chain may be held against it, never reckoned by it. */
export const calendarTime = (): number => Date.now()

/** Time of this page [ms]: only differences of it mean something. */
export const pageTime = pageTimeOf(
  { monotonic: () => performance.now(), calendar: calendarTime },
  // Not within a render that asks for the time.
  () => queueMicrotask(wake),
)

/** Calls when the page is back: shown again, out of the cache, thawed, online, or after the machine slept. */
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
