import { openChannel, requestLock } from '../page/browser'
import { pageTime } from '../page/time'
import { joined } from './signals'

/** How often a tab that follows asks whether the leader is there [ms]. */
const askEvery = 2_000

/** A leader that stays silent this long although it was asked stands still; it is less than a block [ms]. */
const longestSilence = 6_000

/** How long a tab that has just come waits for a leader or the lock [ms]. */
const firstPatience = 3_000

/** Longest wait for a lock that was requested by force [ms]. */
const lockWait = 3_000

export interface TabHandlers<T> {
  /** This tab reads for all. `signal` ends that: another tab has taken over, or the page ends. */
  readonly lead: (signal: AbortSignal) => Promise<void>
  /** Tabs cannot agree here, so this one reads for itself. */
  readonly alone: (signal: AbortSignal) => Promise<void>
  /** What the leading tab shared. */
  readonly receive: (item: T) => void
  /** A tab that follows has nothing yet, or something that no longer fits: share everything. */
  readonly onAsked: () => void
}

export interface Tabs<T> {
  /** Tells the tabs that follow; does nothing where this tab does not lead. */
  share(item: T): void
  /** Asks the leader for everything. */
  ask(): void
  /** Reads for itself from now on, because it does not understand the others. */
  leave(): void
  close(): void
}

type Said<T> =
  | { readonly type: 'item'; readonly from: string; readonly item: T }
  /** A tab has begun to lead, so whoever led before stops. */
  | { readonly type: 'leads'; readonly from: string }
  | { readonly type: 'here'; readonly from: string }
  | { readonly type: 'asks' }
  | { readonly type: 'wants-all' }

/**
 * Lets one tab of a browser read for all. The tab with the lock leads. A leader that stands still is known by its
 * silence and is replaced: timers of a tab in the background may stop, but a tab answers a message at once. Where locks
 * or the channel between tabs are missing, refuse or do not answer, each tab reads for itself.
 *
 * @param id of this tab, different from that of any other
 */
export function joinTabs<T>(name: string, id: string, handlers: TabHandlers<T>): Tabs<T> {
  const ended = new AbortController()
  let leading: AbortController | null = null
  /** The tab whose items count: a replaced leader may still send what it had read. */
  let leader: string | null = null
  let isAlone = false
  let heardAt = pageTime() - longestSilence + firstPatience
  /** When any tab last said anything. */
  let spokenAt = 0
  let lookedAt = pageTime()
  let forcedAt: number | null = null

  const channel = openChannel(name, (said) => isSaid<T>(said) && hear(said))
  const say = (said: Said<T>) => channel?.post(said)

  function hear(said: Said<T>): void {
    if (isAlone) return
    spokenAt = pageTime()
    if (said.type === 'asks' || said.type === 'wants-all') {
      if (leading === null) return
      say({ type: 'here', from: id })
      if (said.type === 'wants-all') handlers.onAsked()
      return
    }
    if (said.type === 'leads') {
      leader = said.from
      leading?.abort()
    }
    leader ??= said.from
    if (said.from !== leader) return
    heardAt = pageTime()
    if (said.type === 'item') handlers.receive(said.item)
  }

  /** Requests the lock, and requests it again when it was taken away. A refused lock is never granted. */
  function queue(steal: boolean): void {
    let had = false
    const held = async () => {
      had = true
      await lead()
    }
    const request = requestLock(name, { signal: ended.signal, steal, held })
    if (request === null) goAlone()
    request?.catch(() => {
      leading?.abort()
      if (!had) return goAlone()
      const takenAt = pageTime()
      // A new leader announces itself and followers ask, so a tab that hears nothing by then never will.
      setTimeout(() => leading === null && spokenAt < takenAt && goAlone(), 2 * askEvery)
      if (!steal && !ended.signal.aborted && !isAlone) queue(false)
    })
  }

  async function lead(): Promise<void> {
    if (ended.signal.aborted || isAlone) return
    const own = new AbortController()
    leading = own
    leader = id
    say({ type: 'leads', from: id })
    const { signal, release } = joined(own.signal, ended.signal)
    await handlers.lead(signal)
    release()
    if (leading === own) leading = null
    heardAt = pageTime()
  }

  function goAlone(): void {
    if (isAlone || ended.signal.aborted) return
    isAlone = true
    clearInterval(timer)
    leading?.abort()
    void handlers.alone(ended.signal)
  }

  function look(): void {
    const now = pageTime()
    // If this tab stood still itself, it first hears what was said meanwhile.
    if (now - lookedAt > 2 * askEvery) heardAt = now
    lookedAt = now
    if (leading !== null) return
    say({ type: 'asks' })
    if (now - heardAt < longestSilence) forcedAt = null
    else if (forcedAt === null) {
      forcedAt = now
      queue(true)
    } else if (now - forcedAt > lockWait) goAlone()
  }

  const timer = setInterval(look, askEvery)
  if (channel === null) goAlone()
  else {
    say({ type: 'wants-all' })
    queue(false)
  }
  return {
    share: (item) => {
      if (leading !== null) say({ type: 'item', from: id, item })
    },
    ask: () => say({ type: 'wants-all' }),
    leave: goAlone,
    close: () => {
      ended.abort()
      clearInterval(timer)
      channel?.close()
    },
  }
}

/** Whether a tab of this console said it; other pages of the same origin may say anything. */
function isSaid<T>(data: unknown): data is Said<T> {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false
  if (data.type === 'asks' || data.type === 'wants-all') return true
  const isKnown = data.type === 'item' || data.type === 'leads' || data.type === 'here'
  return isKnown && 'from' in data && typeof data.from === 'string'
}
