import { protegoAbi } from '@/lib/abi'
import { contentTold, type PlanTarget, planFields, plannedIn } from '../plan-target'
import type { RequestKind } from '../request'

/** Asks Protego to create a spell that drops a plan of governance once it wears the hat. */
export interface CreateDropSpellRequest extends PlanTarget {
  readonly kind: 'create-drop-spell'
}

export const createDropSpellKind: RequestKind<CreateDropSpellRequest, false> = {
  kind: 'create-drop-spell',
  verb: 'create drop spell',
  by: ['anyone'],
  at: '/governance',
  form: false,
  fields: planFields,
  abi: protegoAbi,
  expected: ({ plan: id }, model) => {
    const { plan, protego } = plannedIn(model, id)
    if (plan === null || protego === null) return []
    return [
      {
        targets: [protego],
        signature: 'deploy(address,bytes32,bytes,uint256)',
        arguments: contentTold(plan),
      },
    ]
  },
}
