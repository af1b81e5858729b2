'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { useNames } from '@/components/model/use-names'
import { WRAPS } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { buildAction, routesOf } from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { notAllowed, refusalOf } from './refusal'
import { type RegisteredOption, registeredIn } from './registered-options'

interface UnregisterFormProps {
  readonly model: ConsoleModel
  readonly unit: ConfiguratorUnit
}

/** Which registration: chosen among what BeamState was asked about. */
export function UnregisterForm({ model, unit }: UnregisterFormProps) {
  const { account } = useWallet()
  const { titleOf } = useNames()
  const [chosen, setChosen] = useState<string | null>(null)
  const options = registeredIn(model, unit)
  const option = options.find(({ id }) => id === chosen) ?? options[0]
  if (option === undefined) return <p className="text-muted">Nothing is registered in this Unit.</p>
  const request = { kind: 'unregister', unit: unit.id, what: option.what, target: option.target } as const
  const action = buildAction(request, model, account ?? zeroAddress)
  const routes = account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0 ? undefined : notAllowed(action, account, 'Not IMMEDIATE in BeamState')
  const nameOf = ({ what, target, name }: RegisteredOption) =>
    name ?? (what === 'cBeam' ? `cBEAM ${titleOf(target)}` : titleOf(target))
  return (
    <div className="space-y-3">
      <Select
        label="Registration"
        options={options.map((one) => ({ id: one.id, label: nameOf(one) }))}
        value={option.id}
        onChange={setChosen}
        className="max-w-md"
      />
      <ActionButton
        icon={Trash2}
        variant="danger"
        className={WRAPS}
        request={request}
        reason={without ?? (action ? refusalOf(action) : 'This deployment has no such Unit.')}
      >
        Delete the registration of {nameOf(option)}
      </ActionButton>
    </div>
  )
}
