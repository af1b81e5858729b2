import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { type TakesEffect, together } from '../execute-operation/takes-effect'
import { tellPlanned } from './planned-calls'
import { tellStep } from './planned-step'

/** Every value of the model that a plan changes, and every event that it makes contracts emit, as its code is known. */
export function planTakesEffect({ content }: Pick<PlanModel, 'content'>, model: ConsoleModel): TakesEffect {
  const { action, certain } = content
  if (action.type === 'opaque') {
    return { ok: false, because: ['its calldata are of no action that is known here'] }
  }
  if (!certain)
    return { ok: false, because: ['the code that it runs is not known here, and may do anything'] }
  if (action.type === 'calls') return together(tellPlanned(action.calls, model))
  const told = tellStep(action.step, model)
  return typeof told === 'string' ? { ok: false, because: [told] } : { ok: true, ...told }
}
