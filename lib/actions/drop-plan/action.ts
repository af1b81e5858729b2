import { type Address, encodeFunctionData, isAddressEqual } from 'viem'
import { dropSpellAbi, dsPauseAbi, protegoAbi } from '@/lib/abi'
import { planDrop } from '@/lib/console/derive/drops'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { given, map } from '@/lib/leaf'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import { type ActionCall, asItStands, type DirectAction } from '../direct'
import { emits } from '../emits'
import { noteOfPause } from '../execute-plan/planned-calls'
import { chiefDecides, stillPending } from '../plan-guards'
import { plannedIn } from '../plan-target'
import { type DropPlanRequest, dropPlanKind } from './request'

export const dropPlan: ActionDefinition<DropPlanRequest, false> = { ...dropPlanKind, build }

/**
 * `drop` of Protego or of a drop spell, which anyone may call while that contract wears the hat of the Chief. Source:
 * DOMAIN.md §8.
 */
function build(
  request: DropPlanRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<DropPlanRequest> | null {
  const { plan, pause, protego, governance } = plannedIn(model, request.plan)
  if (plan === null || pause === null || protego === null || !governance) return null
  const { usr, tag, fax, eta } = plan.event
  const content = [usr, tag, fax, eta] as const
  const drop = planDrop(plan, governance)
  const by = (drop.ok ? drop.value.by : null) ?? protego
  const isProtego = isAddressEqual(by, protego)
  const call: ActionCall = {
    to: by,
    value: 0n,
    data: isProtego
      ? encodeFunctionData({ abi: protegoAbi, functionName: 'drop', args: content })
      : encodeFunctionData({ abi: dropSpellAbi, functionName: 'drop' }),
  }
  const dropped = encodeFunctionData({ abi: dsPauseAbi, functionName: 'drop', args: content })
  return {
    request,
    title: `Drop plan ${plan.id}`,
    // It stops what governance is about to do, and nothing else.
    emergency: true,
    from,
    calls: [call],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may call drop'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      stillPending(plan),
      {
        id: 'hat-drops',
        says: {
          holds: `${by} wears the hat of the Chief, which drops any plan`,
          fails: `Neither Protego nor a drop spell against it wears the hat of the Chief${drop.ok ? `, but ${drop.value.hat}` : ''}: votes have to lift one of them (ds-auth-unauthorized)`,
        },
        holds: map(drop, (found) => found.by !== null),
        weight: 'blocks',
      },
      chiefDecides(governance),
    ],
    effects: [sets(places.governance.pause.plans(plan.id).plotted, false)],
    events: [
      noteOfPause(pause, by, dropped),
      isProtego ? emits(by, protegoAbi, 'Drop', { id: plan.id }) : emits(by, dropSpellAbi, 'Drop', []),
    ],
    afterwards: 'Nobody can execute this plan any more, and nothing of it takes effect.',
    disables: ['It is never executed: cast of its spell reverts.'],
    undo: `Governance can plot the same again ${bySpell(model)}, and then it waits for the whole delay anew.`,
  }
}
