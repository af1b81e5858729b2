import { Countdown } from '@/components/ui/countdown'
import { coming, formatDuration, formatUtc, formatUtcTime } from '@/lib/format'
import { isoOf } from './times'

interface WhenProps {
  /** [unix s] */
  readonly at: bigint
  /** Time of the chain [unix s]. */
  readonly now: bigint
  readonly className?: string | undefined
}

/** A moment with the time until then, or since. */
export function When({ at, now, className }: WhenProps) {
  const iso = isoOf(at)
  if (iso === undefined) return <span className={className}>{formatUtc(at)}</span>
  const moment = coming(at, now)
  if (moment !== null) {
    return <Countdown at={moment.clock} left={moment.left} iso={iso} className={className} />
  }
  return (
    <time dateTime={iso} title={formatUtc(at)} className={className}>
      {formatUtcTime(at, now)}
      <span className="text-muted">, {formatDuration(now - at)} ago</span>
    </time>
  )
}
