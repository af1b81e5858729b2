import { derive } from '../derive'
import type { Facts } from '../facts'
import type { ConsoleModel, Signatures } from '../model'
import { allChecks } from '.'

/** The last console of each facts that are still held: a review asks for one of the same block and time many times. */
const last = new WeakMap<Facts, { readonly signatures: Signatures; readonly model: ConsoleModel }>()

/**
 * The console at time `t` [s], from what the chain held at one block, with all its checks. Pure: a countdown is the
 * console at a later t, a forecast at a much later t, and the effect of an action is the console over other facts.
 * @param signatures Known function signatures by selector.
 */
export function consoleAt(facts: Facts, t: bigint, signatures: Signatures): ConsoleModel {
  const before = last.get(facts)
  if (before?.model.time === t && before.signatures === signatures) return before.model
  const derived = derive(facts, t, signatures)
  const model = { ...derived, checks: allChecks(derived) }
  last.set(facts, { signatures, model })
  return model
}
