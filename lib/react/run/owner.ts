import { requestLock } from '../page/browser'
import { calendarTime } from '../page/time'

/** Which tab asks the wallet for a run and may change what is stored of it. The others only show it. */
export interface Ownership {
  /**
   * Asks to own a run. @param owned Called once it is this tab's: at once where nobody else has it, else when the tab that
   * has it is gone. @returns gives it back.
   */
  claim(id: string, owned: () => void): () => void
}

const name = (id: string) => `generator-pau-console/run-owner/${id}`

/** Asks the browser for a lock; null where it has none. */
type AskLock = typeof requestLock

/**
 * By Web Locks: the browser itself gives a lock on when the tab that holds it is gone, however it went. Where it refuses
 * them, or has none, by what is left.
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
      // Refused, or given back before it was granted.
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

/** How often an owner says that it is there, and how long it is believed: a hidden tab gets to it once a minute [ms]. */
const beatEvery = 5_000
const believedFor = 90_000

/** Where there are no Web Locks, as over plain HTTP: the owner leaves a time, and is gone when that is old. */
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
        // Two that write at once both see the last one at the next beat.
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

/** Nothing is shared with another tab: every run is this one's. */
export const soleOwnership: Ownership = {
  claim: (_, owned) => {
    owned()
    return () => undefined
  },
}

/** The best that this browser has. */
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
    // A full or forbidden storage is shared with nobody either.
  }
}

function remove(storage: Beats, id: string): void {
  try {
    storage.removeItem(name(id))
  } catch {
    // It ends by itself.
  }
}
