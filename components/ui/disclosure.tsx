import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface DisclosureProps {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly open?: boolean | undefined
  /** Called when it is opened or closed, for content that is rendered only while open. */
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  readonly className?: string | undefined
}

/** Detail on demand, such as raw calldata. An element of the browser: it opens without scripts and can be searched. */
export function Disclosure({ summary, children, open, onOpenChange, className }: DisclosureProps) {
  return (
    <details
      open={open}
      onToggle={onOpenChange && ((event) => onOpenChange(event.currentTarget.open))}
      className={className}
    >
      <summary className="touch inline-flex min-h-6 list-none items-center gap-1.5 rounded-sm text-accent hover:text-accent-strong">
        {/* By its own fold, and not by one around it. */}
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 transition-transform [details[open]>summary>&]:rotate-90"
        />
        {summary}
      </summary>
      <div className="mt-2 pl-5.5">{children}</div>
    </details>
  )
}
