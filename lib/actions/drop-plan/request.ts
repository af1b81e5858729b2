import { dropSpellAbi, protegoAbi } from '@/lib/abi'
import { planDrop } from '@/lib/console/derive/drops'
import { contentTold, type PlanTarget, planFields, plannedIn } from '../plan-target'
import type { RequestKind } from '../request'

/** Asks whoever wears the hat, if it is Protego or a drop spell, to drop a plan of governance. */
export interface DropPlanRequest extends PlanTarget {
  readonly kind: 'drop-plan'
}

export const dropPlanKind: RequestKind<DropPlanRequest, false> = {
  kind: 'drop-plan',
  verb: 'drop plan',
  by: ['anyone'],
  at: '/governance',
  form: false,
  fields: planFields,
  abi: [...protegoAbi, ...dropSpellAbi],
  expected: ({ plan: id }, model) => {
    const { plan, protego, governance } = plannedIn(model, id)
    if (plan === null || protego === null || !governance) return []
    const drop = planDrop(plan, governance)
    return [
      {
        targets: [protego],
        signature: 'drop(address,bytes32,bytes,uint256)',
        arguments: contentTold(plan),
      },
      ...(drop.ok && drop.value.spells.length > 0
        ? [{ targets: drop.value.spells, signature: 'drop()', arguments: [] }]
        : []),
    ]
  },
}
