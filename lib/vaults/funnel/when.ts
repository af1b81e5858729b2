import { afterDrip, afterExec, type DebtState, increaseAllowedAt } from '@/lib/debt'
import { excess, isUint256Error, max, type Seconds, sub, sumOf, type Wad } from '@/lib/math'
import { idleForPolicy } from '../guardrails'
import { countedIn } from '../settling'
import type { Vault } from '../vault'
import { depositCall, isCeiling, mintCall, takeCall, withdrawCall } from './calls'
import { type Rule, whenAll } from './rule'
import type { FunnelInputs, Obstacle, Step, When } from './types'

/**
 * The first time from which the Prime can take an amount out of its vault in one go. Where it asks for more than lies
 * idle above the buffer, or than the policy lets out of the idle funds, the Generator must add the rest first. The
 * steps say what to add, and from when that is possible; under guardrails it counts only once it has settled.
 *
 * It presumes that nothing changes but by those steps and by time: limits refill, fees and yield accrue. One second
 * earlier no such steps would do.
 *
 * @param from unix time [s]: now
 */
export function whenCanTake(inputs: FunnelInputs, amount: Wad, from: Seconds): When {
  const { guardrails } = inputs.prime.vault
  const least = sumOf([amount, guardrails.buffer])
  const asItIs = whenFunded(inputs, amount, least, from)
  if (asItIs.never?.constraint !== 'withdrawal-policy') return asItIs

  const forPolicy = idleForPolicy(guardrails, amount)
  if (forPolicy === null) return asItIs
  const funded = whenFunded(inputs, amount, max(least, forPolicy), from)
  return funded.at === undefined ? asItIs : funded
}

/** When a take of an amount passes, if `needed` is idle before it. */
function whenFunded(inputs: FunnelInputs, amount: Wad, needed: Wad, from: Seconds): When {
  const { vault } = inputs.prime
  const callIn = (changed: Vault) => takeCall({ ...inputs, prime: { ...inputs.prime, vault: changed } })
  const idle = max(vault.idle, needed)
  const missing = sub(idle, vault.idle)
  // Where nothing has to be added, what only adding rests on is not read.
  if (missing === 0n) return withSteps(whenAll(callIn(vault), amount, from), [])
  const allowed = whenAll(callIn({ ...vault, idle }), amount, from)
  if (allowed.at === undefined) return withSteps(allowed, [])

  const added = whenCanAdd(inputs, missing, from)
  if (added.at === undefined) return added
  const deposit: Step = { kind: 'deposit', by: 'generator', at: added.at, amount: missing }
  const after = { ...vault, idle, guardrails: countedIn(vault.guardrails, missing, added.at) }
  return withSteps(whenAll(callIn(after), amount, added.at), [...added.steps, deposit])
}

/**
 * The first time from which the Generator can add an amount to the vault in one go, on the same terms as `whenCanTake`.
 * It mints what it lacks, also in one go and as early as it can, before fees use up the room.
 *
 * @param from unix time [s]: now
 */
export function whenCanAdd(inputs: FunnelInputs, amount: Wad, from: Seconds): When {
  const { idle } = inputs.generator
  const call = depositCall(inputs)
  if (amount <= idle) return withSteps(whenAll(call, amount, from), [])

  const missing = sub(amount, idle)
  const minted = whenCanMint(inputs, missing, from)
  if (minted.at === undefined) return minted
  const mint: Step = { kind: 'mint', by: 'generator', at: minted.at, amount: missing }
  return withSteps(whenAll(call, amount, minted.at), [...minted.steps, mint])
}

/**
 * The first time from which the Generator can mint an amount in one go, on the same terms as `whenCanTake`. Where a
 * ceiling is in the way, it presumes that somebody calls `AutoLine.exec` as soon as that raises the ceiling, after a
 * drip if one is needed.
 *
 * @param from unix time [s]: now
 */
export function whenCanMint(inputs: FunnelInputs, amount: Wad, from: Seconds): When {
  return whenDrawn((debt) => mintCall(inputs, debt), inputs.generator.debt, amount, from)
}

/**
 * When any call that draws on an ilk passes.
 *
 * @param callOf the rules of the call, given the state of MCD
 * @param debt what MCD holds of the ilk
 * @param from unix time [s]: now
 */
export function whenDrawn<Id extends string>(
  callOf: (debt: DebtState) => readonly Rule<Id>[],
  debt: DebtState,
  amount: Wad,
  from: Seconds,
): When<Id> {
  const call = callOf(debt)
  const asItIs = whenAll(call, amount, from)
  if (asItIs.at !== undefined || !isCeiling({ id: asItIs.never.constraint })) return withSteps(asItIs, [])

  const butForCeilings = whenAll(
    call.filter((rule) => !isCeiling(rule)),
    amount,
    from,
  )
  if (butForCeilings.at === undefined) return butForCeilings
  let closest: Obstacle<Id> = asItIs.never
  for (const raise of raises(debt, butForCeilings.at)) {
    const raised = whenAll(callOf(raise.debt), amount, raise.at)
    if (raised.at !== undefined) return { at: raised.at, steps: raise.steps }
    closest = raised.never
  }
  return { never: closest }
}

/**
 * The first time from which the Generator can recall an amount in one go, on the same terms as `whenCanTake`. Where it
 * asks for more than lies idle, the Prime must return the rest first.
 *
 * @param from unix time [s]: now
 */
export function whenCanRecall(inputs: FunnelInputs, amount: Wad, from: Seconds): When {
  const call = withdrawCall(inputs).filter(({ id }) => id !== 'vault-idle')
  const { idle } = inputs.prime.vault
  const missing = excess(amount, idle)
  const steps: Step[] = missing > 0n ? [{ kind: 'return', by: 'prime', at: from, amount: missing }] : []
  return withSteps(whenAll(call, amount, from), steps)
}

function withSteps<Id extends string>(
  when: ReturnType<typeof whenAll<Id>>,
  steps: readonly Step[],
): When<Id> {
  return when.at === undefined ? when : { at: when.at, steps }
}

interface Raise {
  readonly at: Seconds
  readonly debt: DebtState
  readonly steps: readonly Step[]
}

/**
 * What `AutoLine.exec` leaves when it is called as early as it may raise the ceiling, but not before `from`; and the
 * same with a drip before it. Empty where it raises nothing. A later call would raise it no further.
 */
export function raises(debt: DebtState, from: Seconds): Raise[] {
  const allowed = increaseAllowedAt(debt)
  if (allowed === null) return []
  const at = max(from, allowed)
  const bare: Raise = { at, debt, steps: [] }
  return [bare, ...dripped(debt, at)].flatMap((before) => {
    // The block number of that call is unknown, but it is not that of the last change.
    const after = afterExec(before.debt, at, debt.autoLine.last + 1n)
    if (after.ilk.line <= debt.ilk.line) return []
    const exec: Step = { kind: 'exec', by: 'anyone', at, line: after.ilk.line }
    return [{ at, debt: after, steps: [...before.steps, exec] }]
  })
}

function dripped(debt: DebtState, at: Seconds): Raise[] {
  try {
    return [{ at, debt: afterDrip(debt, at), steps: [{ kind: 'drip', by: 'anyone', at }] }]
  } catch (error) {
    if (isUint256Error(error)) return []
    throw error
  }
}
