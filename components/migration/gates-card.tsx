'use client'

import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { Gate, Readiness } from '@/lib/console/migration-model'

interface GatesCardProps {
  /** What the gates open: "Rollback". */
  readonly title: string
  /** Anchor, and what the card is found by. */
  readonly id: string
  readonly readiness: Readiness
  /** How a gate that is closed counts: red where what it bars is all that leads back. */
  readonly closed: Extract<State, 'wrong' | 'unknown'>
  /** One line more: who does it. */
  readonly note?: string | undefined
}

/** Whether a transition passes: every gate that it takes, with its evidence and what to do. */
export function GatesCard({ title, id, readiness, closed, note }: GatesCardProps) {
  const { gates, ready } = readiness
  const open = gates.filter(({ holds }) => holds.ok && holds.value).length
  return (
    <section
      id={id}
      aria-labelledby={`${id}-heading`}
      data-ready={ready.ok ? ready.value : 'unknown'}
      className="min-w-0 rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={`${id}-heading`} className="font-semibold">
          {title}
        </h3>
        <StateBadge {...readyLook(readiness, closed)} />
        <span className="text-muted text-sm">
          {open} of {gates.length} gates open
        </span>
      </div>
      {note !== undefined && <p className="mt-0.5 text-muted text-sm">{note}</p>}
      <ul className="mt-2 divide-y divide-line">
        {gates.map((gate) => (
          <GateLine key={gate.id} gate={gate} closed={closed} />
        ))}
      </ul>
    </section>
  )
}

function readyLook({ ready }: Readiness, closed: State): { readonly state: State; readonly word: string } {
  if (!ready.ok) return { state: 'unknown', word: 'Could not check' }
  return ready.value ? { state: 'ok', word: 'Ready' } : { state: closed, word: 'Not ready' }
}

function GateLine({ gate, closed }: { readonly gate: Gate; readonly closed: State }) {
  const { id, title, holds, found, remedy } = gate
  const { state, word } = gateLook(gate, closed)
  return (
    <li data-gate={id} data-state={state} className="py-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0">
          <StateBadge state={state} word={word} plain className="mr-2" />
          <EvidenceText text={title} />
        </span>
        <Provenance leaf={holds} of={title} />
      </p>
      <div className="wrap-anywhere text-muted text-sm">
        {found.ok ? <EvidenceText text={found.value} /> : <Value text={null} reason={found.reason.message} />}
        {state !== 'ok' && (
          <p>
            <span className="font-medium">What to do:</span> <EvidenceText text={remedy} />
          </p>
        )}
      </div>
    </li>
  )
}

function gateLook({ holds }: Gate, closed: State): { readonly state: State; readonly word: string } {
  if (!holds.ok) return { state: 'unknown', word: 'Could not check' }
  return holds.value ? { state: 'ok', word: 'Open' } : { state: closed, word: 'Closed' }
}
