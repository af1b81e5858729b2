'use client'

import { type ReactNode, useId } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { Action } from '@/lib/actions'
import type { Control, Warning } from './controls'
import type { Authority } from './may'

interface ControlCardProps {
  readonly control: Control
  /** "Freeze", "Pause", "Stop". */
  readonly title: string
  readonly authority: Authority
  /** Any action of the card, for what it disables and who can undo it. */
  readonly action: Action | null
  /** What excludes what, said before the buttons. */
  readonly warning?: Warning | null | undefined
  /** Says what it disables before the buttons, where that takes away something else that may be needed. */
  readonly costFirst?: boolean | undefined
  /** Buttons. */
  readonly children: ReactNode
}

/** One thing that can be frozen, paused or stopped: its state, the actions, who may do it, and what it costs. */
export function ControlCard({
  control,
  title,
  authority,
  action,
  warning,
  costFirst = false,
  children,
}: ControlCardProps) {
  const headingId = useId()
  const { name, engaged, state, word } = control
  return (
    <section
      aria-labelledby={headingId}
      data-control={control.id}
      className="space-y-3 rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={headingId} className="font-semibold text-md">
          {title}
        </h3>
        <StateBadge state={state} word={word} />
        <Provenance leaf={engaged} of={name} className="ml-auto" />
      </div>
      {!engaged.ok && <p className="text-muted text-sm">{engaged.reason.message}</p>}
      {warning && (
        <Notice tone="amber" title={warning.title}>
          {warning.detail}
        </Notice>
      )}
      {action && costFirst && <Cost action={action} />}
      {children}
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[6.5rem_1fr]">
        <Term name="Who may">
          <WhoMay authority={authority} />
        </Term>
        {action && (
          <>
            {!costFirst && (
              <Term name="It disables">
                <Cost action={action} />
              </Term>
            )}
            <Term name="To undo">
              <EvidenceText text={action.undo} />
            </Term>
          </>
        )}
      </dl>
    </section>
  )
}

function Cost({ action }: { readonly action: Action }) {
  return (
    <ul className="list-disc space-y-1 pl-5 text-sm marker:text-faint">
      {action.disables.map((text) => (
        <li key={text}>
          <EvidenceText text={text} />
        </li>
      ))}
    </ul>
  )
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

function WhoMay({ authority: { actors, open, own, through } }: { readonly authority: Authority }) {
  return (
    <div className="space-y-1">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {actors.map(({ account, right, holds }) => (
          <li key={`${account} ${right}`} className="inline-flex flex-wrap items-baseline gap-x-1.5">
            <ShownName address={account} className="font-medium" />
            <span className="text-muted">{right}</span>
            {!holds.ok && <StateBadge plain state="unknown" word="could not be read" />}
          </li>
        ))}
        {actors.length === 0 && open === null && <li>Nobody</li>}
      </ul>
      {open !== null && <StateBadge plain state="unknown" word={open} />}
      {own !== null && <Own own={own} through={through} />}
    </div>
  )
}

interface OwnProps {
  readonly own: NonNullable<Authority['own']>
  readonly through: Authority['through']
}

function Own({ own, through }: OwnProps) {
  if (!own.ok) {
    return (
      <p>
        The connected account: <StateBadge plain state="unknown" word="could not be read" />{' '}
        <span className="text-muted">{own.reason.message}</span>
      </p>
    )
  }
  return (
    <p>
      The connected account: <span className="font-medium">{own.value || through ? 'may' : 'may not'}</span>
      {through !== undefined && (
        <span>
          {' '}
          {own.value ? 'also ' : ''}through {through}
        </span>
      )}
    </p>
  )
}
