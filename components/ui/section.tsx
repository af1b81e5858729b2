import type { ReactNode } from 'react'
import { cn } from './cn'

interface SectionProps {
  /** Anchor of the section; everything can be linked to. */
  readonly id: string
  readonly title: string
  /** One line on what it shows. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Without the panel, where the content brings its own. */
  readonly bare?: boolean | undefined
  readonly className?: string | undefined
}

/** A headed part of a page on a panel of its own. */
export function Section({ id, title, note, actions, children, bare = false, className }: SectionProps) {
  const heading = `${id}-heading`
  return (
    <section id={id} aria-labelledby={heading} className={cn('min-w-0', className)}>
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={heading} className="font-semibold text-md">
            <a
              href={`#${id}`}
              className="inline-block min-h-6 content-center rounded-sm decoration-line underline-offset-4 hover:underline"
            >
              {title}
            </a>
          </h2>
          {note !== undefined && <div className="text-muted text-sm">{note}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {bare ? children : <div className="rounded-lg bg-surface p-4 ring-1 ring-line">{children}</div>}
    </section>
  )
}
