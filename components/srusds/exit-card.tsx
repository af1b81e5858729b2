'use client'

import { FoundText } from '@/components/model/found-text'
import { Provenance } from '@/components/model/provenance'
import { Section } from '@/components/ui/section'
import { StateBadge } from '@/components/ui/state-badge'
import { Value } from '@/components/ui/value'
import type { GeneratorModel } from '@/lib/console/model'
import { titleOf } from '@/lib/console/model/check'
import type { ExitPart, SrUsdsModel } from '@/lib/console/model/srusds'
import { exitFound, exitWords } from '@/lib/words/srusds'

interface ExitCardProps {
  readonly srUsds: SrUsdsModel
  readonly generator: GeneratorModel
  readonly suffix: string
}

/** Gate (d) of the exit of Phase 6: each part with its evidence, and what to do where it is not open. */
export function ExitCard({ srUsds, generator, suffix }: ExitCardProps) {
  const open = srUsds.exit.filter(({ holds }) => holds.ok && holds.value).length
  const unread = srUsds.exit.filter(({ holds }) => !holds.ok).length
  const unknown = unread === 0 ? '' : `; ${unread} could not be checked`
  return (
    <Section
      id={`exit${suffix}`}
      title="Gate (d): srUSDS runs in step with lock and settle"
      note={`${open} of ${srUsds.exit.length} parts are open${unknown}. ${generator.name} leaves Phase 6 when all are.`}
    >
      <ul className="divide-y divide-line">
        {srUsds.exit.map((part) => (
          <Part key={part.id} part={part} srUsds={srUsds} />
        ))}
      </ul>
    </Section>
  )
}

function Part({ part, srUsds }: { readonly part: ExitPart; readonly srUsds: SrUsdsModel }) {
  const { id, holds } = part
  const { remedy, ...says } = exitWords(id, srUsds)
  const title = titleOf({ holds, says })
  const found = exitFound(id, srUsds)
  const look = !holds.ok
    ? ({ state: 'unknown', word: 'Could not check' } as const)
    : holds.value
      ? ({ state: 'ok', word: 'Open' } as const)
      : ({ state: 'wrong', word: 'Closed' } as const)
  return (
    <li data-gate={id} data-state={look.state} className="py-2 first:pt-0 last:pb-0">
      <p>
        <StateBadge {...look} plain className="mr-2" />
        {title}
      </p>
      <div className="wrap-anywhere text-muted text-sm">
        {found.ok ? <FoundText text={found.value} /> : <Value text={null} reason={found.reason.message} />}{' '}
        <Provenance leaf={holds} of={title} className="align-middle" />
        {look.state !== 'ok' && (
          <p>
            <span className="font-medium">What to do:</span> {remedy}
          </p>
        )}
      </div>
    </li>
  )
}
