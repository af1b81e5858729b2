import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  browserStorage,
  copySelection,
  keepCookie,
  openChannel,
  openEvents,
  printPage,
  pushAddress,
  replaceAddress,
  requestLock,
  wantsNoMotion,
  writeClipboard,
} from './browser'

const refuse = () => {
  throw new DOMException('Access is denied for this document.', 'SecurityError')
}
const reject = () => Promise.reject(new DOMException('Not allowed.', 'NotAllowedError'))
const never = () => new Promise(() => undefined)

/** A global whose property throws as soon as it is read. */
const throwing = (name: string) => Object.defineProperty({}, name, { get: refuse })

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('printing', () => {
  it('asks the browser, and does nothing where that is refused or missing', () => {
    const print = vi.fn()
    vi.stubGlobal('window', { print })
    printPage()
    expect(print).toHaveBeenCalledOnce()
    for (const window of [{}, { print: refuse }, throwing('print')]) {
      vi.stubGlobal('window', window)
      expect(() => printPage()).not.toThrow()
    }
  })
})

describe('storage', () => {
  it('is null on the server', () => {
    expect(browserStorage()).toBeNull()
  })

  it.each([
    ['is missing', {}],
    ['throws when it is looked at', throwing('localStorage')],
    ['throws at every call', { localStorage: { getItem: refuse, setItem: refuse, removeItem: refuse } }],
    [
      'forgets',
      { localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined } },
    ],
    [
      'answers something else than text',
      { localStorage: { getItem: never, setItem: never, removeItem: never } },
    ],
  ])('lasts as long as the page where the browser’s %s', (_, window) => {
    vi.stubGlobal('window', window)
    const storage = browserStorage()
    storage?.setItem('key', 'value')
    expect(storage?.getItem('key')).toBe('value')
    storage?.removeItem('key')
    expect(storage?.getItem('key')).toBeNull()
  })

  it('is the browser’s where it works, and sees what another page wrote', () => {
    const items = new Map<string, string>()
    const localStorage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    }
    vi.stubGlobal('window', { localStorage })
    browserStorage()?.setItem('key', 'mine')
    items.set('key', 'theirs')
    expect(browserStorage()?.getItem('key')).toBe('theirs')
  })
})

describe('locks', () => {
  const request = () =>
    requestLock('x', { signal: new AbortController().signal, steal: false, held: async () => undefined })

  it.each([
    ['there is no navigator', undefined],
    ['there are none', {}],
    ['looking at them throws', throwing('locks')],
    ['asking throws', { locks: { request: refuse } }],
  ])('are null where %s', (_, navigator) => {
    vi.stubGlobal('navigator', navigator)
    expect(request()).toBeNull()
  })

  it('reject when they are refused', async () => {
    vi.stubGlobal('navigator', { locks: { request: reject } })
    await expect(request()).rejects.toThrow('Not allowed')
  })
})

describe('a channel to other tabs', () => {
  it.each([
    ['there is none', undefined],
    ['making one throws', refuse],
  ])('is null where %s', (_, channel) => {
    vi.stubGlobal('BroadcastChannel', channel)
    expect(openChannel('x', () => undefined)).toBeNull()
  })

  it('stays silent where it cannot post, and does not throw', () => {
    class Dead {
      postMessage = refuse
      close = refuse
    }
    vi.stubGlobal('BroadcastChannel', Dead)
    const channel = openChannel('x', () => undefined)
    expect(() => {
      channel?.post('x')
      channel?.close()
    }).not.toThrow()
  })
})

describe('the clipboard', () => {
  it.each([
    ['is missing', {}],
    ['throws when it is looked at', throwing('clipboard')],
    ['throws', { clipboard: { writeText: refuse } }],
    ['refuses', { clipboard: { writeText: reject } }],
    ['answers nothing', { clipboard: { writeText: () => undefined } }],
  ])('reports a failed copy where it %s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator)
    expect(await writeClipboard('x')).toBe(false)
  })

  it('reports a failed copy where it never answers', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('navigator', { clipboard: { writeText: never } })
    const written = writeClipboard('x')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await written).toBe(false)
  })

  it('reports a copy where the browser confirms it', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: async () => undefined } })
    expect(await writeClipboard('x')).toBe(true)
  })

  it('reports a failed copy by hand where that is refused', () => {
    vi.stubGlobal('document', { execCommand: refuse })
    expect(copySelection()).toBe(false)
  })
})

describe('what else may be denied', () => {
  it.each([
    ['missing', undefined],
    ['throwing', refuse],
  ])('gives no stream where streams are %s', (_, stream) => {
    vi.stubGlobal('EventSource', stream)
    expect(openEvents('/x')).toBeNull()
  })

  it.each([
    ['missing', {}],
    ['throwing', { matchMedia: refuse }],
    ['answering nothing', { matchMedia: () => undefined }],
  ])('lets nothing move where media queries are %s', (_, window) => {
    vi.stubGlobal('window', window)
    expect(wantsNoMotion()).toBe(true)
  })

  it.each([
    ['missing', undefined],
    ['throwing', { set: refuse, delete: refuse }],
    ['refusing', { set: reject, delete: reject }],
    ['silent', { set: never, delete: never }],
  ])('keeps no cookie where cookies are %s', async (_, cookieStore) => {
    vi.stubGlobal('window', { parent: null })
    vi.stubGlobal('cookieStore', cookieStore)
    expect(() => {
      keepCookie('x', '1')
      keepCookie('x', null)
    }).not.toThrow()
    await Promise.resolve()
  })

  it('keeps an address that cannot be replaced, and loads one that cannot be pushed', () => {
    const gone: string[] = []
    const location = { assign: (url: string) => gone.push(url) }
    vi.stubGlobal('window', { history: { replaceState: refuse, pushState: refuse }, location })
    replaceAddress('/a')
    pushAddress('/b')
    expect(gone).toEqual(['/b'])
  })
})
