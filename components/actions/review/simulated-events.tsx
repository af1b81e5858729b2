'use client'

import { useId } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { ShownName } from '@/components/model/shown-name'
import { cn } from '@/components/ui/cn'
import { Disclosure } from '@/components/ui/disclosure'
import { StateBadge } from '@/components/ui/state-badge'
import type { SimulationFinding } from '@/lib/chain/review'
import { plural } from '@/lib/format'
import { useDeployment } from '@/lib/react/context'
import { type EventRow, eventRows } from './event-rows'

interface SimulatedEventsProps {
  readonly finding: SimulationFinding | null | undefined
  readonly title?: string
}

/** Every event, movement and approval of what was simulated: those that nobody stated first, the others on request. */
export function SimulatedEvents({ finding, title = 'What contracts say of it' }: SimulatedEventsProps) {
  const headingId = useId()
  const { mcd } = useDeployment()
  if (finding?.state !== 'simulated') return null
  const rows = eventRows(finding.events, mcd.usds)
  const faults = rows.filter(({ state }) => state !== 'stated')
  const stated = rows.filter(({ state }) => state === 'stated')
  return (
    <section aria-labelledby={headingId} className="space-y-3">
      <h3 id={headingId} className="font-semibold">
        {title}
      </h3>
      {faults.length > 0 && (
        <div role="alert" className="space-y-2 rounded-lg bg-wrong-soft p-3 ring-1 ring-wrong/25 ring-inset">
          <StateBadge plain state="wrong" word={`${plural(faults.length, 'event')} not as stated`} />
          <Rows rows={faults} />
        </div>
      )}
      {stated.length > 0 ? (
        <Disclosure summary={`${plural(stated.length, 'event')} as stated`}>
          <Rows rows={stated} />
        </Disclosure>
      ) : (
        faults.length === 0 && <p className="text-muted">No event is emitted.</p>
      )}
    </section>
  )
}

const FAULTS: Readonly<Record<EventRow['state'], string | null>> = {
  stated: null,
  'not-stated': 'Nobody stated it',
  missing: 'Stated, and it does not happen',
}

function Rows({ rows }: { readonly rows: readonly EventRow[] }) {
  return (
    <ul className="space-y-2">
      {rows.map(({ key, contract, text, state }) => (
        <li key={key} data-event={state} className="min-w-0 text-sm">
          <p className={cn(state === 'stated' ? 'text-muted' : 'font-medium text-wrong')}>
            <ShownName address={contract} />
            {FAULTS[state] !== null && `: ${FAULTS[state]}`}
          </p>
          <p className="break-words">
            <EvidenceText text={text} />
          </p>
        </li>
      ))}
    </ul>
  )
}
