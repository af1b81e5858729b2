'use client'

import { RotateCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { isMissingPart, reloadPage } from '@/lib/react/page/faults'

interface FaultProps {
  /** What could not be drawn: "This page", "The status bar". */
  readonly what: string
  /** What still stands beside it. */
  readonly holds: string
  readonly error: unknown
  /** Draws the failed part again. */
  readonly retry: () => void
}

/**
 * In the place of a part that could not be drawn. The error itself goes to the developer tools of the
 * browser; here stands what it means, and what to do.
 */
export function Fault({ what, holds, error, retry }: FaultProps) {
  const outdated = isMissingPart(error)
  return (
    <Notice
      tone="amber"
      alert
      title={outdated ? `${what} could not be loaded` : `${what} could not be drawn`}
      holds={`${holds} Nothing was sent to a wallet or to the chain by this.`}
      todo={
        outdated
          ? 'The console was updated since this page was opened, or its server does not answer. Load the page anew once it does.'
          : 'Try again; if that does not help, load the page anew, or open the console on another machine.'
      }
      actions={
        <>
          <Button variant="primary" icon={RotateCw} onClick={reloadPage}>
            Load the page anew
          </Button>
          <Button onClick={() => retry()}>Try again</Button>
        </>
      }
    />
  )
}
