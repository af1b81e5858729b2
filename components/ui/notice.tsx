import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { STATE_LOOK } from './state'

interface NoticeProps {
  /** `red`: proven wrong. `amber`: unknown or soon. `info`: no state at all. */
  readonly tone: 'info' | 'amber' | 'red'
  /** What is the case or what failed, in one line. */
  readonly title: string
  /** More on it. */
  readonly children?: ReactNode
  /** What still holds. */
  readonly holds?: ReactNode
  /** What to do. */
  readonly todo?: ReactNode
  readonly actions?: ReactNode
  /** Read aloud at once when it appears. */
  readonly alert?: boolean | undefined
  readonly className?: string | undefined
}

const LOOK = {
  info: { icon: Info, word: 'Note', text: 'text-muted', ground: 'bg-surface ring-line' },
  amber: { ...STATE_LOOK.unknown, word: 'Attention', ground: 'bg-unknown-soft ring-unknown/25' },
  red: { ...STATE_LOOK.wrong, word: 'Wrong', ground: 'bg-wrong-soft ring-wrong/25' },
} as const

/** What a person must know: what is the case, what still holds, what to do. */
export function Notice({ tone, title, children, holds, todo, actions, alert, className }: NoticeProps) {
  const { icon: Icon, word, text, ground } = LOOK[tone]
  return (
    <div
      role={alert ? 'alert' : undefined}
      data-notice={tone}
      className={cn('flex gap-3 rounded-lg px-4 py-3 ring-1 ring-inset', ground, className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-[1.125rem] shrink-0', text)} strokeWidth={2.25} />
      <div className="min-w-0 flex-1 space-y-1">
        <p className={cn('font-semibold', tone === 'info' ? 'text-ink' : text)}>
          <span className="sr-only">{word}: </span>
          {title}
        </p>
        {children !== undefined && <div>{children}</div>}
        {(holds !== undefined || todo !== undefined) && (
          <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
            {holds !== undefined && <Line term="Still holds" text={holds} />}
            {todo !== undefined && <Line term="What to do" text={todo} />}
          </dl>
        )}
        {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  )
}

function Line({ term, text }: { readonly term: string; readonly text: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted">{term}</dt>
      <dd>{text}</dd>
    </div>
  )
}
