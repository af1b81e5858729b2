'use client'

import { Snowflake } from 'lucide-react'
import { useId } from 'react'
import { ActionButton } from '@/components/actions/action-button'
import { NO_GENERATOR, NoGenerator } from '@/components/model/no-generator'
import { ShownName } from '@/components/model/shown-name'
import { MAY_NOT } from '@/components/paus/funds'
import { PendingActions } from '@/components/safe/pending-actions'
import { SafeTraits } from '@/components/safe/safe-traits'
import { WRAPS } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import {
  freezerSafes,
  freezesThrough,
  fundsFreezesThroughSafes,
  guardianFreezesThroughSafes,
} from '@/lib/actions'
import { allFunds } from '@/lib/console/funds'
import { ActCard, type ActProps } from './act-card'
import type { FreezeAct } from './acts'
import { CARD } from './control-card'
import { freezeAbility } from './freeze-ability'

interface FreezeCardProps extends ActProps {
  /** The freezes that the connected account may make. */
  readonly acts: readonly FreezeAct[]
}

/**
 * Who the connected account is and what it may freeze, one press for all of that, what owners of a Safe have begun, then
 * what it may freeze one by one: relayers, the funds of each Prime, and as a guardian any account.
 */
export function FreezeCard({ acts, model, ...props }: FreezeCardProps) {
  const headingId = useId()
  const { account } = props
  const through = [...fundsFreezesThroughSafes(model), ...guardianFreezesThroughSafes(model)]
  const freezing = model.generators.flatMap((generator) =>
    freezerSafes(model, generator).map((safe) => ({ safe, generator })),
  )
  const safes = model.safes.filter(({ id }) =>
    [...through.map((request) => request.through), ...freezing.map(({ safe }) => safe.id)].includes(id),
  )
  return (
    <section aria-labelledby={headingId} className={cn('space-y-3', CARD)}>
      <h3 id={headingId} className="font-semibold text-md">
        Freeze
      </h3>
      <FreezeAll model={model} account={account} />
      {safes.map((safe) => (
        <SafeTraits key={safe.id} safe={safe} faultsOnly />
      ))}
      <PendingActions
        requests={[...through, ...freezing.flatMap(({ safe, generator }) => freezesThrough(safe, generator))]}
        kind="freeze"
        model={model}
        account={account}
      />
      {model.generators.length === 0 && (
        <NoGenerator title={`${NO_GENERATOR}, and so no relayer of one to freeze`} />
      )}
      {acts.map((act) => (
        <ActCard key={act.id} act={act} model={model} {...props} />
      ))}
    </section>
  )
}

/** Who is connected, what that account may freeze, and the press for all of it. */
function FreezeAll({ model, account }: Pick<FreezeCardProps, 'model' | 'account'>) {
  const { may, how, reason, beams } = freezeAbility(model, account)
  return (
    <div className="space-y-2">
      <p>
        {account !== null && (
          <>
            Acting as <ShownName address={account} className="font-medium" />.{' '}
          </>
        )}
        {may}
      </p>
      {allFunds(model).length > 0 && reason !== MAY_NOT && (
        <ActionButton
          variant="danger"
          size="lg"
          icon={Snowflake}
          request={{ kind: 'freeze-funds' }}
          reason={reason}
          className="w-full"
        >
          Freeze all funds
        </ActionButton>
      )}
      {how !== null && <p className="text-muted text-sm">{how}</p>}
      {beams !== null && (
        <>
          <ActionButton
            variant="danger"
            size="lg"
            icon={Snowflake}
            request={beams.request}
            className={cn(WRAPS, 'w-full')}
          >
            Freeze every BEAM as a guardian
          </ActionButton>
          <p className="text-muted text-sm">{beams.how}</p>
        </>
      )}
    </div>
  )
}
