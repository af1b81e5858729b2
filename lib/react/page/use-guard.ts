import { useEffect } from 'react'
import type { PageGuard } from './guard'

/**
 * Tells the document itself that the console runs, and whether the page stands still: a page that stands still cannot
 * draw that message (`components/frame/standstill.tsx`).
 */
export function usePageGuard(guard: PageGuard): void {
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset.started = ''
    const stop = guard.start()
    const unsubscribe = guard.subscribe(() => {
      if (guard.snapshot().standsStill) dataset.standsStill = ''
      else delete dataset.standsStill
    })
    return () => {
      stop()
      unsubscribe()
    }
  }, [guard])
}
