'use client'

import { Link2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { zeroAddress } from 'viem'
import { useNames } from '@/components/model/use-names'
import { WRAPS } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { buildAction, type PairKind, routesOf } from '@/lib/actions'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { cBeamsToPair, type Pairable, pairables, pairedWith } from './pair-options'
import { notAllowed, refusalOf } from './refusal'

export interface PairFormProps {
  readonly model: ConsoleModel
  readonly unit: ConfiguratorUnit
}

export const PairForm = (props: PairFormProps) => <Form kind="pair-cbeam" {...props} />
export const UnpairForm = (props: PairFormProps) => <Form kind="unpair-cbeam" {...props} />

const LOOK = {
  'pair-cbeam': {
    icon: Link2,
    verb: 'Pair',
    variant: 'primary',
    none: 'There is nothing that it is not paired with.',
  },
  'unpair-cbeam': { icon: Unlink, verb: 'Unpair', variant: 'danger', none: 'It is paired with nothing.' },
} as const

/** Which cBEAM, and with which RateLimits or controller: both chosen among what BeamState was asked about. */
function Form({ kind, model, unit }: PairFormProps & { readonly kind: PairKind }) {
  const { account } = useWallet()
  const { titleOf } = useNames()
  const [who, setWho] = useState<string | null>(null)
  const [what, setWhat] = useState<string | null>(null)
  const cBeams = cBeamsToPair(model, unit)
  const cBeam = cBeams.find((id) => id === who) ?? cBeams[0]
  if (cBeam === undefined) return <p className="text-muted">No cBEAM is known in this Unit.</p>
  const paired = pairedWith(model, unit, cBeam)
  const options: readonly Pairable[] = pairables(model, unit).filter(
    ({ id }) => (kind === 'pair-cbeam') !== paired.includes(id),
  )
  const option = options.find(({ id }) => id === what) ?? options[0]
  const { icon, verb, variant, none } = LOOK[kind]
  const request =
    option && ({ kind, unit: unit.id, cBeam, side: option.side, target: option.target } as const)
  const action = request ? buildAction(request, model, account ?? zeroAddress) : null
  const routes = request && account && routesOf(request, model, account)
  const without =
    routes && routes.safes.length > 0 ? undefined : notAllowed(action, account, 'Not IMMEDIATE in BeamState')
  return (
    <div className="space-y-3">
      <Select
        label="cBEAM"
        options={cBeams.map((id) => ({ id, label: titleOf(id) }))}
        value={cBeam}
        onChange={setWho}
        className="max-w-md"
      />
      {request === undefined || option === undefined ? (
        <p className="text-muted">{none}</p>
      ) : (
        <>
          <Select
            label={kind === 'pair-cbeam' ? 'With what' : 'From what'}
            options={options.map(({ id, name, target }) => ({ id, label: name ?? titleOf(target) }))}
            value={option.id}
            onChange={setWhat}
            className="max-w-md"
          />
          <ActionButton
            icon={icon}
            variant={variant}
            className={WRAPS}
            request={request}
            reason={without ?? (action ? refusalOf(action) : 'This deployment has no such Unit.')}
          >
            {verb} {titleOf(cBeam)} {kind === 'pair-cbeam' ? 'with' : 'from'}{' '}
            {option.name ?? titleOf(option.target)}
          </ActionButton>
        </>
      )}
    </div>
  )
}
