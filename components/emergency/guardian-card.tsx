'use client'

import { LockOpen, Snowflake } from 'lucide-react'
import { useState } from 'react'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { Prose } from '@/components/handbook/prose'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { WRAPS } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { StateBadge } from '@/components/ui/state-badge'
import { type ActionRequest, buildAction } from '@/lib/actions'
import type { BeamRole } from '@/lib/console/derive/beams'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { shortAddress } from '@/lib/format'
import { type BeamRow, beamRows } from './beams'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { guardiansOf } from './may'
import { reasonFor } from './reason'

interface GuardianCardProps {
  readonly control: Control
  readonly guardians: GuardianFacts
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every BEAM with the button by which any one guardian freezes it, and how far the vote for lifting a freeze is. */
export function GuardianCard({ control, guardians, unit, model, account }: GuardianCardProps) {
  const rows = beamRows(model, unit)
  const authority = guardiansOf(unit, guardians, account)
  const freezeOf = (beam: Address) => ({ kind: 'guardian-freeze', unit: unit.id, beam }) as const
  const titleOf = (beam: Address) => inUnit(model, unit, `Freeze BEAM ${shortAddress(beam)}`)
  const reason = reasonFor(authority, 'Not a guardian')
  const [first] = rows
  const action = first && buildAction(freezeOf(first.account), model, account ?? zeroAddress)
  return (
    <ControlCard
      control={control}
      title={inUnit(model, unit, 'Freeze a BEAM')}
      authority={authority}
      action={null}
      undo={action?.undo}
    >
      <p className="text-sm">
        <Prose text="Any one guardian freezes a relayer, a cBEAM or an aBEAM at once. A relayer keeps its role and cannot use it; the others lose their pairs and roles in BeamState. Roles of the timelock stay. Enough guardians together lift a freeze, each with a vote." />
      </p>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li
            key={row.account}
            data-beam={row.account}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <Beam row={row} threshold={guardians.threshold} />
            {!isOver(row) && (
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
            {row.frozen.ok && row.frozen.value && (
              <ActionButton
                icon={LockOpen}
                className={WRAPS}
                request={{ kind: 'lift-freeze', unit: unit.id, beam: row.account }}
                reason={reason}
              >
                {inUnit(model, unit, `Vote to lift the freeze of ${shortAddress(row.account)}`)}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="text-muted">No account is known that holds a BEAM role.</p>}
      <ByAddress reason={reason} freezeOf={freezeOf} titleOf={titleOf} />
    </ControlCard>
  )
}

/** Whether a freeze would take nothing more. */
const isOver = ({ frozen, roles }: BeamRow): boolean =>
  frozen.ok && frozen.value && roles.ok && roles.value.every(({ kind }) => kind === 'relayer')

interface BeamProps {
  readonly row: BeamRow
  readonly threshold: GuardianFacts['threshold']
}

function Beam({ row: { account, roles, frozen, taken, votes }, threshold }: BeamProps) {
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <ShownName address={account} className="font-medium" />
        {!frozen.ok && <StateBadge state="unknown" word="Could not be read" plain />}
        {frozen.ok && frozen.value && (
          <>
            <StateBadge state="wrong" word="Frozen" plain />
            <span className="text-muted text-sm">
              <LeafText leaf={votes} text={String} /> of <LeafText leaf={threshold} text={String} /> votes to
              lift it
            </span>
          </>
        )}
      </p>
      <p className="text-muted text-sm">
        {roles.ok ? (
          roles.value.length === 0 ? (
            'Holds no role'
          ) : (
            roles.value.map(({ label }) => label).join(', ')
          )
        ) : (
          <>
            What it holds could not be read <LeafText leaf={roles} text={() => ''} />
          </>
        )}
      </p>
      {frozen.ok && frozen.value && (
        <p className="text-muted text-sm">
          A lift gives back: <LeafText leaf={taken} text={labels} />
        </p>
      )}
    </div>
  )
}

const labels = (roles: readonly BeamRole[]): string =>
  roles.map(({ label }) => label).join(', ') || 'nothing but the use of its roles'

interface ByAddressProps {
  readonly reason: string | undefined
  readonly freezeOf: (beam: Address) => ActionRequest
  readonly titleOf: (beam: Address) => string
}

/** Any address can be frozen, also one that no event named yet. */
function ByAddress({ reason, freezeOf, titleOf }: ByAddressProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const beam = isAddress(typed) ? getAddress(typed) : null
  const error =
    typed !== '' && beam === null ? 'This is not an address, or its checksum is wrong.' : undefined
  return (
    <Disclosure summary="Freeze another address">
      <div className="space-y-2">
        <Field
          label="Address of the BEAM"
          value={text}
          onValueChange={setText}
          error={error}
          placeholder="0x"
        />
        <ActionButton
          icon={Snowflake}
          className={WRAPS}
          request={freezeOf(beam ?? zeroAddress)}
          reason={beam === null ? 'Enter an address' : reason}
        >
          {beam === null ? 'Freeze BEAM' : titleOf(beam)}
        </ActionButton>
      </div>
    </Disclosure>
  )
}
