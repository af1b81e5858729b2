import { cn } from '@/components/ui/cn'

interface RefillBarProps {
  /** Names the quantity: "Capacity of USDS mint". */
  readonly label: string
  /** Current of max, from 0 to 1; floored by the caller, so that it is full only when it is. */
  readonly fraction: number
  /** The fraction in words: "41.2M of 50.0M USDS, 82 %". */
  readonly text: string
  readonly className?: string | undefined
}

/** How full a limit is, as a bar. It carries no state, so it has no colour. */
export function RefillBar({ label, fraction, text, className }: RefillBarProps) {
  const filled = Math.min(Math.max(fraction, 0), 1)
  return (
    <span className={cn('block min-w-16', className)} title={text}>
      <meter className="sr-only" aria-label={label} aria-valuetext={text} min={0} max={1} value={filled}>
        {text}
      </meter>
      <span aria-hidden className="block h-1.5 overflow-hidden rounded-full bg-mark forced-color-adjust-none">
        <span className="block h-full rounded-full bg-muted" style={{ width: `${filled * 100}%` }} />
      </span>
    </span>
  )
}
