'use client'

import Link from 'next/link'
import { EvidenceText } from '@/components/model/evidence-text'
import { hrefOf, PLACE_NAMES } from '@/components/model/places'
import { Provenance } from '@/components/model/provenance'
import { Disclosure } from '@/components/ui/disclosure'
import { Section } from '@/components/ui/section'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { ExitCondition, ExitGate } from '@/lib/console/model/exit-gates'
import { formatExact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import { EXIT_GATE_NAMES, foundIn, tellCondition, tellExitGate } from '@/lib/words/exit-gates'
import { type ConditionGroup, gateLines } from './gate-lines'

/** The four gates before Phase 7: each with what stands in its way, the evidence, and what to do. */
export function GatesSection({ gates }: { readonly gates: readonly ExitGate[] }) {
  return (
    <Section
      id="gates"
      title="Gates of the exit"
      note="Each is computed from the chain at this block. What could not be read is unknown, and opens nothing."
      className="print:hidden"
      bare
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {gates.map((gate) => (
          <GateCard key={gate.id} gate={gate} />
        ))}
      </div>
    </Section>
  )
}

const look = (leaf: Leaf<boolean>): { readonly state: State; readonly word: string } => {
  if (!leaf.ok) return { state: 'unknown', word: 'Could not check' }
  return leaf.value ? { state: 'ok', word: 'Open' } : { state: 'wrong', word: 'Closed' }
}

function GateCard({ gate }: { readonly gate: ExitGate }) {
  const { letter, name } = EXIT_GATE_NAMES[gate.id]
  const { title, remedy } = tellExitGate(gate)
  const { shut, open } = gateLines(gate)
  const heading = `gate-${gate.id}-heading`
  const isOpen = gate.open.ok && gate.open.value
  return (
    <section
      id={`gate-${gate.id}`}
      aria-labelledby={heading}
      data-exit-gate={gate.id}
      data-open={gate.open.ok ? gate.open.value : 'unknown'}
      className="min-w-0 break-inside-avoid rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={heading} className="font-semibold">
          ({letter}) {name}
        </h3>
        <StateBadge {...look(gate.open)} />
      </div>
      <p className="mt-1">{title}.</p>
      {!isOpen && (
        <p className="text-muted text-sm">
          <span className="font-medium">What to do:</span> {remedy}
        </p>
      )}
      {shut.length > 0 && <Lines groups={shut} />}
      {open.length > 0 && (
        <Disclosure
          summary={
            <span className="text-sm">
              {formatExact(BigInt(open.reduce((sum, group) => sum + group.length, 0)), 0)} of{' '}
              {formatExact(BigInt(gate.conditions.length), 0)} conditions hold
            </span>
          }
          className="mt-2"
        >
          <Lines groups={open} />
        </Disclosure>
      )}
    </section>
  )
}

function Lines({ groups }: { readonly groups: readonly ConditionGroup[] }) {
  return (
    <ul className="mt-2 divide-y divide-line">
      {groups.map(([first, ...others]) => (
        <li key={`${first.id} ${first.subject}`} data-condition={first.id} className="py-1.5">
          <Line condition={first} />
          {others.length > 0 && (
            <Disclosure
              summary={<span className="text-sm">{others.length} more like it</span>}
              className="mt-1"
            >
              <ul className="space-y-1.5">
                {others.map((one) => (
                  <li key={one.subject}>
                    <Line condition={one} />
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </li>
      ))}
    </ul>
  )
}

function Line({ condition }: { readonly condition: ExitCondition }) {
  const { holds, shownAt } = condition
  const { title, remedy } = tellCondition(condition)
  const found = foundIn(condition)
  const { state } = look(holds)
  const word = state === 'ok' ? 'Holds' : state === 'wrong' ? 'Wrong' : 'Could not check'
  const place = shownAt === null ? null : PLACE_NAMES[shownAt.page]
  return (
    <>
      <p>
        <StateBadge state={state} word={word} plain className="mr-2" />
        <EvidenceText text={title} />
      </p>
      <div className="wrap-anywhere text-muted text-sm">
        {found.ok ? (
          <EvidenceText text={found.value} figures />
        ) : (
          <Value text={null} reason={found.reason.message} />
        )}{' '}
        <Provenance leaf={holds} of={title} className="align-middle" />
        {state !== 'ok' && (
          <p>
            <span className="font-medium">What to do:</span> <EvidenceText text={remedy} />{' '}
            {shownAt !== null && place !== null && (
              <Link href={hrefOf(shownAt)} prefetch={false} className="link">
                {place}
              </Link>
            )}
          </p>
        )}
      </div>
    </>
  )
}
