import { cn } from './cn'

/** The key that does the same as the control beside it. Screen readers have it from `aria-keyshortcuts`. */
export function KeyHint({
  keys,
  className,
}: {
  readonly keys: string
  readonly className?: string | undefined
}) {
  return (
    <kbd
      aria-hidden
      className={cn(
        'inline-grid h-5 min-w-5 place-items-center rounded-sm border border-current/30 px-1 font-mono text-xs',
        className,
      )}
    >
      {keys}
    </kbd>
  )
}
