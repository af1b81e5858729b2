import { requestLock } from '../page/browser'
import { calendarTime } from '../page/time'

/** Which tab asks the wallet for a run and may change what is stored of it. Other tabs only show the run. */
export interface Ownership {
  /**
   * Requests a run.
   * @param owned Called once the run is this tab's: at once where no other tab has it, else when that tab is gone.
   * @returns gives it back.
   */
  claim(id: string, owned: () => void): () => void
}

const name = (id: string) => `generator-pau-console/run-owner/${id}`

/** Asks the browser for a lock; null where it has none. */
type AskLock = typeof requestLock

/**
 * Ownership by Web Locks: the browser itself passes a lock on when the tab that holds it is gone, for whatever reason.
 * Where the browser refuses locks or has none, `otherwise` decides.
 */
export function lockOwnership(ask: AskLock, otherwise: Ownership): Ownership {
  return {
    claim: (id, owned) => {
      const end = new AbortController()
      let release: () => void = () => undefined
      let releaseOther: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const fallBack = () => {
        if (!end.signal.aborted) releaseOther = otherwise.claim(id, owned)
      }
      const asked = ask(name(id), {
        signal: end.signal,
        steal: false,
        held: () => {
          owned()
          return held
        },
      })
      if (asked === null) fallBack()
      // The request was refused, or given back before it was granted.
      else asked.catch(fallBack)
      return () => {
        end.abort()
        release()
        releaseOther()
      }
    },
  }
}

type Beats = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * How often an owner sends a heartbeat, and how long one is believed: a hidden tab only gets to it once a minute [ms].
 */
const beatEvery = 5_000
const believedFor = 90_000

/**
 * Ownership where there are no Web Locks, as over plain HTTP: the owner stores the time, and counts as gone when that
 * is old.
 */
export function beatingOwnership(storage: Beats, tab: string, now: () => number = calendarTime): Ownership {
  return {
    claim: (id, owned) => {
      let mine = false
      const beat = () => {
        const other = liveOwner(storage, id, now())
        if (other !== null && other !== tab) {
          mine = false
          return
        }
        write(storage, id, { tab, at: now() })
        // When two tabs write at once, both see the later one at the next beat.
        if (!mine && liveOwner(storage, id, now()) === tab) {
          mine = true
          owned()
        }
      }
      beat()
      const timer = setInterval(beat, beatEvery)
      return () => {
        clearInterval(timer)
        if (mine) remove(storage, id)
      }
    },
  }
}

/** Nothing is shared with another tab, so every run is this tab's. */
export const soleOwnership: Ownership = {
  claim: (_, owned) => {
    owned()
    return () => undefined
  },
}

/** The best kind of ownership that this browser allows. */
export function browserOwnership(storage: Beats | null, tab: string): Ownership {
  return lockOwnership(requestLock, storage ? beatingOwnership(storage, tab) : soleOwnership)
}

function liveOwner(storage: Beats, id: string, now: number): string | null {
  try {
    const beat: unknown = JSON.parse(storage.getItem(name(id)) ?? 'null')
    if (typeof beat !== 'object' || beat === null || !('tab' in beat) || !('at' in beat)) return null
    const { tab, at } = beat
    return typeof tab === 'string' && typeof at === 'number' && Math.abs(now - at) < believedFor ? tab : null
  } catch {
    return null
  }
}

function write(storage: Beats, id: string, beat: { readonly tab: string; readonly at: number }): void {
  try {
    storage.setItem(name(id), JSON.stringify(beat))
  } catch {
    // A full or forbidden storage is not shared with other tabs either.
  }
}

function remove(storage: Beats, id: string): void {
  try {
    storage.removeItem(name(id))
  } catch {
    // The claim lapses by itself.
  }
}
