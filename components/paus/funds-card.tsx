'use client'

import { Snowflake } from 'lucide-react'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { Provenance } from '@/components/model/provenance'
import { ShownName } from '@/components/model/shown-name'
import { PendingActions } from '@/components/safe/pending-actions'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { fundsFreezesThroughSafes } from '@/lib/actions'
import type { FreezePlan } from '@/lib/console/derive/freeze-plan'
import type { ConsoleModel } from '@/lib/console/model'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { unfreezableWords } from '@/lib/words/paus'
import { ControllerCards } from './controller-card'
import { freezeReason, fundsLook, fundsOf } from './funds'

/** Everybody who can move the funds of a Prime, and the calls that end it. */
export function FundsCard({ model }: { readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const all = fundsOf(model)
  if (all.length === 0) return null
  return (
    <section
      aria-labelledby="funds-of-primes"
      className="space-y-3 rounded-lg bg-surface p-4 ring-1 ring-line"
    >
      <h3 id="funds-of-primes" className="font-semibold text-md">
        Funds of the Primes
      </h3>
      <p className="text-muted text-sm">
        Who can move them now, over all controllers, and what a freeze has to call. What is on its way through
        a bridge or a cooldown goes on.
      </p>
      <PendingActions
        requests={fundsFreezesThroughSafes(model)}
        kind="freeze"
        model={model}
        account={account}
      />
      <div>
        <ActionButton
          variant="danger"
          icon={Snowflake}
          request={{ kind: 'freeze-funds' }}
          reason={freezeReason(model, undefined, account)}
        >
          Freeze all funds
        </ActionButton>
        <p className="mt-1 text-muted text-sm">
          Of every Generator and Prime, as far as the account or its Safe may.
        </p>
      </div>
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
