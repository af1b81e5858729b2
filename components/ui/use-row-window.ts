'use client'

import { type RefObject, useLayoutEffect, useState } from 'react'

/** Rows above and below what is in sight, so that tabbing and short scrolls find them there. */
const OVERSCAN = 12
/** Rows that the server renders, and the browser before it has measured. */
const FIRST = 40
/** Height of a row of one line, until a real one was measured [px]. */
const USUAL_HEIGHT = 41

/** Which rows of a long table are in the document, and the room that the others take [px]. */
export interface RowWindow {
  readonly start: number
  readonly end: number
  readonly above: number
  readonly below: number
}

/** What is in sight of a region that scrolls [px]. */
interface Sight {
  readonly top: number
  readonly height: number
  readonly row: number
}

/** The rows to render of `count`, from what is in sight; the first ones before that is known. */
export function rowWindow(count: number, sight: Sight | null): RowWindow {
  const row = sight?.row ?? USUAL_HEIGHT
  const first = sight === null ? 0 : Math.floor(sight.top / row) - OVERSCAN
  const size = sight === null ? FIRST : Math.ceil(sight.height / row) + 1 + 2 * OVERSCAN
  // A filter may leave fewer rows than were scrolled past.
  const start = Math.max(0, Math.min(first, count - size))
  const end = Math.min(count, start + size)
  return { start, end, above: start * row, below: (count - end) * row }
}

/**
 * Keeps only those rows of a table in the document that are near what is in sight of the region that it scrolls in.
 * Rows are taken to be of one height, the mean of those that were rendered first.
 * @returns every row when not `active`
 */
export function useRowWindow(
  region: RefObject<HTMLElement | null>,
  count: number,
  active: boolean,
): RowWindow {
  const [sight, setSight] = useState<Sight | null>(null)

  useLayoutEffect(() => {
    const element = region.current
    if (!active || element === null) return
    let row = 0
    const measure = () => {
      const rows = [...element.querySelectorAll('tbody tr[data-row]')]
      row = rows.reduce((sum, each) => sum + each.getBoundingClientRect().height, 0) / rows.length
      look()
    }
    const look = () => {
      // Inside a closed disclosure nothing has a height.
      if (!(row > 0) || element.clientHeight === 0) return
      const next = { top: element.scrollTop, height: element.clientHeight, row }
      setSight((now) => (now !== null && same(now, next) ? now : next))
    }
    measure()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [region, active])

  return active ? rowWindow(count, sight) : { start: 0, end: count, above: 0, below: 0 }
}

/** Scrolling within a row changes nothing: new rows come before the old ones run out. */
function same(a: Sight, b: Sight): boolean {
  const step = b.row * (OVERSCAN / 3)
  return a.row === b.row && a.height === b.height && Math.abs(a.top - b.top) < step
}
