'use client'

import { Prose } from '@/components/handbook/prose'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { ConsoleModel } from '@/lib/console/model'
import { MigrationTable } from './migration-table'
import { migrationSentence } from './migration-words'
import { migrationRows, surfaceOf } from './rows'

/** How far the debt of all Primes has moved to the Generator; nothing where no Diamond migrates legacy debt. */
export function MigrationOverview({ model }: { readonly model: ConsoleModel }) {
  const surface = surfaceOf(model)
  if (surface.ok && !surface.value) return null
  if (!surface.ok) {
    return (
      <Section id="migration" title="Whether legacy debt migrates is not known" bare>
        <Notice
          tone="amber"
          title={`The Diamond could not be asked for its migration facet: ${surface.reason.message}`}
          holds="Debt on both sides, as it stands on this page."
        />
      </Section>
    )
  }
  const rows = migrationRows(model)
  return (
    <Section
      id="migration"
      title={migrationSentence(rows)}
      note={
        <Prose text="In the order of the schedule. What has moved is a share of that and what is left; new debt is through the Generator." />
      }
      bare
    >
      <MigrationTable
        rows={rows}
        now={model.time}
        several={model.generators.length > 1}
        fileName={`migration-at-block-${model.block.number}`}
      />
    </Section>
  )
}
