import { dsPauseAbi } from '@/lib/abi'
import { contentTold, type PlanTarget, planFields, plannedIn } from '../plan-target'
import type { RequestKind } from '../request'

/** Asks the pause of governance to execute a plan whose delay is over. */
export interface ExecutePlanRequest extends PlanTarget {
  readonly kind: 'execute-plan'
}

export const executePlanKind: RequestKind<ExecutePlanRequest, false> = {
  kind: 'execute-plan',
  verb: 'execute plan',
  by: ['anyone'],
  at: '/governance',
  form: false,
  fields: planFields,
  abi: dsPauseAbi,
  expected: ({ plan: id }, model) => {
    const { plan, pause } = plannedIn(model, id)
    if (plan === null || pause === null) return []
    return [
      {
        targets: [pause],
        signature: 'exec(address,bytes32,bytes,uint256)',
        arguments: contentTold(plan),
      },
    ]
  },
}
