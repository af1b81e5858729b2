'use client'

import { type ReactNode, useId } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { Action } from '@/lib/actions'
import type { Control, Warning } from './controls'
import type { Authority } from './may'

/** The look of a card. */
export const CARD = 'rounded-lg bg-surface p-4 ring-1 ring-line'

/** From this many accounts on, the list of who may act is behind a press. */
const MANY = 8

interface ControlCardProps {
  /** Null for a thing that has no state of its own. */
  readonly control: Control | null
  /** "Freeze", "Pause", "Stop". */
  readonly title: string
  readonly authority: Authority
  /** Any action of the card, for what it disables and who can undo it. */
  readonly action: Action | null
  /** Who can undo it, where no single action stands for all of the card. */
  readonly undo?: string | undefined
  /** What excludes what, said before the buttons. */
  readonly warning?: Warning | null | undefined
  /** Whether what it disables is said before the buttons, because that may be needed. */
  readonly costFirst?: boolean | undefined
  /** Whether it stands in the card of another act, and has none of its own. */
  readonly part?: boolean | undefined
  /** Buttons. */
  readonly children: ReactNode
}

/** One thing that can be frozen, paused or stopped: its state, the actions, who may do it, and what it costs. */
export function ControlCard({
  control,
  title,
  authority,
  action,
  undo = action?.undo,
  warning,
  costFirst = false,
  part = false,
  children,
}: ControlCardProps) {
  const headingId = useId()
  const Heading = part ? 'h4' : 'h3'
  return (
    <section
      aria-labelledby={headingId}
      data-control={control?.id}
      className={cn('space-y-3', part ? 'border-line border-t pt-3' : CARD)}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Heading id={headingId} className={cn('font-semibold', !part && 'text-md')}>
          {title}
        </Heading>
        {control && (
          <>
            <StateBadge state={control.state} word={control.word} />
            <Provenance leaf={control.engaged} of={control.name} className="ml-auto" />
          </>
        )}
      </div>
      {control && !control.engaged.ok && (
        <p className="text-muted text-sm">{control.engaged.reason.message}</p>
      )}
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
        {action && !costFirst && (
          <Term name="It disables">
            <Cost action={action} />
          </Term>
        )}
        {undo !== undefined && (
          <Term name="To undo">
            <EvidenceText text={undo} />
          </Term>
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
      {actors.length > MANY ? (
        <Disclosure
          summary={open === null ? `Any of ${actors.length}` : `Any of ${actors.length} that are known`}
        >
          <Actors actors={actors} />
        </Disclosure>
      ) : (
        <Actors actors={actors} />
      )}
      {actors.length === 0 && open === null && <p>Nobody</p>}
      {open !== null && <StateBadge plain state="unknown" word={open} />}
      {own !== null && <Own own={own} through={through} />}
    </div>
  )
}

function Actors({ actors }: Pick<Authority, 'actors'>) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {actors.map(({ account, right, holds }) => (
        <li key={`${account} ${right}`} className="inline-flex flex-wrap items-baseline gap-x-1.5">
          <ShownName address={account} className="font-medium" />
          <span className="text-muted">{right}</span>
          {!holds.ok && <StateBadge plain state="unknown" word="could not be read" />}
        </li>
      ))}
    </ul>
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
