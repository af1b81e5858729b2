'use client'

import { type ReactNode, useMemo, useState } from 'react'
import type { Address } from 'viem'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { HandOn } from '@/components/proposals/hand-on'
import { Conflicts } from '@/components/proposals/proposal-card'
import { RouteChoice } from '@/components/safe/route-choice'
import { SafeCalls } from '@/components/safe/safe-calls'
import { SafeSection } from '@/components/safe/safe-section'
import { SignOffChain } from '@/components/safe/sign-off-chain'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import {
  type Action,
  type ActionRequest,
  accountsAsked,
  buildAction,
  isRouted,
  readBack,
  routed,
} from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import { stringify } from '@/lib/chain/wire'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import type { ConsoleModel } from '@/lib/console/model'
import { useConsole, useDeployment, useModel } from '@/lib/react/context'
import { useLiveState } from '@/lib/react/live/hooks'
import { useModelNow } from '@/lib/react/live/use-model-now'
import { useAskAbout, useWatch } from '@/lib/react/live/use-watch'
import { useProposals } from '@/lib/react/proposal/use-proposals'
import { useMeaning } from '@/lib/react/review/use-meaning'
import { useReview } from '@/lib/react/review/use-review'
import { useReviewNow } from '@/lib/react/review/use-review-now'
import { newRunId } from '@/lib/react/run/store'
import { useRuns } from '@/lib/react/run/use-runs'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { problemOf, RunStatus } from '../run/run-status'
import { Changes } from './changes'
import { checkedAt } from './check-age'
import { effectRows } from './effect-rows'
import { isOf, reviewOf } from './finding'
import { Findings, Requirements } from './findings'
import { LinkNotice } from './link-origin'
import { MeaningNotice } from './meaning-notice'
import type { Override } from './override'
import { SignFooter } from './sign-footer'
import { SimulatedEvents } from './simulated-events'
import { stillReviewed } from './still-reviewed'
import { Transactions } from './transaction'
import { useActionTitle } from './use-action-title'
import { verdictOf } from './verdict'

interface ActionReviewProps {
  readonly request: ActionRequest
  readonly account: Address
  readonly onClose: () => void
}

/**
 * The review of an action, on one screen: what it changes, what was checked, what is signed; then signing it, and what
 * became of it. Its state lives as long as it is open.
 */
export function ActionReview({ request, account, onClose }: ActionReviewProps) {
  const model = useModel()
  const { runs } = useRuns()
  const [runId, setRunId] = useState<string | null>(null)
  const run = runs.find(({ id }) => id === runId)
  const [chosen, setChosen] = useState<ActionRequest | null>(null)
  const action = useMemo(
    () => model && buildAction(chosen ?? routed(request, model, account), model, account),
    [request, chosen, model, account],
  )
  const titled = useActionTitle()

  if (run) {
    return (
      <Dialog open onOpenChange={onClose} title={titled(run.title)} footer={<Done onClose={onClose} />}>
        <RunStatus run={run} live />
      </Dialog>
    )
  }
  if (!model || !action) {
    return (
      <Dialog open onOpenChange={onClose} title="Nothing to review">
        <Notice
          tone="amber"
          title={model ? 'This deployment has no such relayer or limit' : 'Nothing was read of the chain yet'}
        />
      </Dialog>
    )
  }
  const choice = <RouteChoice request={action.request} model={model} account={account} onChoose={setChosen} />
  return (
    <Checked
      key={stringify(action.request)}
      model={model}
      action={action}
      choice={choice}
      onClose={onClose}
      onSigning={setRunId}
      onCarried={setChosen}
    />
  )
}

interface CheckedProps {
  readonly model: ConsoleModel
  readonly action: Action
  /** Lets somebody choose where the account can take the action in several ways. */
  readonly choice: ReactNode
  readonly onClose: () => void
  readonly onSigning: (runId: string) => void
  /** Goes on with what owners of a Safe have signed off chain. */
  readonly onCarried: (request: ActionRequest) => void
}

function Checked({ model, action, choice, onClose, onSigning, onCarried }: CheckedProps) {
  const { request, from, through } = action
  const { chainId: expected, blockTimeSeconds } = useDeployment()
  const { chainId: found } = useWallet()
  const { sign } = useRuns()
  const modelNow = useModelNow()
  const reviewNow = useReviewNow()
  const titled = useActionTitle()
  const [problem, setProblem] = useState<string | null>(null)
  const { store } = useConsole()
  useWatch(store, watchedOf(action))
  useAskAbout(store, accountsAsked(request))
  const { review, secondOpinion } = useReview(request, from)
  const { changed, readAnew } = useMeaning(request, from)
  const { dissent } = useLiveState()
  const checked = reviewOf(review.latest)
  const own = checked && isOf(checked.value, action) ? checked.value : null
  const back = readBack(action, model)
  const verdict = verdictOf({
    action,
    readBack: back,
    review: checked,
    secondOpinion: secondOpinion.latest,
    chain: { expected, found },
    present: { block: model.block, time: model.time, blockTimeSeconds },
    dissent,
    changed,
  })

  const onSign = (override: Override) => {
    const id = newRunId()
    setProblem(null)
    onSigning(id)
    const reviewed = { action, override, modelNow, reviewNow, chainId: expected, blockTimeSeconds }
    sign(action, id, stillReviewed(reviewed)).catch((error: unknown) => setProblem(problemOf(error)))
  }

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={onClose}
      title={titled(action.title)}
      description={<Route action={action} />}
      footer={
        <SignFooter
          action={action}
          verdict={verdict}
          onSign={onSign}
          beside={(reason) => (
            <SignOffChain action={action} model={model} reason={reason} found={found} onCarried={onCarried} />
          )}
        />
      }
    >
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
        {problem !== null && (
          <Notice tone="amber" title="The wallet could not be asked" className="lg:col-span-2">
            {problem}
          </Notice>
        )}
        <MeaningNotice
          action={action}
          model={model}
          changed={changed}
          onRead={readAnew}
          className="lg:col-span-2"
        />
        <LinkNotice className="lg:col-span-2" />
        {choice !== null && <div className="lg:col-span-2 empty:hidden">{choice}</div>}
        <Gist action={action} />
        <div className="min-w-0 space-y-5">
          {through?.step !== 'execute' && <Carrying action={action} model={model} />}
          {through && <SafeSection route={through} account={from} model={model} />}
          {through?.step === 'execute' && <Carrying action={action} model={model} />}
          {(!through || through.step !== null) && (
            <Changes
              rows={effectRows(action, own, model)}
              title={through?.step === 'approve' ? 'What your approval changes' : 'What changes'}
            />
          )}
          <SimulatedEvents finding={own} />
          <OnceExecuted action={action} review={own} model={model} />
          <Requirements
            requirements={[action.permission, ...action.requirements]}
            at={checkedAt(model, { ...model, blockTimeSeconds })}
          />
        </div>
        <div className="min-w-0 space-y-5">
          <Findings findings={verdict.findings} />
          <Transactions from={from} request={request} readBack={back} model={model} />
          {through && <SafeCalls route={through} request={request} model={model} />}
        </div>
      </div>
    </Dialog>
  )
}

/** What owners of the Safe have signed off chain, to hand on, and what else is known for the same nonce. */
function Carrying({ action: { request, through }, model }: Pick<CheckedProps, 'action' | 'model'>) {
  const { chainId } = useDeployment()
  const { kept } = useProposals()
  if (!through?.proposal || !isRouted(request)) return null
  const { transaction } = through.proposal
  const carried = request.carried ?? { transaction, signatures: [] }
  const proposal = { chainId, request: { ...request, through: through.safe.id, carried } }
  return (
    <>
      <Conflicts proposal={proposal} all={kept} model={model} />
      {request.carried && <HandOn proposal={proposal} />}
    </>
  )
}

/** What the Safe does once enough owners have approved: an owner approves that, and not a hash. */
function OnceExecuted({ action, review, model }: OnceExecutedProps) {
  const { through } = action
  const completion = through?.step === 'execute' ? null : through?.proposal?.completion
  if (!completion) return null
  const rows = effectRows(
    { ...action, effects: completion.effects },
    review?.onceExecuted ? { ...review, ...review.onceExecuted } : null,
    model,
  )
  return (
    <>
      <Changes rows={rows} title="What it does once executed" />
      <SimulatedEvents finding={review?.onceExecuted} title="What contracts say of it once executed" />
    </>
  )
}

interface OnceExecutedProps {
  readonly action: Action
  readonly review: Review | null
  readonly model: ConsoleModel
}

function watchedOf({ through }: Action): readonly WatchedHash[] {
  if (!through?.proposal) return []
  const { transaction, safeTxHash } = through.proposal
  return [{ safe: through.safe.id, hash: safeTxHash, transaction }]
}

/** Who sends the action, and to which contract. */
function Route({ action }: { readonly action: Action }) {
  const target = action.through ? { to: action.through.safe.id } : action.calls[0]
  return (
    <>
      From <ShownName address={action.from} />
      {target && (
        <>
          {' '}
          to <ShownName address={target.to} />
        </>
      )}
    </>
  )
}

/** What is so afterwards in one line, what no longer works then, and the way back. */
function Gist({ action: { afterwards, disables, undo } }: { readonly action: Action }) {
  return (
    <section
      aria-labelledby="review-gist"
      className="grid gap-x-8 gap-y-3 border-line border-b pb-4 lg:col-span-2 lg:grid-cols-2"
    >
      <h3 id="review-gist" className="text-balance font-semibold text-md lg:col-span-2">
        <EvidenceText figures text={afterwards} />
      </h3>
      {disables.length > 0 && (
        <div>
          <h4 className="mb-1 font-semibold">What it disables</h4>
          <ul className="list-disc space-y-1 pl-5">
            {disables.map((text) => (
              <li key={text}>
                <EvidenceText text={text} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h4 className="mb-1 font-semibold">Who can undo it</h4>
        <p>
          <EvidenceText text={undo} />
        </p>
      </div>
    </section>
  )
}

function Done({ onClose }: { readonly onClose: () => void }) {
  return <Button onClick={onClose}>Close</Button>
}
