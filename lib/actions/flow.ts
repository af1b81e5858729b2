import { given, type Leaf, map, orElse } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { Wad } from '@/lib/math'
import type { Capacity, When } from '@/lib/vaults'
import type { AnyConstraintId } from '@/lib/words/constraint-table'
import { bindingOf, bindingWords, laterWords, usds } from '@/lib/words/funnel'
import { asItStands, type Requirement } from './direct'

/** What the funnel says of an amount that is to move in one go. */
export interface Flow<Id extends AnyConstraintId = AnyConstraintId> {
  /** The most that goes through now. */
  readonly answer: Capacity<Id>
  /** When this amount goes through. */
  readonly when: When<Id>
  /** Whether it goes through now, without a step by anybody else. */
  readonly passes: boolean
}

/** @param now [unix s] */
export const flowOf = <Id extends AnyConstraintId>(
  answer: Capacity<Id>,
  when: When<Id>,
  now: bigint,
): Flow<Id> => ({ answer, when, passes: when.at === now && when.steps.length === 0 })

/**
 * What the call of an amount leaves behind, where it goes through.
 * @param known all that it rests on
 */
export function outcomeOf<Known, Outcome>(
  known: Leaf<Known>,
  flow: Leaf<Flow>,
  after: (known: Known) => Outcome,
): Outcome | null {
  return flow.ok && flow.value.passes ? orElse(attempt(known, after), null) : null
}

/** Nothing is no amount to move. */
export const amountRequirement = (amount: Wad): Requirement => ({
  id: 'amount',
  says: {
    holds: 'The amount is more than 0',
    fails: 'The amount is 0',
  },
  holds: given(amount > 0n),
  weight: 'blocks',
})

/**
 * Whether an amount goes through: the most that does, what binds it, and from when this amount does.
 *
 * @param done what is done with the amount: "taken"
 * @param prime name of the Prime
 * @param now [unix s]
 */
export function flowRequirement(
  id: string,
  flow: Leaf<Flow>,
  { amount, done, prime, now }: FlowWords,
): Requirement {
  return {
    id,
    says: asItStands(
      flow.ok
        ? flowText(flow.value, { amount, done, prime, now })
        : `The amount can be ${done} (could not be checked: ${flow.reason.message})`,
    ),
    holds: map(flow, ({ passes }) => passes),
    weight: 'blocks',
  }
}

export interface FlowWords {
  readonly amount: Wad
  readonly done: string
  readonly prime: string
  readonly now: bigint
}

function flowText({ answer, when, passes }: Flow, { amount, done, prime, now }: FlowWords): string {
  const most = `At most ${usds(answer.amount)} can be ${done} now: ${bindingWords(bindingOf(answer))}`
  return passes ? most : `${most}; ${laterWords(amount, when, prime, now)}`
}
