'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { copyText } from './clipboard'
import { cn } from './cn'
import { LiveRegion } from './live-region'

interface CopyButtonProps {
  /** What is copied, exactly. */
  readonly text: string
  /** Names the thing: "Copy safeTxHash". */
  readonly label: string
  /** Shows the label beside the icon. */
  readonly labelled?: boolean | undefined
  readonly className?: string | undefined
}

type Outcome = 'idle' | 'copied' | 'failed'
const SPOKEN: Readonly<Record<Outcome, string>> = { idle: '', copied: 'Copied', failed: 'Could not copy' }
const ICON = { idle: Copy, copied: Check, failed: X } as const

/** Copies a text and says whether it did. */
export function CopyButton({ text, label, labelled = false, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  const host = useRef<HTMLSpanElement>(null)
  const Icon = ICON[outcome]

  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 2000)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => {
    if (host.current === null) return
    setOutcome((await copyText(text, host.current)) ? 'copied' : 'failed')
  }

  return (
    <span ref={host} className="relative inline-flex">
      <button
        type="button"
        onClick={copy}
        aria-label={labelled ? undefined : label}
        title={labelled ? undefined : label}
        className={cn(
          'inline-flex min-h-6 min-w-6 items-center justify-center gap-1.5 rounded-sm text-accent text-sm hover:bg-hover hover:text-accent-strong',
          labelled && 'px-1.5',
          className,
        )}
      >
        <Icon aria-hidden className="size-3.5 shrink-0" />
        {labelled && (outcome === 'failed' ? SPOKEN.failed : label)}
      </button>
      <LiveRegion>{SPOKEN[outcome]}</LiveRegion>
    </span>
  )
}
