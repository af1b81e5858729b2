'use client'

import type { ReactNode } from 'react'
import { Bubble } from './bubble'
import { cn } from './cn'
import { CopyButton } from './copy-button'
import { LiveText } from './live-text'
import { StateBadge } from './state-badge'
import { type Shown, valueLabel, wholeOf } from './value-label'

interface Shared {
  /** Where the value comes from: contract and call, block, age. Mounted only while it is shown. */
  readonly source?: ReactNode
  readonly className?: string | undefined
}

type Known = Shared & Shown

interface Unknown extends Shared {
  readonly text: null
  /** Why it is not known: "The call reverted (EvmError)". */
  readonly reason: string
}

export type ValueProps = Known | Unknown

/**
 * A value of the chain: known, or an em dash with its reason. Never 0 for unknown. The exact figure and where it comes
 * from show on hover, focus and press; copying gives the exact figure.
 */
export function Value(props: ValueProps) {
  if (props.text === null) return <UnknownValue {...props} />
  const { text, exact, full, source, className } = props
  const copied = full ?? exact ?? text
  if (copied === text && source === undefined) return <LiveText text={text} className={className} />
  return (
    <Bubble
      label={valueLabel(props)}
      trigger={<LiveText text={text} />}
      copy={copied}
      className={cn('cursor-help', className)}
    >
      <p className="flex items-center justify-between gap-4">
        <span className="break-all font-semibold text-md">{wholeOf(props)}</span>
        <CopyButton text={copied} label={full === undefined ? 'Copy exact value' : 'Copy in full'} />
      </p>
      <Source>{source}</Source>
    </Bubble>
  )
}

/** As wide as a finger needs, since a dash is not, with the dash where the column has its values (WCAG 2.5.8). */
const NARROW = 'min-w-6 [text-align:inherit]'

function UnknownValue({ reason, source, className }: Unknown) {
  return (
    <Bubble label={`Unknown: ${reason}`} trigger="—" className={cn(NARROW, 'text-muted', className)}>
      <StateBadge state="unknown" word="Unknown" />
      <p className="mt-1.5">{reason}</p>
      <Source>{source}</Source>
    </Bubble>
  )
}

function Source({ children }: { readonly children: ReactNode }) {
  if (children === undefined) return null
  return <div className="mt-2 border-line border-t pt-2 text-muted text-sm">{children}</div>
}
