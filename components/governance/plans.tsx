'use client'

import { Play } from 'lucide-react'
import { useState } from 'react'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { When } from '@/components/model/when'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { HashText } from '@/components/ui/hash-text'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { capital, formatExact, plural } from '@/lib/format'
import { isPending, type PlanState } from '@/lib/governance'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { planCoverage, tellPlan } from '@/lib/words/plans'
import { tellSpell } from '@/lib/words/timed-spells'
import { CallDetails } from './call-details'
import { Execution } from './execution'
import { executePlanOffer } from './operation-offer'
import { PlanDrop } from './plan-drop'
import { plansSentence, splitPlans } from './plan-rows'

const LOOK: Readonly<Record<PlanState, { readonly state: State; readonly word: string }>> = {
  ready: { state: 'unknown', word: 'Due' },
  waiting: { state: 'idle', word: 'Waiting' },
  executed: { state: 'idle', word: 'Executed' },
  dropped: { state: 'idle', word: 'Dropped' },
  ended: { state: 'idle', word: 'Executed or dropped' },
}

/** What governance has plotted in its pause, in plain words, and from when. Renders nothing without a watched pause. */
export function GovernancePlans({ model }: { readonly model: ConsoleModel }) {
  const [endedShown, setEndedShown] = useState(false)
  const pause = model.governance?.pause ?? null
  if (pause === null) return null
  const { pending, ended } = splitPlans(pause.plans)
  const { problem, toBlock } = model.coverage
  const whole = problem === null && toBlock !== null
  return (
    <Section
      id="plans"
      title={plansSentence(pause.plans, whole, model.time)}
      note={whole ? planCoverage(model) : undefined}
    >
      <div className="space-y-3">
        {!whole && (
          <Notice
            tone="amber"
            title={planCoverage(model)}
            holds="Each plan below is pending or ended as shown, by the pause itself."
            todo="Do not rely on this list being all of it until the events were read."
          />
        )}
        {pending.length === 0 ? (
          <p className="text-muted">No plan is pending.</p>
        ) : (
          <Plans label="Pending plans" plans={pending} model={model} />
        )}
        {ended.length > 0 && (
          // Ended plans may hold hundreds of calls, so they are put into words only when somebody looks.
          <Disclosure
            summary={`${plural(ended.length, 'plan')} executed or dropped`}
            onOpenChange={setEndedShown}
          >
            {endedShown && <Plans label="Ended plans" plans={ended} model={model} />}
          </Disclosure>
        )}
      </div>
    </Section>
  )
}

interface PlansProps {
  readonly label: string
  readonly plans: readonly PlanModel[]
  readonly model: ConsoleModel
}

function Plans({ label, plans, model }: PlansProps) {
  return (
    <ol aria-label={label} className="divide-y divide-line">
      {plans.map((plan) => (
        <li key={plan.id} data-plan={plan.id} className="py-3 first:pt-0 last:pb-0">
          <PlanLine plan={plan} model={model} />
        </li>
      ))}
    </ol>
  )
}

function PlanLine({ plan, model }: { readonly plan: PlanModel; readonly model: ConsoleModel }) {
  const { nameOf } = useNames()
  const { id, event, state, intact, spell } = plan
  const { steps, caution } = tellPlan(plan, model, nameOf)
  const isOver = state.ok && !isPending(state.value)
  const spellLines = spell === null || isOver ? [] : tellSpell(spell, model.time)
  const lines = steps.map((step, index) => ({ ...step, key: `${index} ${step.text}` }))
  return (
    <div className="gap-x-6 md:grid md:grid-cols-[18rem_1fr]">
      <div>
        {state.ok ? (
          <StateBadge {...LOOK[state.value]} />
        ) : (
          <StateBadge state="unknown" word="Could not check" />
        )}
        <p className="mt-1 text-sm">
          <Timing plan={plan} now={model.time} />
        </p>
        <Act plan={plan} model={model} />
        {!isOver && <PlanDrop plan={plan} model={model} />}
      </div>
      <div className="min-w-0 max-md:mt-1.5">
        {steps.length === 0 && <p>Its calldata are of no action that is known here.</p>}
        <ul className="space-y-0.5">
          {lines.map(({ key, text, faults }) => (
            <li key={key}>
              <span className="font-medium">
                <EvidenceText text={capital(text)} />
              </span>
              {faults.map((fault) => (
                <p key={fault} className="text-sm text-unknown">
                  <EvidenceText text={fault} />
                </p>
              ))}
            </li>
          ))}
        </ul>
        {caution !== null && (
          <p className="mt-1 text-sm text-unknown">
            <EvidenceText text={caution} />
          </p>
        )}
        {intact.ok && !intact.value && (
          <p className="mt-1 font-medium text-sm text-wrong">
            Its code is no longer the one that was decided: it reverts when it is executed.
          </p>
        )}
        {spellLines.length > 0 && (
          <ul className="mt-1 text-muted text-sm" data-spell="">
            {spellLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <Disclosure summary="Calls and id" className="mt-1 text-sm">
          <DefinitionList
            items={[
              { term: 'Plan id', value: <HashText hash={id} label="plan id" /> },
              { term: 'Runs', value: <ShownName address={event.usr} /> },
              { term: 'Code decided', value: <HashText hash={event.tag} label="code hash" /> },
              {
                term: 'Plotted',
                value:
                  event.plottedIn === null || event.plottedBy === null ? (
                    'not seen'
                  ) : (
                    <>
                      by <ShownName address={event.plottedBy} /> in block {formatExact(event.plottedIn, 0)}
                    </>
                  ),
              },
              ...steps.flatMap(({ call }, index) =>
                call === null
                  ? []
                  : [
                      {
                        term: `Call ${index + 1} of ${steps.length}`,
                        value: (
                          <CallDetails target={call.target} data={call.data} value={0n} words={call.words} />
                        ),
                      },
                    ],
              ),
              {
                term: 'Calldata',
                value: <code className="break-all font-mono text-xs">{event.fax}</code>,
              },
            ]}
          />
        </Disclosure>
      </div>
    </div>
  )
}

/** Anyone executes it once its time has come. */
function Act({ plan, model }: { readonly plan: PlanModel; readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const offer = executePlanOffer(plan, model, account)
  if (offer === null) return null
  return (
    <div className="mt-2">
      <ActionButton size="sm" icon={Play} request={offer.request} reason={offer.reason}>
        Execute<span className="sr-only"> plan {plan.id}</span>
      </ActionButton>
    </div>
  )
}

function Timing({
  plan: { state, event, executable },
  now,
}: {
  readonly plan: PlanModel
  readonly now: bigint
}) {
  if (!state.ok) return <Value text={null} reason={state.reason.message} />
  if (state.value === 'waiting' || state.value === 'ready') {
    return (
      <>
        {state.value === 'ready' ? 'Due since ' : 'From '}
        <When at={event.eta} now={now} />
        <Execution of={executable} />
      </>
    )
  }
  return event.endedIn === null ? 'Block not seen' : `In block ${formatExact(event.endedIn, 0)}`
}
