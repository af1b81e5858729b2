import { calendarTime } from './time'

/**
 * The parts of a browser that a policy, a private window or a frame of another site can deny: each may be missing,
 * throw, reject or never answer. No other module touches them; each function here says what holds in their place.
 */

type Items = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** What was stored since this page was opened, where the browser stores nothing. */
const remembered = new Map<string, string>()

/** Storage that outlives the page; where it is denied, it lasts as long as the page. Null on the server. */
export function browserStorage(): Items | null {
  return typeof window === 'undefined' ? null : storage
}

const storage: Items = {
  getItem: (key) =>
    attempt(() => text(window.localStorage.getItem(key)), null) ?? remembered.get(key) ?? null,
  setItem: (key, value) => {
    remembered.set(key, value)
    attempt(() => window.localStorage.setItem(key, value), undefined)
  },
  removeItem: (key) => {
    remembered.delete(key)
    attempt(() => window.localStorage.removeItem(key), undefined)
  },
  key: (index) => storedKeys()[index] ?? null,
  get length() {
    return storedKeys().length
  },
}

/** Every stored key, in the browser or only in this page. */
function storedKeys(): readonly string[] {
  const count = attempt(() => window.localStorage.length, 0)
  const kept = Array.from({ length: count }, (_, index) =>
    attempt(() => text(window.localStorage.key(index)), null),
  )
  return [...new Set([...kept.filter((key) => key !== null), ...remembered.keys()])]
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export interface LockRequest {
  readonly signal: AbortSignal
  /** Whether to take the lock from its holder. */
  readonly steal: boolean
  /** Runs while it is held. */
  readonly held: () => Promise<void>
}

/**
 * Requests a lock that one tab of this browser holds at a time.
 * @returns resolves when it was given back, rejects when it was refused or taken away; null where there are no locks.
 */
export function requestLock(name: string, { signal, steal, held }: LockRequest): Promise<void> | null {
  const locks: Partial<LockManager> | undefined = attempt(() => navigator.locks, undefined)
  // Browsers reject a signal together with `steal`.
  const options = steal ? { steal } : { signal }
  return attempt(() => locks?.request?.(name, options, held) ?? null, null)
}

/** A way to the other tabs of this browser. */
export interface Channel {
  post(item: unknown): void
  close(): void
}

/** Null where tabs cannot hear one another. */
export function openChannel(name: string, receive: (item: unknown) => void): Channel | null {
  return attempt(() => {
    const channel = new BroadcastChannel(name)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => receive(data)
    return {
      post: (item) => attempt(() => channel.postMessage(item), undefined),
      close: () => attempt(() => channel.close(), undefined),
    }
  }, null)
}

/** Whether another page shows this one in a frame. */
export function isFramed(): boolean {
  return typeof window !== 'undefined' && attempt(() => window.parent !== window, false)
}

/** A way to the page that shows this one in a frame. */
export interface ParentPage {
  /** @param origin of the page that may read it; `*` for whichever it is */
  post(message: unknown, origin: string): void
  close(): void
}

/** Null where no other page shows this one. Only what that page itself says is received, with its origin. */
export function openParent(receive: (message: unknown, origin: string) => void): ParentPage | null {
  if (!isFramed()) return null
  return attempt(() => {
    const { parent } = window
    const listen = ({ source, data, origin }: MessageEvent<unknown>) => {
      if (source === parent) receive(data, origin)
    }
    window.addEventListener('message', listen)
    return {
      post: (message, origin) => attempt(() => parent.postMessage(message, origin), undefined),
      close: () => window.removeEventListener('message', listen),
    }
  }, null)
}

/** A stream of server-sent events; null where the browser has none, and the page has to poll. */
export function openEvents(url: string): EventSource | null {
  return attempt(() => new EventSource(url), null)
}

/** Longest wait for the clipboard [ms]; after that the text is selected and copied by hand. */
const clipboardWait = 1_000

/** Whether the text is on the clipboard. A browser that neither asks nor answers counts as a refusal. */
export async function writeClipboard(value: string): Promise<boolean> {
  const written = attempt(() => navigator.clipboard.writeText(value), null)
  if (!(written instanceof Promise)) return false
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), clipboardWait))
  return Promise.race([written.then(isDone, isNotDone), late])
}

/** Copies the selection; false where that is refused. */
export function copySelection(): boolean {
  return attempt(() => document.execCommand('copy'), false)
}

/** Opens the browser's dialog to print the page; nothing happens where that is refused. */
export function printPage(): void {
  attempt(() => window.print(), undefined)
}

const isDone = () => true
const isNotDone = () => false

/** Whether the person wants no animation; true where the browser does not say. */
export function wantsNoMotion(): boolean {
  return attempt(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches, true)
}

const yearMs = 365 * 24 * 3600 * 1000

/** Keeps a cookie for a year, or removes it. Where cookies are refused, nothing is kept. */
export function keepCookie(name: string, value: string | null): void {
  attempt(() => {
    // In a frame of another site, such as a Safe's, a cookie is kept only if it is partitioned.
    const framed = window.parent !== window
    const scope = { path: '/', sameSite: framed ? 'none' : 'lax', partitioned: framed } as const
    const kept =
      value === null
        ? cookieStore.delete({ name, path: '/', partitioned: framed })
        : cookieStore.set({ ...scope, name, value, expires: calendarTime() + yearMs })
    return kept?.catch(() => undefined)
  }, undefined)
}

/**
 * Writes the address of what is shown into this entry of the history; where that is refused, the address stays as it
 * is.
 */
export function replaceAddress(url: string): void {
  attempt(() => window.history.replaceState(null, '', url), undefined)
}

/** Adds what is shown to the history; where that is refused, the page is loaded again at the address. */
export function pushAddress(url: string): void {
  const isPushed = attempt(() => {
    window.history.pushState(null, '', url)
    return true
  }, false)
  if (!isPushed) window.location.assign(url)
}

/** The result of `take`, or `otherwise` where the browser throws or has no such thing. */
function attempt<T, F>(take: () => T, otherwise: F): T | F {
  try {
    return take()
  } catch {
    return otherwise
  }
}
