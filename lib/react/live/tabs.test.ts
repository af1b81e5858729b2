import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { joinTabs, type Tabs } from './tabs'

type Held = () => Promise<void>
interface Waiting {
  readonly held: Held
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** The locks of one browser. */
class Locks {
  private holder: Waiting | null = null
  private readonly queue: Waiting[] = []

  request(_: string, { steal = false, signal }: { steal?: boolean; signal?: AbortSignal }, held: Held) {
    return new Promise<void>((resolve, reject) => {
      const waiting = { held, resolve, reject }
      signal?.addEventListener('abort', () => {
        if (this.queue.includes(waiting)) this.queue.splice(this.queue.indexOf(waiting), 1)
        reject(new Error('aborted'))
      })
      if (!steal) this.queue.push(waiting)
      else {
        const former = this.holder
        this.holder = null
        this.queue.unshift(waiting)
        former?.reject(new Error('stolen'))
      }
      this.grant()
    })
  }

  private grant(): void {
    if (this.holder !== null) return
    const next = this.queue.shift()
    if (!next) return
    this.holder = next
    const free = () => {
      if (this.holder !== next) return
      this.holder = null
      next.resolve()
      this.grant()
    }
    queueMicrotask(() => void next.held().then(free, free))
  }
}

/** The channels of one browser: what one says, all others hear a little later. */
class Channels {
  readonly open = new Set<{ onmessage: ((event: { data: unknown }) => void) | null }>()
}

/** A tab: what it led with, what it heard, and its own connections, which may be dead. */
interface Tab {
  readonly tabs: Tabs<string>
  readonly log: string[]
  leads: boolean
  alone: boolean
}

describe('tabs that share one reading', () => {
  let locks: Locks
  let channels: Channels
  /** Tabs that neither hear nor say anything from now on: frozen, or with a dead channel. */
  let frozen: Set<object>
  /** Messages to a tab while it was frozen, which it hears when it continues. */
  const missed: (() => void)[] = []
  let deaf = false

  const thaw = () => {
    frozen.clear()
    for (const deliver of missed.splice(0)) deliver()
  }

  const install = () => {
    class Channel {
      onmessage: ((event: { data: unknown }) => void) | null = null
      readonly isDeaf = deaf
      constructor() {
        channels.open.add(this)
      }
      postMessage(data: unknown) {
        if (this.isDeaf || frozen.has(this)) return
        for (const other of channels.open) {
          if (other === this || (other as Channel).isDeaf) continue
          const deliver = () => other.onmessage?.({ data })
          if (frozen.has(other)) missed.push(deliver)
          else queueMicrotask(deliver)
        }
      }
      close() {
        channels.open.delete(this)
      }
    }
    vi.stubGlobal('BroadcastChannel', Channel)
    vi.stubGlobal('navigator', { locks })
  }

  const open = (id: string): Tab => {
    const tab = { log: [] as string[], leads: false, alone: false } as { -readonly [K in keyof Tab]: Tab[K] }
    const until = (signal: AbortSignal, field: 'leads' | 'alone') =>
      new Promise<void>((resolve) => {
        tab[field] = true
        const end = () => {
          tab[field] = false
          resolve()
        }
        if (signal.aborted) end()
        signal.addEventListener('abort', end)
      })
    tab.tabs = joinTabs<string>('x', id, {
      lead: (signal) => until(signal, 'leads'),
      alone: (signal) => until(signal, 'alone'),
      receive: (item) => tab.log.push(item),
      onAsked: () => tab.tabs.share(`all of ${id}`),
    })
    return tab
  }

  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
  const leaders = (...tabs: readonly Tab[]) => tabs.filter(({ leads }) => leads).length
  const openTabs: Tab[] = []
  const opened = (id: string): Tab => {
    const tab = open(id)
    openTabs.push(tab)
    return tab
  }

  beforeEach(() => {
    vi.useFakeTimers()
    locks = new Locks()
    channels = new Channels()
    frozen = new Set()
    deaf = false
    install()
  })
  afterEach(() => {
    for (const { tabs } of openTabs.splice(0)) tabs.close()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('lets one tab lead, and a second hear all that it knows', async () => {
    const first = opened('a')
    await pass(1)
    const second = opened('b')
    await pass(1)
    expect([first.leads, second.leads]).toEqual([true, false])
    expect(second.log).toEqual(['all of a'])
    first.tabs.share('block 2')
    await pass(0)
    expect(second.log.at(-1)).toBe('block 2')
    await pass(60)
    expect([first.leads, second.leads]).toEqual([true, false])
  })

  it('lets the next tab lead when the first is closed', async () => {
    const first = opened('a')
    const [second, third] = [opened('b'), opened('c')]
    await pass(1)
    first.tabs.close()
    await pass(1)
    expect(leaders(second, third)).toBe(1)
  })

  it('replaces a leader that stands still within less than a block, and makes it follow when it is back', async () => {
    const first = opened('a')
    await pass(1)
    const [ears] = [...channels.open]
    const [second, third] = [opened('b'), opened('c')]
    await pass(10)
    expect(first.leads).toBe(true)
    frozen.add(ears as object)
    for (let waited = 0; waited < 10 && leaders(second, third) === 0; waited++) await pass(1)
    expect(leaders(second, third)).toBe(1)
    thaw()
    await pass(10)
    expect(leaders(first, second, third)).toBe(1)
    const leader = [first, second, third].find(({ leads }) => leads)
    leader?.tabs.share('block 3')
    await pass(0)
    for (const tab of [first, second, third]) if (tab !== leader) expect(tab.log.at(-1)).toBe('block 3')
  })

  it('ignores what a replaced leader says afterwards', async () => {
    const first = opened('a')
    await pass(1)
    const [ears] = [...channels.open]
    const second = opened('b')
    await pass(1)
    frozen.add(ears as object)
    for (let waited = 0; waited < 10 && !second.leads; waited++) await pass(1)
    const third = opened('c')
    await pass(1)
    // The replaced leader continues, and speaks before it has heard that another leads.
    frozen.clear()
    ;(ears as unknown as BroadcastChannel).postMessage({ type: 'item', from: 'a', item: 'block 1' })
    first.tabs.share('block 1')
    await pass(0)
    expect(third.log).toEqual(['all of b'])
  })

  it.each([
    ['there are no locks', () => vi.stubGlobal('navigator', {})],
    [
      'locks are refused',
      () => vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new Error()) } }),
    ],
    [
      'locks throw',
      () =>
        vi.stubGlobal('navigator', {
          locks: {
            request: () => {
              throw new Error()
            },
          },
        }),
    ],
    [
      'locks are never had',
      () => vi.stubGlobal('navigator', { locks: { request: () => new Promise(() => undefined) } }),
    ],
    ['there is no channel', () => vi.stubGlobal('BroadcastChannel', undefined)],
  ])('lets each tab read for itself where %s', async (_, without) => {
    without()
    const [first, second] = [opened('a'), opened('b')]
    await pass(9)
    expect([first.alone, second.alone]).toEqual([true, true])
    expect(leaders(first, second)).toBe(0)
  })

  it('lets a tab with a dead channel read for itself, and does not disturb the others', async () => {
    const [first, second] = [opened('a'), opened('b')]
    await pass(1)
    deaf = true
    const third = opened('c')
    await pass(60)
    expect(third.alone).toBe(true)
    expect(leaders(first, second)).toBe(1)
    expect([first.alone, second.alone]).toEqual([false, false])
    const settled = [first.leads, second.leads]
    await pass(60)
    expect([first.leads, second.leads]).toEqual(settled)
  })

  it.each([null, 'x', {}, { type: 'item' }, { type: 'message', text: '{}' }, { type: 'leads', from: 1 }])(
    'ignores what others say on its channel: %j',
    async (said) => {
      const first = opened('a')
      await pass(1)
      const second = opened('b')
      await pass(1)
      const [stranger] = [...channels.open]
      ;(stranger as unknown as BroadcastChannel).postMessage(said)
      first.tabs.share('block 2')
      await pass(10)
      expect(second.log.at(-1)).toBe('block 2')
      expect([first.leads, second.leads]).toEqual([true, false])
    },
  )

  it('lets a single tab with a dead channel lead', async () => {
    deaf = true
    const tab = opened('a')
    await pass(60)
    expect(tab.leads || tab.alone).toBe(true)
  })
})
