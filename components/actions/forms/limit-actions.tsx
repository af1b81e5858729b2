'use client'

import { Trash2 } from 'lucide-react'
import { useNames } from '@/components/model/use-names'
import { Tabs } from '@/components/ui/tabs'
import { isCBeam } from '@/lib/console/authority'
import { isFrozen } from '@/lib/console/derive/beams'
import { sorlInputs } from '@/lib/console/derive/limits'
import { unitOf } from '@/lib/console/facts/units'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import { useModel } from '@/lib/react/context'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { ActionButton } from '../action-button'
import { forms } from '.'
import { type LimitFormProps, OneWay } from './limit-form'
import { decimalsOf, limitObject, limitText, readLimit } from './limit-input'

const { 'raise-limit': RaiseForm, 'lower-limit': LowerForm } = forms

interface LimitActionsProps {
  readonly generator: GeneratorModel
  readonly limit: LimitModel
}

/** What a cBEAM can do to a limit: raise it within the second-order rate limit, lower it at once, remove it. */
export function LimitActions({ generator, limit }: LimitActionsProps) {
  const model = useModel()
  const { account } = useWallet()
  if (!model) return null
  const right = account && isCBeam(generator, account, 'rateLimits')
  const frozen = account && isFrozen(unitOf(model, generator), account)
  const reason =
    right === null || (right.ok && right.value)
      ? undefined
      : right.ok
        ? frozen?.ok && frozen.value
          ? 'Frozen by a guardian'
          : 'Not a cBEAM of these RateLimits'
        : right.reason.kind === 'being-read'
          ? right.reason.message
          : `Whether the account is a cBEAM could not be read: ${right.reason.message}`
  const form = { model, generator, limit, reason }
  return (
    <Tabs
      key={limit.id}
      label="Change the limit"
      tabs={[
        { id: 'raise', label: 'Raise', content: <RaiseForm {...form} change="raise" /> },
        { id: 'lower', label: 'Lower', content: <LowerForm {...form} change="lower" /> },
        { id: 'remove', label: 'Remove', content: <RemoveLimit {...form} /> },
      ]}
    />
  )
}

/** Sets maximum and refill to 0: everything under the key reverts from then on. */
function RemoveLimit({ model, generator, limit, reason }: LimitFormProps) {
  const { titleOf } = useNames()
  const decimals = decimalsOf(limit.unit)
  const sorl = sorlInputs(limit, generator.scope, unitOf(model, generator).configurator.stopped)
  const nothing = { maxAmount: 0n, slope: 0n }
  const reading = readLimit(limitText(nothing, decimals), 'lower', decimals, sorl, model.time)
  return (
    <div className="space-y-4">
      <p>
        Sets maximum and refill to 0. Every operation under this limit reverts from then on; what gives
        capacity back still works.
      </p>
      <OneWay reading={reading} />
      <ActionButton
        variant="danger"
        icon={Trash2}
        request={{ kind: 'remove-limit', generator: generator.id, key: limit.id, ...nothing }}
        reason={reason ?? (reading.params ? undefined : (reading.refusal ?? undefined))}
      >
        Remove {limitObject(limit, titleOf)}
      </ActionButton>
    </div>
  )
}
