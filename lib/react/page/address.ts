'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'

/**
 * Where something on the page was chosen. `link`: it came with the address at which the page was opened, which anybody
 * may have written. `here`: it was pressed or typed in this console.
 */
export type Origin = 'link' | 'here'

/** What an address names: its path, and each of its search parameters. */
export function namedBy(href: string): readonly string[] {
  const { pathname, searchParams } = new URL(href, 'http://localhost')
  return [pathname, ...[...searchParams].map(([name, value]) => `?${name}=${value}`)]
}

/** What came with the address of a page, without what was chosen since. */
export class AddressOrigins {
  private readonly opened: ReadonlySet<string>
  private readonly chosen = new Set<string>()
  private readonly listeners = new Set<() => void>()

  constructor(href: string) {
    this.opened = new Set(namedBy(href))
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Somebody pressed a link of this console, so what the link names beyond the present address was chosen here. */
  press(href: string, now: string): void {
    const before = new Set(namedBy(now))
    for (const named of namedBy(href)) if (!before.has(named)) this.chosen.add(named)
    for (const listener of this.listeners) listener()
  }

  /** @param named As `namedBy` names it. */
  originOf(named: string): Origin {
    return this.opened.has(named) && !this.chosen.has(named) ? 'link' : 'here'
  }
}

/** Created before anything can be pressed, since this module is part of every page. Null on the server. */
const origins = typeof window === 'undefined' ? null : new AddressOrigins(window.location.href)

const nothing = () => undefined
const ofLink = (): Origin => 'link'

function useOrigin(named: string): Origin {
  return useSyncExternalStore(
    origins?.subscribe ?? (() => nothing),
    () => origins?.originOf(named) ?? 'link',
    // What the server draws was asked for by an address.
    ofLink,
  )
}

/** A search parameter of the page, and where it was chosen. Null, and `here`, where the address has none. */
export function useQuery(name: string): { readonly value: string | null; readonly origin: Origin } {
  const value = useSearchParams().get(name)
  const origin = useOrigin(`?${name}=${value}`)
  return { value, origin: value === null ? 'here' : origin }
}

/** Where the page itself, by its path, was chosen. */
export function usePathOrigin(): Origin {
  return useOrigin(usePathname())
}

/** The present search of the page, for a link or a table that changes a part of it; nobody acts on it. */
export function useSearch(): URLSearchParams {
  return useSearchParams()
}

/** Notes for the whole console which link was pressed. */
export function usePressedLinks(): void {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link) origins?.press(link.href, window.location.href)
    }
    // In the capture phase, before the link itself changes the address.
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [])
}

function onFragment(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** What follows the # of the address, which no server sees; empty where there is none. Anybody may have written it. */
export function useFragment(): string {
  return useSyncExternalStore(
    onFragment,
    () => window.location.hash.slice(1),
    () => '',
  )
}
