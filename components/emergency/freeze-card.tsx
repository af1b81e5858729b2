'use client'

import { Snowflake } from 'lucide-react'
import { useState } from 'react'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { ShownName } from '@/components/model/shown-name'
import { PendingActions } from '@/components/safe/pending-actions'
import { safeTitle } from '@/components/safe/safe-title'
import { SafeTraits } from '@/components/safe/safe-traits'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { buildAction, freezeRoutes, freezerSafes, freezesThrough, relayersOf } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { plural, shortAddress } from '@/lib/format'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { freezersOf, throughSafes } from './may'
import { reasonFor } from './reason'

interface FreezeCardProps {
  readonly control: Control
  readonly generator: GeneratorModel
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every relayer of a Generator with the button that freezes it, and one for all of them. */
export function FreezeCard({ control, generator, model, account }: FreezeCardProps) {
  const relayers = relayersOf(generator)
  const { length } = generator.roles.relayer.members
  const whole = length.ok && length.value === relayers.length
  const all = { kind: 'freeze-all', generator: generator.id } as const
  const action = buildAction(all, model, account ?? zeroAddress)
  const freezers = freezerSafes(model, generator)
  const safes = account === null ? [] : freezeRoutes(model, generator, account).safes
  const authority = throughSafes(freezersOf(generator, account), safes)
  const reason = safes.length > 0 ? undefined : reasonFor(authority, 'Not a holder of FREEZER')
  const onlyThrough = authority.own?.ok && !authority.own.value ? safes[0] : undefined
  return (
    <ControlCard control={control} title={`Freeze ${generator.name}`} authority={authority} action={action}>
      {!whole && (
        <Notice
          tone="amber"
          title="Not every relayer could be read"
          todo="Freeze the ones you know by their address."
        >
          {length.ok
            ? `${length.value} hold RELAYER, ${relayers.length} could be read.`
            : length.reason.message}
        </Notice>
      )}
      {freezers.map((safe) => (
        <SafeTraits key={safe.id} safe={safe} faultsOnly />
      ))}
      <PendingActions
        requests={freezers.flatMap((safe) => freezesThrough(safe, generator))}
        kind="freeze"
        model={model}
        account={account}
      />
      {onlyThrough && (
        <p>Frozen through {safeTitle(onlyThrough)}: its owners approve, then anyone executes.</p>
      )}
      <ul className="divide-y divide-line">
        {relayers.map((relayer) => (
          <li
            key={relayer}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <ShownName address={relayer} className="font-medium" />
            <ActionButton
              variant="danger"
              icon={Snowflake}
              request={{ kind: 'freeze-relayer', generator: generator.id, relayer }}
              reason={reason}
            >
              Freeze relayer {shortAddress(relayer)}
            </ActionButton>
          </li>
        ))}
      </ul>
      {relayers.length === 0 && whole && <p className="text-muted">No address holds RELAYER.</p>}
      {relayers.length > 1 && (
        <div>
          <ActionButton variant="danger" icon={Snowflake} request={all} reason={reason}>
            Freeze all relayers of {generator.name}
          </ActionButton>
          <p className="mt-1 text-muted text-sm">
            {onlyThrough
              ? `One transaction of ${onlyThrough.name}.`
              : `${plural(relayers.length, 'transaction')}, each confirmed in the wallet.`}
          </p>
        </div>
      )}
      <ByAddress generator={generator} reason={reason} open={!whole} />
    </ControlCard>
  )
}

interface ByAddressProps {
  readonly generator: GeneratorModel
  readonly reason: string | undefined
  /** Whether the field is open from the start, because the list of relayers is not whole. */
  readonly open: boolean
}

/** A relayer that the console does not list can still be frozen: the Diamond removes whatever address is given. */
function ByAddress({ generator, reason, open }: ByAddressProps) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const relayer = isAddress(typed) ? getAddress(typed) : null
  const error =
    typed !== '' && relayer === null ? 'This is not an address, or its checksum is wrong.' : undefined
  return (
    <Disclosure summary="Freeze another address" open={open}>
      <div className="space-y-2">
        <Field
          label="Address of the relayer"
          value={text}
          onValueChange={setText}
          error={error}
          placeholder="0x"
        />
        <ActionButton
          icon={Snowflake}
          request={{ kind: 'freeze-relayer', generator: generator.id, relayer: relayer ?? zeroAddress }}
          reason={relayer === null ? 'Enter an address' : reason}
        >
          Freeze relayer {relayer && shortAddress(relayer)}
        </ActionButton>
      </div>
    </Disclosure>
  )
}
