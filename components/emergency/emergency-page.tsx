'use client'

import { NothingRead } from '@/components/model/nothing-read'
import { PageHeader } from '@/components/ui/page-header'
import { formatDuration, formatExact } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { useRuns } from '@/lib/react/run/use-runs'
import { emergencyAnswer } from './controls'
import { EmergencyActs, EmergencyReadiness } from './emergency-content'
import { SignedHere } from './signed-here'

/** The emergency panel as a page of its own, so that it can be linked to. */
export function EmergencyPage() {
  const model = useModel()
  const { runs } = useRuns()
  if (!model) return <NothingRead noun="Emergency" columns={['What', 'State', 'Who may act']} />
  return (
    <>
      <PageHeader
        noun="Emergency"
        answer={emergencyAnswer(model, runs)}
        detail={`At block ${formatExact(model.block.number, 0)}, ${formatDuration(model.time - model.block.timestamp)} old`}
      />
      <h2 className="sr-only">Actions</h2>
      <div className="space-y-4">
        <EmergencyReadiness />
        <SignedHere />
      </div>
      <div className="space-y-4">
        <EmergencyActs model={model} page />
      </div>
    </>
  )
}
