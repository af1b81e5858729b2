'use client'

import { useState } from 'react'
import { useActionTitle } from '@/components/actions/review/use-action-title'
import { holdersAfter, stillActing } from '@/components/actions/run/holders-after'
import { RunStatus } from '@/components/actions/run/run-status'
import { useStatusWords } from '@/components/actions/run/use-status-words'
import { guarded } from '@/components/frame/guarded'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { plural } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { isShown, type Run, type RunCall, statusOf, wasDenied } from '@/lib/react/run'
import { useRuns } from '@/lib/react/run/use-runs'

function Signed() {
  const { runs: all, unreadable, clearUnreadable } = useRuns()
  const runs = all.filter(isShown)
  if (runs.length === 0 && unreadable.length === 0) return null
  return (
    <section aria-labelledby="signed-here">
      <h3 id="signed-here" className="mb-2 font-semibold text-md">
        Signed from this browser
      </h3>
      {unreadable.length > 0 && (
        <Notice
          tone="amber"
          title={`${plural(unreadable.length, 'stored entry', 'stored entries')} could not be read`}
          todo="Look in the wallet for what was sent."
          actions={
            <Button size="sm" onClick={clearUnreadable}>
              Remove from the storage
            </Button>
          }
          className="mb-2"
        >
          What this browser keeps of what was signed has another shape here: it is damaged, or of another
          version of the console.
        </Notice>
      )}
      {runs.length > 0 && (
        <ul className="divide-y divide-line rounded-lg bg-surface px-4 ring-1 ring-line">
          {runs.map((run) => (
            <li key={run.id} className="py-2.5">
              <SignedRun run={run} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Whether somebody has to look at a call: it is under way, or something is wrong with it. */
function needsEyes(call: RunCall): boolean {
  const { state } = statusOf(call)
  if (wasDenied(call.dialogue) && state === 'mined') return true
  return !['waiting', 'checking', 'signing', 'rejected', 'superseded', 'mined'].includes(state)
}

/** A run in one line, with the rest on a press: what is over must not push the buttons out of sight. */
function SignedRun({ run }: { readonly run: Run }) {
  const titled = useActionTitle()
  const wordsOf = useStatusWords(run)
  const [open, setOpen] = useState(run.calls.some(needsEyes))
  const words = [...new Set(run.calls.map((call) => wordsOf(call).word))].join(', ')
  const acting = useStillActing(run)
  return (
    <Disclosure
      open={open}
      onOpenChange={setOpen}
      summary={
        <span>
          <span className="font-medium">{titled(run.title)}</span>
          <span className="text-muted">: {words.toLowerCase()}</span>
          {acting > 0 && (
            <span className="font-medium text-unknown">
              {' '}
              ({plural(acting, 'other relayer')} can still act)
            </span>
          )}
        </span>
      }
    >
      {/* Rendered only when opened, since it reads the pictures of its blocks. */}
      {open && <RunStatus run={run} />}
    </Disclosure>
  )
}

/** How many accounts can still act although the freeze of the run is mined. */
function useStillActing(run: Run): number {
  const model = useModel()
  const after = model ? holdersAfter(run, model) : []
  return after.reduce((sum, one) => sum + stillActing(one).length, 0)
}

/** What was signed from this browser, newest first; not shown while there is none. */
export const SignedHere = guarded('What was signed from this browser', Signed)
