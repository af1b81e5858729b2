'use client'

import { Snowflake } from 'lucide-react'
import { useId } from 'react'
import type { Address } from 'viem'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { ControllerCards } from '@/components/paus/controller-card'
import { freezeReason, fundsLook, fundsOf } from '@/components/paus/funds'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { FreezePlan } from '@/lib/console/derive/freeze-plan'
import type { ConsoleModel } from '@/lib/console/model'
import { unfreezableWords } from '@/lib/words/paus'

interface FreezeFundsProps {
  readonly model: ConsoleModel
  readonly account: Address | null
}

/** Everybody who can move the funds of a Prime, and the calls that end it. */
export function FreezeFunds({ model, account }: FreezeFundsProps) {
  const headingId = useId()
  const all = fundsOf(model)
  if (all.length === 0) return null
  return (
    <section aria-labelledby={headingId} className="space-y-3 border-line border-t pt-3">
      <h4 id={headingId} className="font-semibold">
        Funds of the Primes
      </h4>
      <p className="text-muted text-sm">
        Who can move them now, over all controllers, and what a freeze has to call. What is on its way through
        a bridge or a cooldown goes on.
      </p>
      <ul className="divide-y divide-line">
        {all.map((funds) => (
          <li key={funds.id} data-funds={funds.id} className="py-2 first:pt-0">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="font-medium">{funds.name}</span>
              <StateBadge {...fundsLook(funds)} plain />
              <Provenance leaf={funds.safe} of={`whether nobody can move the funds of ${funds.name}`} />
            </p>
            <Disclosure summary="Controllers and calls">
              <div className="space-y-3">
                <ActionButton
                  variant="danger"
                  icon={Snowflake}
                  request={{ kind: 'freeze-funds', prime: funds.id }}
                  reason={freezeReason(model, funds.id, account)}
                >
                  Freeze the funds of {funds.name}
                </ActionButton>
                <Calls plan={funds.plan} />
                <ControllerCards controllers={funds.controllers} strangers={funds.strangers} />
              </div>
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Calls({ plan: { steps, alive, whole } }: { readonly plan: FreezePlan }) {
  return (
    <>
      {!whole.ok && (
        <Notice tone="amber" title="Not everybody is known" todo="Freeze those who are, then look again.">
          {whole.reason.message}
        </Notice>
      )}
      <ul className="space-y-1 text-sm">
        {steps.map(({ contract, call, account }) => (
          <li key={`${contract} ${account}`}>
            <code>{call}</code> of <ShownName address={account} /> on <ShownName address={contract} short />
          </li>
        ))}
        {alive.map(({ account, why }) => (
          <li key={`${account} ${why}`}>
            <ShownName address={account} />: <EvidenceText text={unfreezableWords[why]} />
          </li>
        ))}
      </ul>
    </>
  )
}
