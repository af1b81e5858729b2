'use client'

import { Trash2 } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { LeafAmount } from '@/components/model/leaf-amount'
import { ShownName } from '@/components/model/shown-name'
import { useNames } from '@/components/model/use-names'
import { HashText } from '@/components/ui/hash-text'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { pausOf } from '@/lib/console/paus'
import { ended, plural } from '@/lib/format'
import { combine, map } from '@/lib/leaf'
import { isUnlimited } from '@/lib/limits'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { byLogs } from '@/lib/words/coverage'
import { limitTitle } from '@/lib/words/limits'
import { councilOffer } from './council-offer'
import { type InitRow, initRows } from './init-rows'

/** What a cBEAM may set at any time, each entry with the act that deletes it. */
export function InitialLimits({ model }: { readonly model: ConsoleModel }) {
  const { account } = useWallet()
  return (
    <div className="space-y-5">
      {model.units.map((unit) => (
        <InitsOf key={unit.id} unit={unit} model={model} account={account} />
      ))}
      <p className="text-muted text-sm">
        BeamState was asked for every limit above, and for what is known {byLogs(model.coverage)}.
      </p>
    </div>
  )
}

interface InitsOfProps {
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

function InitsOf({ unit, model, account }: InitsOfProps) {
  const rows = initRows(model, unit)
  return (
    <section aria-label={inUnit(model, unit, 'Initial limits')} className="space-y-3">
      {model.units.length > 1 && <h3 className="font-semibold">{unit.name}</h3>}
      {rows.length === 0 ? (
        <p className="text-muted">No initial limit is set.</p>
      ) : (
        <ul aria-label={inUnit(model, unit, 'Inits in force')} className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.init.id} data-init={row.init.id} className="py-3 first:pt-0 last:pb-0">
              <Init row={row} unit={unit} model={model} account={account} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Init({ row: { init, limit }, unit, model, account }: InitsOfProps & { readonly row: InitRow }) {
  const { titleOf } = useNames()
  const { key, rateLimits } = init
  const { request, reason } = councilOffer(
    { kind: 'delete-init', unit: unit.id, key, rateLimits } as const,
    model,
    account,
  )
  const title = limit?.name ? limitTitle(limit, titleOf) : null
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <p className="font-medium">{title ?? <HashText hash={key} label="limit key" />}</p>
        <p className="text-sm">
          {rateLimits === zeroAddress ? (
            <span className="font-medium">
              For every RateLimits without its own:{' '}
              {plural(pausOf(model, unit).rateLimits.length, 'RateLimits', 'RateLimits')} known here
            </span>
          ) : (
            <>
              For <ShownName address={rateLimits} />
            </>
          )}
          . <Amounts init={init} limit={limit} />
        </p>
      </div>
      <ActionButton
        size="sm"
        variant="danger"
        icon={Trash2}
        request={request}
        reason={reason && ended(reason)}
      >
        Delete init<span className="sr-only">: {title ?? key}</span>
      </ActionButton>
    </div>
  )
}

/** Up to what a cBEAM may set the limit. */
function Amounts({ init: { maxAmount, slope }, limit }: InitRow) {
  const measure = limit?.unit ?? null
  const both = combine({ maxAmount, slope }, (init) => init)
  if (both.ok && isUnlimited(both.value)) return <>Unlimited, and nothing else.</>
  return (
    <>
      Up to <LeafAmount leaf={maxAmount} unit={measure} withUnit />, refilling{' '}
      <LeafAmount leaf={map(slope, (each) => each * 86_400n)} unit={measure} withUnit per=" a day" />.
    </>
  )
}
