'use client'

import { LockOpen } from 'lucide-react'
import type { Address } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { Prose } from '@/components/handbook/prose'
import { WRAPS } from '@/components/ui/button'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { shortAddress } from '@/lib/format'
import { Beam } from './beam-row'
import { beamRows } from './beams'
import { ControlCard } from './control-card'
import { guardiansOf } from './may'
import { reasonFor } from './reason'

interface LiftCardProps {
  readonly guardians: GuardianFacts
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** The way back after a freeze by guardians: who is frozen, how far the vote is, and the button that votes. */
export function LiftCard({ guardians, unit, model, account }: LiftCardProps) {
  const frozen = beamRows(model, unit).filter((row) => row.frozen.ok && row.frozen.value)
  if (frozen.length === 0) return null
  const authority = guardiansOf(unit, guardians, account)
  const reason = reasonFor(authority, 'Not a guardian')
  return (
    <ControlCard
      control={null}
      title={inUnit(model, unit, 'Lift a freeze')}
      authority={authority}
      action={null}
    >
      <p className="text-sm">
        <Prose text="Enough guardians together lift a freeze, each with a vote. That gives back what the freeze took, and nothing else." />
      </p>
      <ul className="divide-y divide-line">
        {frozen.map((row) => (
          <li
            key={row.account}
            data-lift={row.account}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <Beam row={row} threshold={guardians.threshold} />
            <ActionButton
              icon={LockOpen}
              className={WRAPS}
              request={{ kind: 'lift-freeze', unit: unit.id, beam: row.account }}
              reason={reason}
            >
              {inUnit(model, unit, `Vote to lift the freeze of ${shortAddress(row.account)}`)}
            </ActionButton>
          </li>
        ))}
      </ul>
    </ControlCard>
  )
}
