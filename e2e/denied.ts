import type { Page } from '@playwright/test'

/** Parts of a browser that a policy, a private window or a frame of another site can deny. */
export const APIS = [
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'locks',
  'BroadcastChannel',
  'EventSource',
  'clipboard',
  'cookieStore',
  'cookie',
  'matchMedia',
  'serviceWorker',
] as const

/** Gone, throws when it is touched, refuses what it is asked, or takes it and never answers. */
export const WAYS = ['missing', 'throws', 'rejects', 'silent'] as const

export type Api = (typeof APIS)[number]
export type Way = (typeof WAYS)[number]
export type Denials = Partial<Record<Api, Way>>

/** Everything at once, in one way. */
export const all = (way: Way): Denials => Object.fromEntries(APIS.map((api) => [api, way]))

/**
 * Denies in every document of the page what the name of its window says (a frame has it from the page around it), and
 * `otherwise` where that name says nothing.
 */
export async function denyByName(page: Page, otherwise: Denials = {}): Promise<void> {
  await page.addInitScript(deny, otherwise)
}

/** Runs in the page, before anything else. */
function deny(otherwise: Denials): void {
  const refusal = () => new DOMException('Access is denied for this document.', 'SecurityError')
  const never = () => new Promise(() => undefined)
  const denials: Denials = window.name.startsWith('{') ? JSON.parse(window.name) : otherwise

  const replace = (owner: object, name: string, get: () => unknown) =>
    Object.defineProperty(owner, name, { configurable: true, get })
  /** An object whose every method answers in this way. */
  const every = (answer: () => unknown) => new Proxy({}, { get: () => answer })
  const refuse = () => {
    throw refusal()
  }

  function storageOf(way: Way): unknown {
    if (way === 'missing') return undefined
    return way === 'rejects' ? every(refuse) : every(() => undefined)
  }
  function asyncOf(way: Way): unknown {
    if (way === 'missing') return undefined
    return every(way === 'rejects' ? () => Promise.reject(refusal()) : never)
  }

  /** A channel that cannot be made, that cannot be spoken into, or that nobody hears. */
  class DeadChannel {
    onmessage = null
    close() {}
    postMessage() {
      if (denials.BroadcastChannel === 'rejects') refuse()
    }
  }
  /** A stream that fails at once, or that never begins. */
  class DeadStream extends EventTarget {
    onerror: (() => void) | null = null
    constructor() {
      super()
      if (denials.EventSource === 'rejects') setTimeout(() => this.onerror?.(), 10)
    }
    close() {}
  }

  for (const [api, way] of Object.entries(denials)) {
    const throws = way === 'throws'
    if (api === 'localStorage' || api === 'sessionStorage')
      replace(window, api, throws ? refuse : () => storageOf(way))
    else if (api === 'cookie')
      Object.defineProperty(document, api, { get: throws ? refuse : () => '', set: throws ? refuse : never })
    else if (api === 'locks' || api === 'clipboard' || api === 'serviceWorker')
      replace(navigator, api, throws ? refuse : () => asyncOf(way))
    else if (api === 'BroadcastChannel' || api === 'EventSource') {
      const dead = api === 'EventSource' ? DeadStream : DeadChannel
      replace(window, api, () => (way === 'missing' ? undefined : throws ? refuse : dead))
    } else if (api === 'matchMedia') replace(window, api, () => (way === 'missing' ? undefined : refuse))
    else replace(window, api, throws ? refuse : () => asyncOf(way))
  }
}

/** A page at an address of the console that shows it in frames, each with what is denied there. */
export async function openFrames(page: Page, at: string, src: string, frames: readonly Denials[]) {
  const body = frames
    .map(
      (denials) =>
        `<iframe name='${JSON.stringify(denials)}' src="${src}" width="900" height="500"></iframe>`,
    )
    .join('\n')
  await page.route(at, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html>${body}` }))
  await page.goto(at)
}
