'use client'

import { type RefObject, useEffect, useState } from 'react'

/** Width of an element [px], null until it was measured: the server has none, and a chart without one would warn. */
export function useWidth(element: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useEffect(() => {
    const node = element.current
    if (node === null) return
    const observer = new ResizeObserver(() => setWidth(node.clientWidth || null))
    observer.observe(node)
    return () => observer.disconnect()
  }, [element])
  return width
}
