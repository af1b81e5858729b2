'use client'

import { Snowflake } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { ShownName } from '@/components/model/shown-name'
import { safeTitle } from '@/components/safe/safe-title'
import { Notice } from '@/components/ui/notice'
import { buildAction, relayersOf } from '@/lib/actions'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { plural, shortAddress } from '@/lib/format'
import { ControlCard } from './control-card'
import type { Control } from './controls'
import { FreezeByAddress } from './freeze-by-address'
import { reasonFor } from './reason'
import { waysToFreeze } from './ways'

interface FreezeRelayersProps {
  readonly control: Control
  readonly generator: GeneratorModel
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every relayer of a Generator with the button that freezes it, and one for all of them. */
export function FreezeRelayers({ control, generator, model, account }: FreezeRelayersProps) {
  const relayers = relayersOf(generator)
  const { length } = generator.roles.relayer.members
  const whole = length.ok && length.value === relayers.length
  const all = { kind: 'freeze-all', generator: generator.id } as const
  const action = buildAction(all, model, account ?? zeroAddress)
  const { authority, safes, onlyThrough } = waysToFreeze(model, generator, account)
  const reason = safes.length > 0 ? undefined : reasonFor(authority, 'Not a holder of FREEZER')
  return (
    <ControlCard
      part
      control={control}
      title={`Relayers of ${generator.name}`}
      authority={authority}
      action={action}
    >
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
      <FreezeByAddress
        label="Address of the relayer"
        reason={reason}
        freezeOf={(relayer) => ({ kind: 'freeze-relayer', generator: generator.id, relayer })}
        titleOf={(relayer) =>
          relayer === null ? 'Freeze relayer' : `Freeze relayer ${shortAddress(relayer)}`
        }
        open={!whole}
      />
    </ControlCard>
  )
}
