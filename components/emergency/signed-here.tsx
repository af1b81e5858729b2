'use client'

import { useState } from 'react'
import { RunStatus } from '@/components/actions/run-status'
import { statusWords } from '@/components/actions/status-words'
import { useActionTitle } from '@/components/actions/use-action-title'
import { Disclosure } from '@/components/ui/disclosure'
import type { Run, RunCall } from '@/lib/react/run'
import { useRuns } from '@/lib/react/use-runs'

/** What was signed from this browser, newest first. Nothing when nothing was. */
export function SignedHere() {
  const { runs } = useRuns()
  if (runs.length === 0) return null
  return (
    <section aria-labelledby="signed-here">
      <h3 id="signed-here" className="mb-2 font-semibold text-md">
        Signed from this browser
      </h3>
      <ul className="divide-y divide-line rounded-lg bg-surface px-4 ring-1 ring-line">
        {runs.map((run) => (
          <li key={run.id} className="py-2.5">
            <SignedRun run={run} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Under way or not well, and not in the dialog that is signing it. */
function needsEyes({ status: { state } }: RunCall): boolean {
  return !['waiting', 'signing', 'rejected', 'mined'].includes(state)
}

/** A run in one line, with the rest on a press: what is over must not push the buttons out of sight. */
function SignedRun({ run }: { readonly run: Run }) {
  const titled = useActionTitle()
  const [startedOpen] = useState(run.calls.some(needsEyes))
  const words = [...new Set(run.calls.map(({ status }) => statusWords(status).word))].join(', ')
  return (
    <Disclosure
      open={startedOpen}
      summary={
        <span>
          <span className="font-medium">{titled(run.title)}</span>
          <span className="text-muted">: {words.toLowerCase()}</span>
        </span>
      }
    >
      <RunStatus run={run} />
    </Disclosure>
  )
}
