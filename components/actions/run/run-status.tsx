'use client'

import { LoaderCircle } from 'lucide-react'
import { EvidenceText } from '@/components/model/evidence-text'
import { useNames } from '@/components/model/use-names'
import { approvalsOf } from '@/components/safe/approvals'
import { RunApprovals } from '@/components/safe/run-approvals'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { ExplorerLink } from '@/components/ui/explorer-link'
import { HashText } from '@/components/ui/hash-text'
import { LiveRegion } from '@/components/ui/live-region'
import { STATE_LOOK } from '@/components/ui/state'
import { buildAction } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { plural } from '@/lib/format'
import type { Seconds } from '@/lib/math'
import { useModel } from '@/lib/react/context'
import { blocksOf, isUnsent, type Run, type RunCall, statusOf } from '@/lib/react/run'
import { useAftermath } from '@/lib/react/run/use-aftermath'
import { useRuns } from '@/lib/react/run/use-runs'
import { useStanding } from '@/lib/react/run/use-standing'
import { useActionTitle } from '../review/use-action-title'
import { useOpenReview } from '../review/use-open-review'
import { outcomeOf } from './outcome'
import { RunFunds, RunHolders } from './run-holders'
import { RunOutcome } from './run-outcome'
import { standingWords } from './standing-words'
import { named, type StatusWords } from './status-words'
import { useStatusWords } from './use-status-words'
import { warRoomLine } from './war-room'

interface RunStatusProps {
  readonly run: Run
  /** In the dialog that signed it: read aloud as it changes, and kept until that is closed. */
  readonly live?: boolean | undefined
}

/** An action that was signed from this browser: where each transaction stands, and what the chain says afterwards. */
export function RunStatus({ run, live = false }: RunStatusProps) {
  const wordsOf = useStatusWords(run)
  const spoken = run.calls.map((call) => wordsOf(call).word).join(', ')
  return (
    <article data-run={run.id} className="space-y-3">
      {live && <LiveRegion>{spoken}</LiveRegion>}
      <ol className="space-y-2.5">
        {run.calls.map((call, index) => (
          <li key={call.data}>
            <CallLine call={call} words={wordsOf(call)} of={run.calls.length} index={index} />
          </li>
        ))}
      </ol>
      <InSafeInterface run={run} />
      <After run={run} />
      <RunActions run={run} live={live} />
    </article>
  )
}

/** How far the Safe interface says its owners are. Only the chain tells what is so. */
function InSafeInterface({ run }: { readonly run: Run }) {
  const standing = useStanding(run)
  return standing === null ? null : (
    <p data-safe-standing={standing.status} className="text-muted text-sm">
      {standingWords(standing)}
    </p>
  )
}

interface CallLineProps {
  readonly call: RunCall
  readonly words: StatusWords
  readonly of: number
  readonly index: number
}

function CallLine({ call, words: { word, detail, state }, of, index }: CallLineProps) {
  const { transactionOf } = useNames()
  const status = statusOf(call)
  const hash =
    'hash' in status ? status.hash : call.dialogue.state === 'submitted' ? call.dialogue.hash : null
  const page = hash === null ? undefined : transactionOf(hash)
  return (
    <div data-call={status.state === 'pending' ? 'submitted' : status.state} className="flex gap-2.5">
      <Mark state={state} />
      <div className="min-w-0 flex-1">
        <p>
          {of > 1 && (
            <span className="text-muted">
              Transaction {index + 1} of {of}:{' '}
            </span>
          )}
          <span className={cn('font-medium', state !== 'active' && STATE_LOOK[state].text)}>{word}</span>
        </p>
        <p className="text-muted text-sm">
          <EvidenceText text={detail} />
        </p>
        {hash !== null && <HashText hash={hash} label="transaction hash" />}
        <ExplorerLink href={page} />
      </div>
    </div>
  )
}

function Mark({ state }: { readonly state: StatusWords['state'] }) {
  if (state === 'active') {
    return <LoaderCircle aria-hidden className="mt-0.5 size-[1.125rem] shrink-0 animate-turn" />
  }
  const { icon: Icon, text } = STATE_LOOK[state]
  return <Icon aria-hidden className={cn('mt-0.5 size-[1.125rem] shrink-0', text)} strokeWidth={2.25} />
}

/** What the run changed on chain: whether what was stated is there, who can still act, who else approved. */
function After({ run }: RunStatusProps) {
  const model = useModel()
  const aftermath = useAftermath(run)
  if (
    !model ||
    !run.calls.some(({ evidence }) => evidence?.state === 'mined' || evidence?.state === 'enclosed')
  ) {
    return null
  }
  const read = aftermath?.state === 'read' ? aftermath : null
  const same = read?.opinions.flatMap((one) => (one.state === 'same' ? [one.by] : [])) ?? []
  const proven = read && same.length > 0 ? { model: read.after, by: named([read.by, ...same]) } : null
  return (
    <>
      <RunHolders run={run} model={model} proven={proven} />
      <RunFunds run={run} model={model} proven={proven} />
      {blocksOf(run) !== null && (
        <RunOutcome outcome={outcomeOf(run, aftermath, model)} afterwards={run.afterwards} />
      )}
      <RunApprovals run={run} model={model} />
      <WarRoom run={run} model={model} time={read?.block.timestamp ?? null} />
    </>
  )
}

interface WarRoomProps {
  readonly run: Run
  readonly model: ConsoleModel
  readonly time: Seconds | null
}

/** What others have to hear of an emergency, in one line to copy. */
function WarRoom({ run, model, time }: WarRoomProps) {
  const titled = useActionTitle()
  const action = buildAction(run.request, model, run.from)
  if (!action?.emergency) return null
  const { through } = action
  // The title of the run says whose turn it was: "Approve: Freeze …".
  const name = through ? `${through.inner.title} through ${through.safe.name}` : run.title
  const line = warRoomLine(run, titled(name), approvalsOf(run, model), time)
  if (line === null) return null
  return (
    <section aria-label="For the war room" data-war-room className="rounded-md bg-sunken p-3 text-sm">
      <p className="break-words">{line}</p>
      <CopyButton text={line} label="Copy for the war room" labelled className="-ml-1.5" />
    </section>
  )
}

function RunActions({ run, live }: RunStatusProps) {
  const { isOpen, dismiss } = useRuns()
  const review = useOpenReview()
  const unsent = run.calls.filter(isUnsent).length
  const asking = run.calls.some(({ dialogue }) => ['checking', 'signing'].includes(dialogue.state))
  const again = run.mine && unsent > 0 && !asking
  const dismissable = !isOpen(run) && !live
  return (
    <>
      {!run.mine && (
        <p className="text-muted text-sm">Signed in another tab, which is still open: only shown here.</p>
      )}
      {(again || dismissable) && (
        <div className="flex flex-wrap gap-2">
          {again && (
            <Button size="sm" aria-haspopup="dialog" onClick={() => review(run.request)}>
              {run.calls.length === 1
                ? 'Review it again'
                : `Review the ${plural(unsent, 'transaction')} left`}
            </Button>
          )}
          {dismissable && (
            <Button size="sm" variant="quiet" onClick={() => dismiss(run)}>
              Dismiss
            </Button>
          )}
        </div>
      )}
    </>
  )
}

/** An error as a sentence. */
export function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
