'use client'

import { UserX } from 'lucide-react'
import { type Address, zeroAddress } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { Prose } from '@/components/handbook/prose'
import { ShownName } from '@/components/model/shown-name'
import { PendingActions } from '@/components/safe/pending-actions'
import { safeTitle } from '@/components/safe/safe-title'
import { SafeTraits } from '@/components/safe/safe-traits'
import { WRAPS } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { buildAction, councilSafes, revocationsThrough } from '@/lib/actions'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { plural, shortAddress } from '@/lib/format'
import { type CBeamRow, cBeamRows } from './beams'
import { ControlCard } from './control-card'
import { reasonFor } from './reason'
import { waysToRevoke } from './ways'

interface RevokeCardProps {
  readonly unit: ConfiguratorUnit
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Every cBEAM of a Unit with the button that takes all of its pairs and its registration there in one batch. */
export function RevokeCard({ unit, model, account }: RevokeCardProps) {
  const rows = cBeamRows(model, unit)
  const revocationOf = (cBeam: Address) => ({ kind: 'revoke-cbeam', unit: unit.id, cBeam }) as const
  const [first] = rows
  if (first === undefined) return null
  const { authority, safes, onlyThrough } = waysToRevoke(model, unit, account)
  const council = councilSafes(model, unit)
  const reason = safes.length > 0 ? undefined : reasonFor(authority, 'Not IMMEDIATE in BeamState')
  const action = buildAction(revocationOf(first.account), model, account ?? zeroAddress)
  return (
    <ControlCard
      control={null}
      title={inUnit(model, unit, 'Revoke a cBEAM')}
      authority={authority}
      action={null}
      undo={action?.undo}
    >
      <p className="text-sm">
        <Prose text="Unsets every pair, then the registration, which alone would only bar new pairs. It disables raising and lowering limits, approved actions and replacing relayer and freezer by that cBEAM." />
      </p>
      {council.map((safe) => (
        <SafeTraits key={safe.id} safe={safe} faultsOnly />
      ))}
      <PendingActions
        requests={council.flatMap((safe) => revocationsThrough(safe, unit))}
        kind="revocation"
        model={model}
        account={account}
      />
      {onlyThrough && (
        <p>Revoked through {safeTitle(onlyThrough)}: its owners approve, then anyone executes.</p>
      )}
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li
            key={row.account}
            data-cbeam={row.account}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2 first:pt-0"
          >
            <CBeam row={row} batch={onlyThrough !== undefined} />
            <ActionButton
              variant="danger"
              icon={UserX}
              className={WRAPS}
              request={revocationOf(row.account)}
              reason={reason}
            >
              {inUnit(model, unit, `Revoke cBEAM ${shortAddress(row.account)}`)}
            </ActionButton>
          </li>
        ))}
      </ul>
    </ControlCard>
  )
}

function CBeam({
  row: { account, targets, registered },
  batch,
}: {
  readonly row: CBeamRow
  readonly batch: boolean
}) {
  const unread = targets.filter(({ active }) => !active.ok).length
  const count = targets.length + 1
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <ShownName address={account} className="font-medium" />
        {registered.ok && !registered.value && (
          <StateBadge state="unknown" word="No longer registered, still paired" plain />
        )}
        {unread > 0 && (
          <StateBadge state="unknown" word={`${plural(unread, 'pair')} could not be read`} plain />
        )}
      </p>
      <p className="text-muted text-sm">
        {targets.length === 0 ? (
          'Paired with nothing'
        ) : (
          <>
            Paired with{' '}
            {targets.map(({ id }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <ShownName address={id} />
              </span>
            ))}
          </>
        )}
        ; {batch ? `one transaction of ${plural(count, 'call')}` : plural(count, 'transaction')}
      </p>
    </div>
  )
}
