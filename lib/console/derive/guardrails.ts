import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { settled } from '@/lib/leaf/consult'
import { type Seconds, sub, type Wad } from '@/lib/math'
import {
  type Guardrails,
  isPaused,
  maxTake,
  NO_GUARDRAILS,
  type Pauses,
  pausableFrom,
  policyAllowance,
  policyFullAt,
  policyLeft,
  settledOf,
} from '@/lib/vaults'
import type { GuardrailFacts, GuardrailModel } from '../facts/guardrails'
import type { VaultFacts } from '../facts/primes'

/** Leaves for the fields of guardrails, each known or unknown separately. */
export type GuardrailLeaves = {
  readonly [K in keyof Guardrails]: K extends 'bounds'
    ? { readonly [B in keyof Guardrails[K]]: Leaf<Guardrails[K][B]> }
    : Leaf<Guardrails[K]>
}

/** What a vault stores of its guardrails, for the formulas. A vault without guardrails has ones that stop nothing. */
export function guardrailLeaves({
  guarded,
  guardrails,
}: Pick<VaultFacts, 'guarded' | 'guardrails'>): GuardrailLeaves {
  if (guardrails !== null) return storedLeaves(guardrails)
  const absent = <T extends object>(fields: T) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, map(guarded, () => value as unknown)]),
    )
  const { bounds, ...fields } = NO_GUARDRAILS
  return { ...absent(fields), bounds: absent(bounds) } as GuardrailLeaves
}

function storedLeaves(facts: GuardrailFacts): GuardrailLeaves {
  const { share, period, lastLeft, lastUpdated, buffer, bounds } = facts
  const { youngSince, youngLast, oldLast, heldUntil, youngAssets, oldAssets } = facts
  const { takesPausedUntil, withdrawalsPausedUntil } = facts
  const lots = { youngSince, youngLast, oldLast, heldUntil, youngAssets, oldAssets }
  const policy = { share, period, lastLeft, lastUpdated, buffer, bounds }
  return { ...policy, ...lots, takesPausedUntil, withdrawalsPausedUntil }
}

/** The guardrails of a vault as values, known only where every field is. */
export const storedGuardrails = (vault: Pick<VaultFacts, 'guarded' | 'guardrails'>): Leaf<Guardrails> =>
  settled(guardrailLeaves(vault))

/** The leaves that a formula over guardrails and idle assets reads. */
interface IdleLeaves {
  readonly guardrails: GuardrailLeaves
  readonly idle: Leaf<Wad>
}

/**
 * The guardrails of a vault at time `t` [s].
 *
 * @param vault what it stores, known only where it holds USDS
 */
export function deriveGuardrails(facts: GuardrailFacts, vault: IdleLeaves, t: Seconds): GuardrailModel {
  const rails = storedLeaves(facts)
  const of = <B>(formula: (known: Guardrails) => B) => attemptWith(rails, formula)
  return {
    ...facts,
    takesPaused: of((known) => isPaused(known, 'takes', t)),
    withdrawalsPaused: of((known) => isPaused(known, 'withdrawals', t)),
    takesPausableFrom: nextPause(facts, facts.takesPauses),
    withdrawalsPausableFrom: nextPause(facts, facts.withdrawalsPauses),
    policyLeft: attemptWith(vault, ({ guardrails, idle }) => policyLeft(guardrails, idle, t)),
    policyMost: attemptWith(vault, ({ guardrails, idle }) =>
      policyAllowance(guardrails, settledOf(guardrails, idle, t)),
    ),
    policyFullAt: attemptWith(vault, ({ guardrails, idle }) => policyFullAt(guardrails, idle, t)),
    unsettled: attemptWith(vault, ({ guardrails, idle }) => sub(idle, settledOf(guardrails, idle, t))),
    maxTake: attemptWith(vault, ({ guardrails, idle }) => maxTake(guardrails, idle, t)),
  }
}

/** The first moment at which an operator can pause; null where there is no operator. */
function nextPause(
  { bounds, operators }: GuardrailFacts,
  pauses: GuardrailFacts['takesPauses'],
): Leaf<bigint | null> {
  const accounts = every(operators.members.items.map(({ account }) => account))
  const { maxPause, coolDown } = bounds
  return map(
    combine({ length: operators.members.length, accounts, pauses, maxPause, coolDown }, (known) => known),
    (known) =>
      known.accounts
        .map((account) => pausableFrom(known.pauses, account, known))
        .reduce<bigint | null>((first, at) => (first === null || at < first ? at : first), null),
  )
}

/** What decides whether somebody may pause, or end a pause. */
export function storedPauses({ takesPauses, withdrawalsPauses }: GuardrailFacts): Leaf<Pauses> {
  return combine({ takes: takesPauses, withdrawals: withdrawalsPauses }, (known) => known)
}
