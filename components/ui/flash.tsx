'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { wantsNoMotion } from '@/lib/react/page/browser'
import { cn } from './cn'

const SHOWN_MS = 1600

interface FlashProps {
  /** What is compared: the mark shows when this differs from what was rendered before. */
  readonly value: string
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** Marks its content for a moment when the value changed, and not at all under reduced motion. */
export function Flash({ value, children, className }: FlashProps) {
  const element = useRef<HTMLSpanElement>(null)
  const shown = useRef(value)

  useEffect(() => {
    const node = element.current
    if (node === null || shown.current === value) return
    shown.current = value
    if (wantsNoMotion()) return
    node.removeAttribute('data-changed')
    // The animation starts anew only if the browser has seen the element without the mark.
    node.getBoundingClientRect()
    node.setAttribute('data-changed', '')
    const timer = setTimeout(() => node.removeAttribute('data-changed'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [value])

  return (
    <span ref={element} className={cn('rounded-sm data-changed:animate-changed', className)}>
      {children}
    </span>
  )
}
