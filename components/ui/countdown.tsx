import { LiveText } from './live-text'

interface CountdownProps {
  /** Time left in words: "6 h 12 min". */
  readonly left: string
  /** The moment in UTC: "07:00 UTC". */
  readonly at: string
  /** The moment for machines, ISO 8601. */
  readonly iso: string
  readonly className?: string | undefined
}

/** When something comes, and how long until then. The caller ticks it; it is not read aloud at every tick. */
export function Countdown({ left, at, iso, className }: CountdownProps) {
  return (
    <span className={className}>
      <time dateTime={iso} className="whitespace-nowrap">
        {at}
      </time>
      <span className="text-muted">, in </span>
      <LiveText text={left} className="whitespace-nowrap" />
    </span>
  )
}
