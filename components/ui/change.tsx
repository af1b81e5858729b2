import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { VisuallyHidden } from './visually-hidden'

interface ChangeProps {
  readonly before: ReactNode
  readonly after: ReactNode
  /** Signed, with its base if it is a percentage: "+5.0M, +25 % of 20.0M". */
  readonly difference?: ReactNode
  readonly className?: string | undefined
}

/** `before → after (difference)`; read as "from … to …". */
export function Change({ before, after, difference, className }: ChangeProps) {
  return (
    <span
      className={cn('inline-flex max-w-full flex-wrap items-baseline gap-x-1.5 wrap-anywhere', className)}
    >
      <VisuallyHidden>from </VisuallyHidden>
      <span className="text-muted">{before}</span>
      <ArrowRight aria-hidden className="size-3.5 shrink-0 self-center text-faint" />
      <VisuallyHidden> to </VisuallyHidden>
      <span className="font-semibold">{after}</span>
      {difference !== undefined && <span className="text-muted text-sm">({difference})</span>}
    </span>
  )
}
