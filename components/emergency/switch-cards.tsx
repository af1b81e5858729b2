'use client'

import { CircleStop, OctagonPause } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { WRAPS } from '@/components/ui/button'
import { buildAction } from '@/lib/actions'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { ControlCard } from './control-card'
import { type Control, pendingWarning } from './controls'
import { pausersOf, stoppersOf } from './may'
import { engagedReason, reasonFor } from './reason'

interface SwitchCardProps {
  readonly control: Control
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Pausing the timelock of a Unit. */
export function PauseCard({ control, unit, model, account }: SwitchCardProps) {
  const request = { kind: 'pause-timelock', unit: unit.id } as const
  const title = inUnit(model, unit, 'Pause the timelock')
  const authority = pausersOf(model, unit, account)
  return (
    <ControlCard
      control={control}
      title={title}
      authority={authority}
      action={buildAction(request, model, account ?? zeroAddress)}
      costFirst
      warning={control.state === 'wrong' ? null : pendingWarning(unit, model.time)}
    >
      <ActionButton
        variant="danger"
        icon={OctagonPause}
        className={WRAPS}
        request={request}
        reason={
          engagedReason(control.engaged, 'It is paused already') ??
          reasonFor(authority, 'Neither a pauser nor let through by PASMom')
        }
      >
        {title}
      </ActionButton>
    </ControlCard>
  )
}

/** Stopping the Configurator of a Unit. */
export function StopCard({ control, unit, model, account }: SwitchCardProps) {
  const request = { kind: 'stop-configurator', unit: unit.id } as const
  const title = inUnit(model, unit, 'Stop the Configurator')
  const authority = stoppersOf(model, unit, account)
  const action = buildAction(request, model, account ?? zeroAddress)
  return (
    <ControlCard control={control} title={title} authority={authority} action={action} costFirst>
      <ActionButton
        variant="danger"
        icon={CircleStop}
        className={WRAPS}
        request={request}
        reason={
          engagedReason(control.engaged, 'It is stopped already') ??
          reasonFor(authority, 'Neither IMMEDIATE in BeamState nor let through by PASMom')
        }
      >
        {title}
      </ActionButton>
    </ControlCard>
  )
}
