'use client'

import { Ban, FilePlus } from 'lucide-react'
import { ActionButton } from '@/components/actions/action-button'
import { EvidenceText } from '@/components/model/evidence-text'
import { Value } from '@/components/ui/value'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { useWallet } from '@/lib/react/wallet/use-wallet'
import { dropWords } from '@/lib/words/drops'
import { createDropSpellOffer, dropPlanOffer } from './drop-offer'

/** How a plan that is pending can be dropped, and the act by which anyone brings that about. */
export function PlanDrop({ plan, model }: { readonly plan: PlanModel; readonly model: ConsoleModel }) {
  const { account } = useWallet()
  const { governance } = model
  if (!governance || governance.addresses.protego === null || governance.addresses.chief === null) return null
  const words = dropWords(plan, governance)
  const drop = dropPlanOffer(plan, model, account)
  const create = createDropSpellOffer(plan, model, account)
  return (
    <div className="mt-2 space-y-1.5 text-sm" data-drop={plan.id}>
      <p className="text-muted">
        {words.ok ? <EvidenceText text={words.value} /> : <Value text={null} reason={words.reason.message} />}
      </p>
      <div className="flex flex-wrap items-start gap-2">
        {drop !== null && (
          <ActionButton variant="danger" size="sm" icon={Ban} request={drop.request} reason={drop.reason}>
            Drop<span className="sr-only"> plan {plan.id}</span>
          </ActionButton>
        )}
        {create !== null && (
          <ActionButton size="sm" icon={FilePlus} request={create.request} reason={create.reason}>
            Create drop spell<span className="sr-only"> against plan {plan.id}</span>
          </ActionButton>
        )}
      </div>
    </div>
  )
}
