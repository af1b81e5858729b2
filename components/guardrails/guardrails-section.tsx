'use client'

import { GuardrailActions } from '@/components/actions/forms/guardrail-actions'
import { RefillBar } from '@/components/charts/refill-bar'
import { Label } from '@/components/handbook/prose'
import { fractionOf } from '@/components/model/amounts'
import { LeafText } from '@/components/model/leaf-text'
import { RoleHolders } from '@/components/model/role-holders'
import { UsdsAmount } from '@/components/model/usds-amount'
import { When } from '@/components/model/when'
import type { PrimeView } from '@/components/primes/evidence-of'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import type { ConsoleModel } from '@/lib/console/model'
import { formatPercent } from '@/lib/format'
import { combine, type Leaf } from '@/lib/leaf'
import { MAX_UINT256 } from '@/lib/math'
import { boundLines, guardrailSentence, policyWords, refillWords } from './guardrail-words'

interface GuardrailsSectionProps {
  readonly view: PrimeView
  readonly model: ConsoleModel
}

/** What the vault lets out and when: policy, buffer, pauses, within which bounds, and who moves them. */
export function GuardrailsSection({ view, model }: GuardrailsSectionProps) {
  const { prime } = view
  const { guardrails } = prime.vault
  if (guardrails === null) {
    return (
      <Section id="guardrails" title={`${prime.name}'s vault has no guardrails`}>
        <p className="text-muted">
          It says so itself: takes and withdrawals are bound by their limits and what lies idle, and cannot be
          paused.
        </p>
      </Section>
    )
  }
  const now = model.time
  return (
    <Section id="guardrails" title={guardrailSentence(prime.name, guardrails, now)} bare>
      <div className="space-y-4">
        <div className="rounded-lg bg-surface p-4 ring-1 ring-line">
          <div className="grid gap-x-10 gap-y-2 lg:grid-cols-2">
            <DefinitionList
              items={policyItems(view, guardrails, now)}
              termText={(term) => <Label text={term} />}
            />
            <DefinitionList
              items={pauseItems(guardrails, now)}
              className="max-lg:border-line max-lg:border-t max-lg:pt-2"
            />
          </div>
        </div>
        <GuardrailActions prime={prime} generator={view.generator} guardrails={guardrails} model={model} />
      </div>
    </Section>
  )
}

function policyItems(
  { prime: { vault, name } }: PrimeView,
  guardrails: GuardrailModel,
  now: bigint,
): readonly Definition[] {
  return [
    { term: 'Withdrawal policy', value: <LeafText leaf={policyWords(guardrails)} text={String} /> },
    {
      term: 'Lets out now',
      value: <Left guardrails={guardrails} prime={name} />,
      note: <LeafText leaf={refillWords(guardrails, now)} text={String} />,
    },
    {
      term: 'Liquidity buffer',
      value: <UsdsAmount leaf={guardrails.buffer} in="wad" withUnit />,
      note: (
        <>
          A take has to leave it; <UsdsAmount leaf={vault.idle} in="wad" withUnit /> lies idle, of which{' '}
          <UsdsAmount leaf={guardrails.unsettled} in="wad" withUnit /> was deposited too recently to count
        </>
      ),
    },
    {
      term: 'One take lets through',
      value: <UsdsAmount leaf={guardrails.maxTake} in="wad" withUnit />,
      note: 'By policy, buffer, pause and what lies idle; the take limit apart',
    },
  ]
}

/** What the policy lets out now, out of what it lets out when full. */
function Left({ guardrails, prime }: { readonly guardrails: GuardrailModel; readonly prime: string }) {
  const { policyLeft, policyMost } = guardrails
  const meter = combine({ left: policyLeft, whole: policyMost }, ({ left, whole }) =>
    left === MAX_UINT256 || whole === 0n ? null : { left, whole },
  )
  return (
    <span className="block">
      <UsdsAmount leaf={policyLeft} in="wad" withUnit />
      {meter.ok && meter.value !== null && (
        <RefillBar
          label={`What the withdrawal policy of ${prime}'s vault lets out`}
          fraction={fractionOf(meter.value.left, meter.value.whole)}
          text={`${formatPercent(meter.value.left, meter.value.whole)} of the share`}
          className="mt-1 max-w-60"
        />
      )}
    </span>
  )
}

function pauseItems(guardrails: GuardrailModel, now: bigint): readonly Definition[] {
  const bounds = boundLines(guardrails)
  return [
    {
      term: 'Takes',
      value: <Paused paused={guardrails.takesPaused} until={guardrails.takesPausedUntil} now={now} />,
      note: <Again from={guardrails.takesPausableFrom} now={now} />,
    },
    {
      term: 'Withdrawals',
      value: (
        <Paused paused={guardrails.withdrawalsPaused} until={guardrails.withdrawalsPausedUntil} now={now} />
      ),
      note: <Again from={guardrails.withdrawalsPausableFrom} now={now} />,
    },
    {
      term: 'Bounds',
      value: bounds.ok ? (
        <ul>
          {bounds.value.map(([name, text]) => (
            <li key={name}>
              <span className="text-muted">{name}</span> {text}
            </li>
          ))}
        </ul>
      ) : (
        <Value text={null} reason={bounds.reason.message} />
      ),
      note: 'Governance sets them by spell, and is bound itself by the longest pause alone',
    },
    { term: 'Who moves them', value: <RoleHolders role={guardrails.operators} /> },
  ]
}

interface PausedProps {
  readonly paused: Leaf<boolean>
  readonly until: Leaf<bigint>
  readonly now: bigint
}

function Paused({ paused, until, now }: PausedProps) {
  if (!paused.ok || !until.ok) {
    const leaf = paused.ok ? until : paused
    return (
      <span className="inline-flex items-center gap-2">
        <StateBadge state="unknown" word="Unknown" plain />
        <LeafText leaf={leaf} text={String} />
      </span>
    )
  }
  if (!paused.value) return <StateBadge state="ok" word="Not paused" plain />
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StateBadge state="wrong" word="Paused" plain />
      <span>
        until <When at={until.value} now={now} />
      </span>
    </span>
  )
}

/** From when it can be paused again, while the cool-down runs. */
function Again({ from, now }: { readonly from: Leaf<bigint | null>; readonly now: bigint }) {
  if (!from.ok) return <Value text={null} reason={from.reason.message} />
  if (from.value === null) return 'No operator can pause; governance can'
  if (from.value <= now) return 'An operator can pause now'
  return (
    <>
      An operator can pause from <When at={from.value} now={now} />, governance at once
    </>
  )
}
