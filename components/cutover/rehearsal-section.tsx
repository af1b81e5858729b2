'use client'

import { Clapperboard } from 'lucide-react'
import { UsdsAmount } from '@/components/model/usds-amount'
import { When } from '@/components/model/when'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import type { RehearsedStep } from '@/lib/chain/rehearse'
import { exitGates } from '@/lib/console/cutover/exit-gates'
import type { ConsoleModel } from '@/lib/console/model'
import { formatCompact, formatExact } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { radToWadUp } from '@/lib/math'
import { useDeployment } from '@/lib/react/context'
import { AT_ONCE, type RehearsalState, useRehearsal } from '@/lib/react/rehearsal/use-rehearsal'
import {
  gatesWords,
  identitiesWords,
  NO_SIMULATION,
  playedAtOnce,
  rehearsalSentence,
  rehearsedWords,
} from '@/lib/words/rehearsal'

/** The next steps of the cutover, played on simulated blocks from the state now. */
export function RehearsalSection({ model }: { readonly model: ConsoleModel }) {
  const { found, start, goOn } = useRehearsal()
  return (
    <Section
      id="rehearsal"
      title={titleOf(found)}
      note={`Plays the next steps on simulated blocks, each at its time, and reads everything after each. ${playedAtOnce(AT_ONCE)} Nothing is sent.`}
      actions={
        <Button
          size="sm"
          icon={Clapperboard}
          onClick={start}
          reason={found.state === 'running' ? 'It is being played' : undefined}
        >
          Rehearse what comes next
        </Button>
      }
      className="print:hidden"
    >
      <Found found={found} now={model.time} />
      {goOn !== null && (
        <Button size="sm" icon={Clapperboard} onClick={goOn} className="mt-3">
          Play what follows
        </Button>
      )}
    </Section>
  )
}

function titleOf(found: RehearsalState): string {
  if (found.state !== 'done') return 'Rehearsal of what comes next'
  const { steps, more } = found.rehearsal
  const at = steps.findIndex(({ outcome }) => !outcome.ok)
  const failed = steps[at]
  const reason = failed === undefined || failed.outcome.ok ? null : failed.outcome.reason
  return rehearsalSentence({
    played: steps.length,
    passed: at < 0 ? steps.length : at,
    more,
    blocked: failed === undefined || reason === null ? null : { name: failed.step.name, reason },
  })
}

function Found({ found, now }: { readonly found: RehearsalState; readonly now: bigint }) {
  switch (found.state) {
    case 'none':
      return <p className="text-muted">Nothing was rehearsed yet.</p>
    case 'running':
      return <p className="text-muted">The steps are being played on simulated blocks.</p>
    case 'unavailable':
      return <Notice tone="amber" title="This cannot be rehearsed" holds={NO_SIMULATION} />
    case 'failed':
      return (
        <Notice
          tone="amber"
          title={`The rehearsal could not be made: ${found.problem}`}
          holds="Gates, run sheet and every figure above."
          todo="Try again, or ask another node."
        />
      )
    case 'done': {
      const { steps, halts } = found.rehearsal
      return (
        <div className="space-y-3">
          <p className="text-muted text-sm">
            From the state at block {formatExact(found.base.reading.block.number, 0)}.
          </p>
          <ol className="divide-y divide-line">
            {steps.map((one) => (
              <Step
                key={`${one.step.generator} ${one.step.prime} ${one.step.time}`}
                rehearsed={one}
                now={now}
              />
            ))}
          </ol>
          {halts.length > 0 && (
            <ul className="space-y-1 text-muted text-sm">
              {halts.map(({ generator, prime, name, why }) => (
                <li key={`${generator} ${prime}`}>
                  {name}: {why}.
                </li>
              ))}
            </ul>
          )}
        </div>
      )
    }
  }
}

function Step({ rehearsed, now }: { readonly rehearsed: RehearsedStep; readonly now: bigint }) {
  const { step, outcome, after } = rehearsed
  const { compatibilityIlks } = useDeployment()
  const gates = exitGates(after, compatibilityIlks).map((gate) => gate.open)
  const holds = after.identities.map((identity) => identity.holds)
  const prime = after.generators
    .filter(({ id }) => id === step.generator)
    .flatMap(({ primes }) => primes)
    .find(({ id }) => id === step.prime)
  const amount = step.request.kind === 'migrate' ? step.request.amount : null
  return (
    <li data-rehearsed={step.prime} className="py-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge state={outcome.ok ? 'ok' : 'wrong'} word={outcome.ok ? 'Passes' : 'Blocked'} plain />
        <span className="font-medium">{rehearsedWords(step.name, amount)}</span>
        <span className="text-muted text-sm">
          <When at={step.time} now={now} />
        </span>
      </p>
      {!outcome.ok && <p className="wrap-anywhere text-sm">It reverts: {outcome.reason}</p>}
      <p className="text-muted text-sm">
        After it{' '}
        {prime !== undefined && (
          <>
            <UsdsAmount in="wad" leaf={{ ...map(prime.legacyDebt, radToWadUp), from: [] }} withUnit /> of
            legacy debt is left;{' '}
            {prime.canTake.ok
              ? `${prime.name} can take ${formatCompact(prime.canTake.value.amount, 18)} USDS`
              : 'what it can take is not known'}
            ;{' '}
          </>
        )}
        {identitiesWords(refused(holds), unread(holds))};{' '}
        {gatesWords(passed(gates), unread(gates), gates.length)}.
      </p>
    </li>
  )
}

const passed = (leaves: readonly Leaf<boolean>[]) => leaves.filter((leaf) => leaf.ok && leaf.value).length
const refused = (leaves: readonly Leaf<boolean>[]) => leaves.filter((leaf) => leaf.ok && !leaf.value).length
const unread = (leaves: readonly Leaf<boolean>[]) => leaves.filter((leaf) => !leaf.ok).length
