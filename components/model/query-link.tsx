'use client'

import type { MouseEvent, ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { useSearch } from '@/lib/react/page/address'
import { pushAddress } from '@/lib/react/page/browser'

interface QueryLinkProps {
  /** Search parameters to set; null takes one away. The others stay. */
  readonly set: Readonly<Record<string, string | null>>
  /** Whether this is what the page shows. */
  readonly current?: boolean | undefined
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly 'aria-label'?: string | undefined
}

/** The search with some parameters set anew. */
export function withQuery(search: string, set: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(set)) {
    if (value === null) params.delete(name)
    else params.set(name, value)
  }
  const text = params.toString()
  return text === '' ? '?' : `?${text}`
}

/**
 * A link to another view of the same page. It changes the address by the History API, so it works when the server is
 * gone; a press with a modifier opens a tab as any link does.
 */
export function QueryLink({ set, current = false, children, className, ...rest }: QueryLinkProps) {
  const href = withQuery(useSearch().toString(), set)
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    const { pathname, search } = window.location
    const next = withQuery(search, set)
    pushAddress(next === '?' ? pathname : next)
  }
  return (
    <a
      {...rest}
      href={href}
      onClick={onClick}
      aria-current={current ? 'true' : undefined}
      className={cn('link rounded-sm', className)}
    >
      {children}
    </a>
  )
}
