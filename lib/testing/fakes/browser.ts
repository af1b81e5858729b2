import { vi } from 'vitest'
import type { Ownership } from '@/lib/react/run/owner'
import type { RunShelf } from '@/lib/react/run/storage'
import { RunStore } from '@/lib/react/run/store'

export interface Browser {
  /** What is stored, by its key. */
  readonly entries: Map<string, string>
  readonly tab: () => {
    readonly events: EventTarget
    readonly shelf: RunShelf
    readonly ownership: Ownership
  }
  /** Tells every tab of a change, except for the one that made it. */
  readonly tell: (key: string | null, newValue: string | null, but?: EventTarget) => void
}

export interface Tab {
  readonly store: RunStore
  readonly close: () => void
  readonly shelf: RunShelf
}

/** One browser: its tabs share the entries, and hear of each other's changes. */
export function browser(): Browser {
  const entries = new Map<string, string>()
  const tabs = new Set<EventTarget>()
  const owners = new Map<string, { tab: object; waiting: { tab: object; owned: () => void }[] }>()
  const tell = (key: string | null, newValue: string | null, but?: EventTarget) => {
    for (const tab of tabs) {
      if (tab !== but) tab.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }))
    }
  }
  const tab = () => {
    const events = new EventTarget()
    tabs.add(events)
    const shelf: RunShelf = {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => {
        entries.set(key, value)
        tell(key, value, events)
      },
      removeItem: (key) => {
        entries.delete(key)
        tell(key, null, events)
      },
      key: (index) => [...entries.keys()][index] ?? null,
      get length() {
        return entries.size
      },
    }
    // Like Web Locks: who asks first has it, and the next one when that tab is gone.
    const ownership: Ownership = {
      claim: (id, owned) => {
        const held = owners.get(id)
        if (held && held.tab !== events) held.waiting.push({ tab: events, owned })
        else {
          owners.set(id, { tab: events, waiting: [] })
          owned()
        }
        return () => {
          const mine = owners.get(id)
          if (mine?.tab !== events) return
          const [next, ...waiting] = mine.waiting
          if (!next) owners.delete(id)
          else {
            owners.set(id, { tab: next.tab, waiting })
            next.owned()
          }
        }
      },
    }
    return { events, shelf, ownership }
  }
  return { entries, tab, tell }
}

/** The runs of a console in one tab of a browser. Its listeners are stubbed: unstub all globals afterwards. */
export function openTab(chainId: number, of: Browser, now: () => number = Date.now): Tab {
  const { events, shelf, ownership } = of.tab()
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events))
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events))
  const store = new RunStore(chainId, shelf, ownership, now)
  const close = store.start()
  return { store, close, shelf }
}
