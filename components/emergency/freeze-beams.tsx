'use client'

import { Snowflake } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { Prose } from '@/components/handbook/prose'
import { WRAPS } from '@/components/ui/button'
import { buildAction } from '@/lib/actions'
import { isFrozenWhole } from '@/lib/console/derive/beams'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { shortAddress } from '@/lib/format'
import { Beam } from './beam-row'
import { beamRows } from './beams'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { FreezeByAddress } from './freeze-by-address'
import { guardiansOf } from './may'
import { reasonFor } from './reason'

interface FreezeBeamsProps {
  readonly control: Control
  readonly guardians: GuardianFacts
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every BEAM with the button by which any one guardian freezes it. */
export function FreezeBeams({ control, guardians, unit, model, account }: FreezeBeamsProps) {
  const rows = beamRows(model, unit)
  const authority = guardiansOf(unit, guardians, account)
  const freezeOf = (beam: Address) => ({ kind: 'guardian-freeze', unit: unit.id, beam }) as const
  const titleOf = (beam: Address) => inUnit(model, unit, `Freeze BEAM ${shortAddress(beam)}`)
  const reason = reasonFor(authority, 'Not a guardian')
  const [first] = rows
  const action = first && buildAction(freezeOf(first.account), model, account ?? zeroAddress)
  return (
    <ControlCard
      part
      control={control}
      title={inUnit(model, unit, 'Freeze a BEAM as a guardian')}
      authority={authority}
      action={null}
      undo={action?.undo}
    >
      <p className="text-sm">
        <Prose text="Any one guardian freezes a relayer, a cBEAM or an aBEAM at once. A relayer keeps its role and cannot use it; the others lose their pairs and roles in BeamState. Roles of the timelock stay." />
      </p>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li
            key={row.account}
            data-beam={row.account}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <Beam row={row} threshold={guardians.threshold} />
            {!isFrozenWhole(row) && (
              <ActionButton
                variant="danger"
                icon={Snowflake}
                className={WRAPS}
                request={freezeOf(row.account)}
                reason={reason}
              >
                {titleOf(row.account)}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="text-muted">No account is known that holds a BEAM role.</p>}
      <FreezeByAddress
        label="Address of the BEAM"
        reason={reason}
        freezeOf={freezeOf}
        titleOf={(beam) => (beam === null ? 'Freeze BEAM' : titleOf(beam))}
      />
    </ControlCard>
  )
}
