'use client'

import { CircleStop, OctagonPause } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { buildAction } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import { ControlCard } from './control-card'
import { type Control, pendingWarning } from './controls'
import { pausersOf, stoppersOf } from './may'
import { engagedReason, reasonFor } from './reason'

interface SwitchCardProps {
  readonly control: Control
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Pausing the timelock. */
export function PauseCard({ control, model, account }: SwitchCardProps) {
  const request = { kind: 'pause-timelock' } as const
  const authority = pausersOf(model, account)
  return (
    <ControlCard
      control={control}
      title="Pause the timelock"
      authority={authority}
      action={buildAction(request, model, account ?? zeroAddress)}
      costFirst
      warning={control.state === 'wrong' ? null : pendingWarning(model)}
    >
      <ActionButton
        variant="danger"
        icon={OctagonPause}
        request={request}
        reason={
          engagedReason(control.engaged, 'It is paused already') ??
          reasonFor(authority, 'Neither a pauser nor let through by PASMom')
        }
      >
        Pause the timelock
      </ActionButton>
    </ControlCard>
  )
}

/** Stopping the Configurator. */
export function StopCard({ control, model, account }: SwitchCardProps) {
  const request = { kind: 'stop-configurator' } as const
  const authority = stoppersOf(model, account)
  const action = buildAction(request, model, account ?? zeroAddress)
  return (
    <ControlCard
      control={control}
      title="Stop the Configurator"
      authority={authority}
      action={action}
      costFirst
    >
      <ActionButton
        variant="danger"
        icon={CircleStop}
        request={request}
        reason={
          engagedReason(control.engaged, 'It is stopped already') ??
          reasonFor(authority, 'Neither IMMEDIATE in BeamState nor let through by PASMom')
        }
      >
        Stop the Configurator
      </ActionButton>
    </ControlCard>
  )
}
