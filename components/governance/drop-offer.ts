import type { Address } from 'viem'
import type { CreateDropSpellRequest, DropPlanRequest } from '@/lib/actions'
import { planDrop } from '@/lib/console/derive/drops'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { isPending } from '@/lib/governance'
import { type Offer, offered } from './operation-offer'

const isOver = ({ state }: PlanModel): boolean => state.ok && !isPending(state.value)

/**
 * The button that drops a plan; null for one that has ended, and where it is known that neither Protego nor a drop spell
 * wears the hat: then no wallet can.
 */
export function dropPlanOffer(
  plan: PlanModel,
  model: ConsoleModel,
  account: Address | null,
): Offer<DropPlanRequest> | null {
  const { governance } = model
  if (isOver(plan) || governance === null) return null
  const drop = planDrop(plan, governance)
  if (drop.ok && drop.value.by === null) return null
  return offered({ kind: 'drop-plan', plan: plan.id }, model, account)
}

/** The button that creates the drop spell against a plan; null for one that has ended, and where there is a spell. */
export function createDropSpellOffer(
  plan: PlanModel,
  model: ConsoleModel,
  account: Address | null,
): Offer<CreateDropSpellRequest> | null {
  const { governance } = model
  if (isOver(plan) || governance === null) return null
  const drop = planDrop(plan, governance)
  if (drop.ok && (drop.value.spells.length > 0 || drop.value.by !== null)) return null
  return offered({ kind: 'create-drop-spell', plan: plan.id }, model, account)
}
