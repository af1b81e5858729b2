import type { Address } from 'viem'
import { every, given, type Leaf, map, some } from '@/lib/leaf'
import type { PauFacts, StrangerFacts } from '../facts/pau'
import { holdsRole } from './beams'
import { canMove, operatorLists, operatorsOf } from './pau'

/** A controller of an ALMProxy, as far as a freeze needs it. */
export type Operated = Pick<
  PauFacts,
  'id' | 'controllerOnProxy' | 'relayers' | 'freezers' | 'agency' | 'admins'
>

/** One call that takes from somebody the power to move the funds of an ALMProxy. */
export interface FreezeStep {
  readonly controller: Address
  /** The contract that is called: the controller, or an agent of it. */
  readonly contract: Address
  readonly call: 'removeRelayer' | 'removeActor'
  /** Whom it removes. */
  readonly account: Address
}

/** Somebody who can move the funds, and whom no freeze removes. */
export interface Unfreezable {
  readonly controller: Address
  readonly account: Address
  /** Whether a known kind of controller lets this account act; else nothing is known of the controller. */
  readonly why: 'no-agent' | 'stranger'
}

/** What it takes to leave nobody who can move the funds of an ALMProxy. Nobody but who is known is in it. */
export interface FreezePlan {
  readonly steps: readonly FreezeStep[]
  readonly alive: readonly Unfreezable[]
  /** True, or unknown because somebody's list could not be read in full. */
  readonly whole: Leaf<true>
}

/** A call for each operator of each controller that holds CONTROLLER, or of which that is not known. */
export function freezePlan(
  controllers: readonly Operated[],
  strangers: readonly StrangerFacts[],
): FreezePlan {
  const acting = controllers.filter(({ controllerOnProxy: leaf }) => !leaf.ok || leaf.value)
  const operators = acting.flatMap((pau) =>
    operatorsOf(pau).map((operator) => ({ ...operator, controller: pau.id })),
  )
  return {
    steps: operators.flatMap(({ account, controller, endedBy }) =>
      endedBy === null ? [] : [{ account, controller, ...endedBy }],
    ),
    alive: [
      ...operators.flatMap(({ account, controller, endedBy }) =>
        endedBy === null ? [{ account, controller, why: 'no-agent' as const }] : [],
      ),
      ...strangers.flatMap(({ id, active }) =>
        active.ok && !active.value ? [] : [{ account: id, controller: id, why: 'stranger' as const }],
      ),
    ],
    whole: map(
      every<unknown>([
        ...controllers.map(({ controllerOnProxy }) => controllerOnProxy),
        ...strangers.map(({ active }) => active),
        ...acting
          .flatMap(operatorLists)
          .flatMap(({ length, items }) => [length, ...items.map(({ account }) => account)]),
      ]),
      () => true as const,
    ),
  }
}

/** Whether an account may make a call of a freeze: as FREEZER of the controller, or as revoker or admin of the agent. */
export function mayFreeze(
  step: FreezeStep,
  controllers: readonly Operated[],
  account: Address,
): Leaf<boolean> {
  const pau = controllers.find(({ id }) => id === step.controller)
  if (pau === undefined) return given(false)
  if (step.call === 'removeRelayer') {
    return pau.freezers === null ? given(false) : holdsRole({ members: pau.freezers }, account)
  }
  const found = pau.agency?.allocators.items.find(
    ({ account: holder }) => holder.ok && holder.value === step.contract,
  )
  if (!found?.agent) return given(false)
  const { revokers, admins } = found.agent
  return some([revokers, admins].map((members) => holdsRole({ members }, account)))
}

/**
 * Whether nobody can move the funds of an ALMProxy any more: no controller that holds CONTROLLER there has anybody who
 * operates it, and nobody else holds it. Every list it rests on is of one block.
 */
export function nobodyLeft(
  controllers: readonly Operated[],
  strangers: readonly StrangerFacts[],
): Leaf<boolean> {
  return map(some([...controllers.map(canMove), ...strangers.map(({ active }) => active)]), (left) => !left)
}
