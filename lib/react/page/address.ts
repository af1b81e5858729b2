'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'

/**
 * Where something on the page was chosen: `link` when it came with the address at which the page was opened, which
 * anybody may have written, and `here` when it was pressed or typed on this console.
 */
export type Origin = 'link' | 'here'

/** What an address names: its path, and each of its search parameters. */
export function namedBy(href: string): readonly string[] {
  const { pathname, searchParams } = new URL(href, 'http://localhost')
  return [pathname, ...[...searchParams].map(([name, value]) => `?${name}=${value}`)]
}

/** What came with the address of a page, less what was chosen since. */
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

  /** Somebody pressed a link of this console: what it names beyond the address of now was chosen. */
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

/** Made before anything can be pressed: this module is part of every page. Null on the server. */
const origins = typeof window === 'undefined' ? null : new AddressOrigins(window.location.href)

const nothing = () => undefined
const ofLink = (): Origin => 'link'

function useOrigin(named: string): Origin {
  return useSyncExternalStore(
    origins?.subscribe ?? (() => nothing),
    () => origins?.originOf(named) ?? 'link',
    // What the server draws is what an address asked for.
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

/** The search of the page as it is, for a link or a table that changes a part of it; nothing is acted on by it. */
export function useSearch(): URLSearchParams {
  return useSearchParams()
}

/** Notices, for the whole console, which link was pressed. */
export function usePressedLinks(): void {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      const link = target instanceof Element ? target.closest('a') : null
      if (link) origins?.press(link.href, window.location.href)
    }
    // Before the link itself changes the address.
    document.addEventListener('click', onClick, true)
    return () => document.removeEventListener('click', onClick, true)
  }, [])
}
