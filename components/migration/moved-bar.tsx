import { cn } from '@/components/ui/cn'

interface MovedBarProps {
  /** Names the quantity: "Debt of Keel on the Generator". */
  readonly label: string
  /** Moved of all, from 0 to 1; cut off by the caller, so that it is full only when nothing is left. */
  readonly fraction: number
  /** The fraction in words, with its base: "60 % of 352M USDS". */
  readonly text: string
  readonly className?: string | undefined
}

/** How much of a Prime's debt has moved: new in its hue from the left, what is left in the hue of old debt. */
export function MovedBar({ label, fraction, text, className }: MovedBarProps) {
  const moved = Math.min(Math.max(fraction, 0), 1)
  return (
    <span className={cn('block min-w-16', className)} title={text}>
      <meter className="sr-only" aria-label={label} aria-valuetext={text} min={0} max={1} value={moved}>
        {text}
      </meter>
      <span aria-hidden className="flex h-2 gap-px overflow-hidden rounded-full forced-color-adjust-none">
        {moved > 0 && <span className="h-full min-w-px bg-debt-new" style={{ width: `${moved * 100}%` }} />}
        {moved < 1 && <span className="h-full min-w-px flex-1 bg-debt-old" />}
      </span>
    </span>
  )
}
