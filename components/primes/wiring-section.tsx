'use client'

import { ChecksTable } from '@/components/model/checks-table'
import { ShownName } from '@/components/model/shown-name'
import { DefinitionList } from '@/components/ui/definition-list'
import { Section } from '@/components/ui/section'
import { type Check, checkState } from '@/lib/console/model/check'
import type { PrimeModel } from '@/lib/console/model/primes'
import { plural } from '@/lib/format'

interface WiringSectionProps {
  readonly prime: PrimeModel
  /** The checks of this Prime. */
  readonly checks: readonly Check[]
  readonly fileName: string
}

/** What connects the Prime to its vault, each with its evidence. */
export function WiringSection({ prime, checks, fileName }: WiringSectionProps) {
  const passed = checks.filter((check) => checkState(check) === 'pass').length
  const { almProxy, rateLimits, controller } = prime.addresses
  return (
    <Section
      id="wiring"
      title="Wiring"
      note={`${passed} of ${plural(checks.length, 'check')} passed at this block.`}
      bare
    >
      <div className="mb-3 rounded-lg bg-surface p-4 ring-1 ring-line">
        <DefinitionList
          layout="tiles"
          items={[
            { term: 'ALMProxy', value: <ShownName address={almProxy} short /> },
            { term: 'Controller', value: <ShownName address={controller} short /> },
            { term: 'RateLimits', value: <ShownName address={rateLimits} short /> },
          ]}
        />
      </div>
      <ChecksTable
        id="wires"
        caption={`Checks of ${prime.name}`}
        checks={checks}
        filter={false}
        fileName={fileName}
      />
    </Section>
  )
}
