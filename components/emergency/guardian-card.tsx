'use client'

import { Snowflake } from 'lucide-react'
import { useState } from 'react'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { Prose } from '@/components/handbook/prose'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { StateBadge } from '@/components/ui/state-badge'
import { buildAction } from '@/lib/actions'
import type { GuardianFacts } from '@/lib/console/facts/guardians'
import type { ConsoleModel } from '@/lib/console/model'
import { shortAddress } from '@/lib/format'
import { type BeamRow, beamRows } from './beams'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { guardiansOf } from './may'
import { reasonFor } from './reason'

interface GuardianCardProps {
  readonly control: Control
  readonly guardians: GuardianFacts
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every BEAM with the button by which any one guardian freezes it, and how far the vote for lifting a freeze is. */
export function GuardianCard({ control, guardians, model, account }: GuardianCardProps) {
  const rows = beamRows(model)
  const authority = guardiansOf(model, guardians, account)
  const reason = reasonFor(authority, 'Not a guardian')
  const [first] = rows
  const action = first && buildAction(freezeOf(first.account), model, account ?? zeroAddress)
  return (
    <ControlCard
      control={control}
      title="Freeze a BEAM"
      authority={authority}
      action={null}
      undo={action?.undo}
    >
      <p className="text-sm">
        <Prose text="Any one guardian freezes a relayer, a cBEAM or an aBEAM at once. It keeps its roles and can use none of them." />
      </p>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li
            key={row.account}
            data-beam={row.account}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <Beam row={row} threshold={guardians.threshold} />
            <ActionButton
              variant="danger"
              icon={Snowflake}
              request={freezeOf(row.account)}
              reason={row.frozen.ok && row.frozen.value ? 'It is frozen already' : reason}
            >
              Freeze BEAM {shortAddress(row.account)}
            </ActionButton>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="text-muted">No account is known that holds a BEAM role.</p>}
      <ByAddress reason={reason} />
    </ControlCard>
  )
}

const freezeOf = (beam: Address) => ({ kind: 'guardian-freeze', beam }) as const

interface BeamProps {
  readonly row: BeamRow
  readonly threshold: GuardianFacts['threshold']
}

function Beam({ row: { account, roles, frozen, votes }, threshold }: BeamProps) {
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
    </div>
  )
}

/** Any address can be frozen, also one that no event named yet. */
function ByAddress({ reason }: { readonly reason: string | undefined }) {
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
          request={freezeOf(beam ?? zeroAddress)}
          reason={beam === null ? 'Enter an address' : reason}
        >
          Freeze BEAM {beam && shortAddress(beam)}
        </ActionButton>
      </div>
    </Disclosure>
  )
}
