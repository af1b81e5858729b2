import {
  coolDownEnds,
  type Guardrails,
  isPaused,
  maxTake,
  NO_GUARDRAILS,
  periodEnds,
  policyLeft,
  type Vault,
} from '@/lib/vaults'
import type { GuardrailFacts, GuardrailModel } from './guardrail-facts'
import { combine, type Leaf, map } from './leaf'
import type { VaultFacts } from './prime-facts'

/** What a vault stores of its guardrails, for the formulas; those that stop nothing where it has none. */
export function storedGuardrails({
  guarded,
  guardrails,
}: Pick<VaultFacts, 'guarded' | 'guardrails'>): Leaf<Guardrails> {
  return guardrails === null ? map(guarded, () => NO_GUARDRAILS) : stored(guardrails)
}

function stored(facts: GuardrailFacts): Leaf<Guardrails> {
  const { share, period, periodStart, periodIdle, periodTaken, buffer } = facts
  const { takesPausedUntil, withdrawalsPausedUntil } = facts
  const bounds = combine({ ...facts.bounds }, (known) => known)
  return combine(
    {
      share,
      period,
      periodStart,
      periodIdle,
      periodTaken,
      buffer,
      takesPausedUntil,
      withdrawalsPausedUntil,
      bounds,
    },
    (known) => known,
  )
}

/**
 * The guardrails of a vault at time `t` [s].
 *
 * @param vault what it stores, known only where it holds USDS
 */
export function deriveGuardrails(facts: GuardrailFacts, vault: Leaf<Vault>, t: bigint): GuardrailModel {
  const known = stored(facts)
  return {
    ...facts,
    takesPaused: map(known, (rails) => isPaused(rails, 'takes', t)),
    withdrawalsPaused: map(known, (rails) => isPaused(rails, 'withdrawals', t)),
    takesPausableFrom: map(known, (rails) => coolDownEnds(rails, 'takes')),
    withdrawalsPausableFrom: map(known, (rails) => coolDownEnds(rails, 'withdrawals')),
    policyLeft: map(vault, ({ guardrails, idle }) => policyLeft(guardrails, idle, t)),
    periodEnds: map(known, (rails) => periodEnds(rails, t)),
    maxTake: map(vault, ({ guardrails, idle }) => maxTake(guardrails, idle, t)),
  }
}
