'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { welcome } from '@/lib/handbook'
import { keepCookie } from '@/lib/react/page/browser'
import { VISITED_COOKIE } from './visited'

/** Pages on which the note would be in the way or repeat what is there. */
const ELSEWHERE = ['/emergency', '/handbook']

interface FirstVisitProps {
  /** Whether the server was sent the cookie of somebody who was here before. */
  readonly visited: boolean
}

/**
 * What this is, in two sentences, until somebody closes it. It stands in the page and covers nothing. That it was closed
 * is kept in a cookie, so that the first paint already knows; where cookies are refused it lasts as long as the page.
 */
export function FirstVisit({ visited }: FirstVisitProps) {
  const [closed, setClosed] = useState(visited)
  const path = usePathname()
  if (closed || ELSEWHERE.some((one) => path.startsWith(one))) return null
  const close = () => {
    keepCookie(VISITED_COOKIE, 'yes')
    setClosed(true)
  }
  return (
    <aside
      aria-label="What this is"
      className="flex items-start gap-3 rounded-lg bg-surface py-2 pr-2 pl-4 ring-1 ring-line ring-inset"
    >
      <p className="min-w-0 flex-1 text-pretty py-1 text-muted">
        {welcome}{' '}
        <Link href="/handbook" prefetch={false} className="link inline-block min-h-6 content-center">
          Read the handbook
        </Link>
      </p>
      <button
        type="button"
        onClick={close}
        className="touch grid size-8 shrink-0 place-items-center rounded-md text-accent hover:bg-hover hover:text-accent-strong pointer-coarse:size-11"
      >
        <X aria-hidden className="size-4" />
        <span className="sr-only">Close this note</span>
      </button>
    </aside>
  )
}
