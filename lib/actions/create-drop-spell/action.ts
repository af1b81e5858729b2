import { type Address, encodeFunctionData, getContractAddress } from 'viem'
import { protegoAbi } from '@/lib/abi'
import { nextSpell, planDrop } from '@/lib/console/derive/drops'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { given, map, unknown } from '@/lib/leaf'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction } from '../direct'
import { emits } from '../emits'
import { chiefDecides, stillPending } from '../plan-guards'
import { plannedIn } from '../plan-target'
import { type CreateDropSpellRequest, createDropSpellKind } from './request'

export const createDropSpell: ActionDefinition<CreateDropSpellRequest, false> = {
  ...createDropSpellKind,
  build,
}

/**
 * `deploy` of Protego, which anyone may call: it creates the one spell against a plan, which votes can lift to the hat.
 * Source: DOMAIN.md §8.
 */
function build(
  request: CreateDropSpellRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<CreateDropSpellRequest> | null {
  const { plan, protego, governance } = plannedIn(model, request.plan)
  if (plan === null || protego === null || !governance) return null
  const { usr, tag, fax, eta } = plan.event
  const next = nextSpell(governance)
  const drop = planDrop(plan, governance)
  const [there] = drop.ok ? drop.value.spells : []
  return {
    request,
    title: `Create a drop spell against plan ${plan.id}`,
    emergency: false,
    from,
    calls: [
      {
        to: protego,
        value: 0n,
        data: encodeFunctionData({ abi: protegoAbi, functionName: 'deploy', args: [usr, tag, fax, eta] }),
      },
    ],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may call deploy of Protego'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      stillPending(plan),
      {
        id: 'no-drop-spell',
        says: {
          holds: 'There is no drop spell against it yet',
          fails: `There is a drop spell against it: ${there}`,
        },
        holds: map(drop, ({ spells }) => spells.length === 0),
        weight: 'blocks',
        already: true,
      },
      {
        id: 'spell-address',
        says: {
          holds: `Protego creates its next spell at ${next}`,
          fails: 'At which address Protego creates its next spell is not known',
        },
        holds: next === null ? notKnown : given(true),
        weight: 'blocks',
      },
      chiefDecides(governance),
    ],
    effects: next === null ? [] : effectsOf(next, plan, protego, governance.dropSpells.length),
    events: next === null ? [] : [emits(protego, protegoAbi, 'Deploy', { dropSpell: next })],
    afterwards: 'There is a spell that drops this plan, once votes give it the hat.',
    disables: [
      'Nothing yet. Once votes lift the spell to the hat of the Chief, anyone drops the plan through it at once.',
    ],
    undo: 'The spell stays, and can do nothing but drop this plan. Without the hat it can do nothing.',
  }
}

const notKnown = unknown({
  kind: 'not-read',
  message: 'Whether a drop spell is there could not be read, or there are more than are looked for.',
})

/** The next spell is there, with the plan that it drops, and the one after it is the next. */
function effectsOf(
  next: Address,
  { event: { usr, tag, fax, eta } }: PlanModel,
  protego: Address,
  count: number,
): readonly Effect[] {
  const at = places.governance.dropSpells(next)
  const after = getContractAddress({ from: protego, nonce: BigInt(count + 1) })
  return [
    sets(at.created, true),
    sets(at.drops.action, usr),
    sets(at.drops.tag, tag),
    sets(at.drops.sig, fax),
    sets(at.drops.eta, eta),
    sets(places.governance.dropSpells(after).created, false),
  ]
}
