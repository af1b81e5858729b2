'use client'

import { NOT_EVALUATED } from '@/components/model/nothing-read'
import { ProposalsHere } from '@/components/proposals/proposals-here'
import { Notice } from '@/components/ui/notice'
import { formatDuration, formatExact } from '@/lib/format'
import { useModel } from '@/lib/react/context'
import { useLiveState } from '@/lib/react/live/hooks'
import { useRuns } from '@/lib/react/run/use-runs'
import { emergencyAnswer } from './controls'
import { EmergencyActs, EmergencyReadiness } from './emergency-content'
import { SignedHere } from './signed-here'

/**
 * Content of the emergency panel. It asks for nothing: everything comes from the picture that the page holds already,
 * and the actions go through the wallet.
 */
export function EmergencyPanel() {
  const model = useModel()
  const { runs } = useRuns()
  const { picture } = useLiveState()
  return (
    <div className="space-y-4">
      {model ? (
        <p>
          <span className="font-semibold text-md">{emergencyAnswer(model, runs)}</span>
          <span className="block text-muted text-sm">
            At block {formatExact(model.block.number, 0)},{' '}
            {formatDuration(model.time - model.block.timestamp)} old
          </span>
        </p>
      ) : (
        <Notice
          tone="amber"
          title={picture ? NOT_EVALUATED : 'Nothing was read of the chain yet'}
          todo="Wait for the next block, or open the console on another machine."
        />
      )}
      <EmergencyReadiness />
      <SignedHere />
      {model && (
        <>
          <EmergencyActs model={model} />
          <ProposalsHere model={model} />
        </>
      )}
    </div>
  )
}
