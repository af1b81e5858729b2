import { cn } from './cn'
import { LiveText } from './live-text'
import { STATE_LOOK, type State } from './state'

interface StateBadgeProps {
  readonly state: State
  /** The word for the state, such as "Frozen" or "Could not check"; colour alone says nothing. */
  readonly word: string
  /** Without its ground, for lists where every line has one. */
  readonly plain?: boolean | undefined
  readonly className?: string | undefined
}

/** A state, by icon, word and colour. */
export function StateBadge({ state, word, plain = false, className }: StateBadgeProps) {
  const { icon: Icon, text, soft } = STATE_LOOK[state]
  return (
    <span
      data-state-badge={state}
      className={cn(
        'inline-flex max-w-full items-center gap-1.5 align-middle font-medium text-sm',
        text,
        !plain && ['rounded-full px-2 py-0.5', soft],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      <LiveText text={word} className="truncate" />
    </span>
  )
}
