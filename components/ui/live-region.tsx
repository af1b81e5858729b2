import type { ReactNode } from 'react'

interface LiveRegionProps {
  readonly children: ReactNode
  /** Interrupts what is being read; for things that are proven wrong only. */
  readonly urgent?: boolean | undefined
}

/** Reads its text aloud when it changes. Must stay mounted, or the first change is not heard. */
export function LiveRegion({ children, urgent = false }: LiveRegionProps) {
  return (
    <output aria-live={urgent ? 'assertive' : 'polite'} className="sr-only">
      {children}
    </output>
  )
}
