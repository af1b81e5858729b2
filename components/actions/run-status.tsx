'use client'

import { LoaderCircle } from 'lucide-react'
import { useState } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { RunApprovals } from '@/components/safe/run-approvals'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ExplorerLink } from '@/components/ui/explorer-link'
import { HashText } from '@/components/ui/hash-text'
import { LiveRegion } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { STATE_LOOK } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { describePath } from '@/lib/console/describe'
import { formatExact, plural } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { isOpen, type Run, type RunCall } from '@/lib/react/run'
import { useRuns, useRunVerdict } from '@/lib/react/use-runs'
import { useWallet } from '@/lib/react/use-wallet'
import { holdersAfter } from './holders-after'
import { isUnsent, statusWords } from './status-words'

interface RunStatusProps {
  readonly run: Run
  /** In the dialog that signed it: read aloud as it changes, and kept until that is closed. */
  readonly live?: boolean | undefined
}

/** An action that was signed from this browser: where each transaction stands, and what the chain says afterwards. */
export function RunStatus({ run, live = false }: RunStatusProps) {
  const spoken = run.calls.map(({ status }) => statusWords(status).word).join(', ')
  return (
    <article data-run={run.id} className="space-y-3">
      {live && <LiveRegion>{spoken}</LiveRegion>}
      <ol className="space-y-2.5">
        {run.calls.map((call, index) => (
          <li key={call.data}>
            <CallLine call={call} of={run.calls.length} index={index} />
          </li>
        ))}
      </ol>
      <Outcome run={run} />
      <Holders run={run} />
      <Approvals run={run} />
      <RunActions run={run} live={live} />
    </article>
  )
}

interface CallLineProps {
  readonly call: RunCall
  readonly of: number
  readonly index: number
}

function CallLine({ call: { status }, of, index }: CallLineProps) {
  const { word, detail, state } = statusWords(status)
  const { transactionOf } = useNames()
  const hash = 'hash' in status ? status.hash : null
  const page = hash === null ? undefined : transactionOf(hash)
  return (
    <div data-call={status.state} className="flex gap-2.5">
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

function Mark({ state }: { readonly state: ReturnType<typeof statusWords>['state'] }) {
  if (state === 'active') {
    return <LoaderCircle aria-hidden className="mt-0.5 size-[1.125rem] shrink-0 animate-turn" />
  }
  const { icon: Icon, text } = STATE_LOOK[state]
  return <Icon aria-hidden className={cn('mt-0.5 size-[1.125rem] shrink-0', text)} strokeWidth={2.25} />
}

/** Whether what was promised is on chain, by the picture of a block that has it. */
function Outcome({ run }: RunStatusProps) {
  const verdict = useRunVerdict(run)
  const model = useModel()
  if (!run.calls.every(({ status }) => status.state === 'mined')) return null
  if (verdict === null || model === null) {
    return <p className="text-muted text-sm">Waiting for a picture of that block to check it on chain.</p>
  }
  const missing = verdict.effects.filter(({ holds }) => !holds)
  const block = formatExact(verdict.blockNumber, 0)
  if (missing.length === 0) {
    return (
      <StateBadge
        plain
        state="ok"
        word={`${plural(verdict.effects.length, 'stated change')} on chain at block ${block}`}
      />
    )
  }
  return (
    <Notice tone="red" title={`Not on chain at block ${block}`}>
      <ul>
        {missing.map(({ effect }) => (
          <li key={effect.path}>
            <EvidenceText text={describePath(effect.path, model)?.label ?? effect.path} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** How far the owners of a Safe are, after one of them approved here. */
function Approvals({ run }: RunStatusProps) {
  const model = useModel()
  return (
    model &&
    run.calls.some(({ status }) => status.state === 'mined') && <RunApprovals run={run} model={model} />
  )
}

function Holders({ run }: RunStatusProps) {
  const model = useModel()
  const after = model && holdersAfter(run, model)
  if (!after) return null
  return (
    <section aria-label={`Holders of RELAYER of ${after.generator}`}>
      <p className="text-muted text-sm">
        Every holder of RELAYER of {after.generator}, at block {formatExact(after.blockNumber, 0)}
      </p>
      <ul className="mt-1 space-y-1">
        {after.holders.map(({ account, holds }) => (
          <li key={account} data-holder={account} className="flex flex-wrap items-baseline gap-x-2">
            <ShownName address={account} className="font-medium" />
            {!holds.ok ? (
              <StateBadge plain state="unknown" word={`could not be read: ${holds.reason.message}`} />
            ) : holds.value ? (
              <StateBadge plain state="unknown" word="still holds RELAYER" />
            ) : (
              <StateBadge plain state="ok" word="removed" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function RunActions({ run, live }: RunStatusProps) {
  const { proceed, dismiss } = useRuns()
  const { account, onRightChain } = useWallet()
  const { titleOf } = useNames()
  const [problem, setProblem] = useState<string | null>(null)
  const open = isOpen(run)
  const unsent = run.calls.filter(({ status }) => isUnsent(status)).length
  const asking = run.calls.some(({ status }) => status.state === 'signing')
  const reason =
    account !== run.from ? `Connect ${titleOf(run.from)} first` : onRightChain ? undefined : 'Wrong chain'
  const again = () => {
    setProblem(null)
    proceed(run).catch((error: unknown) => setProblem(problemOf(error)))
  }
  const proceedable = unsent > 0 && !asking
  const dismissable = !open && !live
  if (!proceedable && !dismissable) return null
  return (
    <>
      {problem !== null && (
        <Notice tone="amber" title="The wallet could not be asked">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {proceedable && (
          <Button size="sm" onClick={again} reason={reason}>
            {run.calls.length === 1 ? 'Ask the wallet again' : `Go on with ${plural(unsent, 'transaction')}`}
          </Button>
        )}
        {dismissable && (
          <Button size="sm" variant="quiet" onClick={() => dismiss(run)}>
            Dismiss
          </Button>
        )}
      </div>
    </>
  )
}

/** An error as a sentence. */
export function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
