'use client'

import { Prose } from '@/components/handbook/prose'
import { EvidenceText } from '@/components/model/evidence-text'
import { FoundText } from '@/components/model/found-text'
import { Provenance } from '@/components/model/provenance'
import { Disclosure } from '@/components/ui/disclosure'
import type { State } from '@/components/ui/state'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { Gate } from '@/lib/console/model/gates'
import type { TransitionReadiness } from '@/lib/console/model/migration'
import { plural } from '@/lib/format'
import { tellGate } from '@/lib/words/gates'

interface GatesCardProps {
  /** What the gates open: "Rollback". */
  readonly title: string
  /** Anchor, and what the card is found by. */
  readonly id: string
  readonly readiness: TransitionReadiness
  /** State of a closed gate: red where it bars the only way back. */
  readonly closed: Extract<State, 'wrong' | 'unknown'>
  /** Time of the model [unix s]. */
  readonly now: bigint
  /** One line more: who does it. */
  readonly note?: string | undefined
}

/** Whether a transition passes: the gates in its way with their evidence and what to do, and behind a press the others. */
export function GatesCard({ title, id, readiness, closed, now, note }: GatesCardProps) {
  const { gates, ready } = readiness
  const isOpen = ({ holds }: Gate) => holds.ok && holds.value
  const open = gates.filter(isOpen)
  const shut = gates.filter((gate) => !isOpen(gate))
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
      </div>
      {note !== undefined && (
        <p className="mt-0.5 text-muted text-sm">
          <Prose text={note} />
        </p>
      )}
      {shut.length > 0 && <Gates gates={shut} closed={closed} now={now} />}
      {open.length > 0 && (
        <Disclosure
          summary={
            <span className="text-sm">
              {open.length} of {plural(gates.length, 'gate')} open
            </span>
          }
          className="mt-2"
        >
          <Gates gates={open} closed={closed} now={now} />
        </Disclosure>
      )}
    </section>
  )
}

function readyLook(
  { ready }: TransitionReadiness,
  closed: State,
): { readonly state: State; readonly word: string } {
  if (!ready.ok) return { state: 'unknown', word: 'Could not check' }
  return ready.value ? { state: 'ok', word: 'Ready' } : { state: closed, word: 'Not ready' }
}

interface GatesProps extends Pick<GatesCardProps, 'now'> {
  readonly gates: readonly Gate[]
  readonly closed: State
}

function Gates({ gates, closed, now }: GatesProps) {
  return (
    <ul className="mt-2 divide-y divide-line">
      {gates.map((gate) => (
        <GateLine key={gate.id} gate={gate} closed={closed} now={now} />
      ))}
    </ul>
  )
}

function GateLine({ gate, closed, now }: { readonly gate: Gate } & Omit<GatesProps, 'gates'>) {
  const { id, holds } = gate
  const { title, found, remedy } = tellGate(gate, now)
  const { state, word } = gateLook(gate, closed)
  return (
    <li data-gate={id} data-state={state} className="py-1.5">
      <p>
        <StateBadge state={state} word={word} plain className="mr-2" />
        <EvidenceText text={title} />
      </p>
      <div className="wrap-anywhere text-muted text-sm">
        {found.ok ? <FoundText text={found.value} /> : <Value text={null} reason={found.reason.message} />}{' '}
        <Provenance leaf={holds} of={title} className="align-middle" />
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
