import { derive } from '../derive'
import type { Facts } from '../facts'
import type { ConsoleModel, Signatures } from '../model'
import { allChecks } from '.'

/**
 * The console at time `t` [s], from what the chain held at one block, with all its checks. Pure: a countdown is the
 * console at a later t, a forecast at a much later t, and the effect of an action is the console over other facts.
 * @param signatures Known function signatures by selector.
 */
export function consoleAt(facts: Facts, t: bigint, signatures: Signatures): ConsoleModel {
  const model = derive(facts, t, signatures)
  return { ...model, checks: allChecks(model) }
}
