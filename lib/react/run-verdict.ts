import type { Effect } from '@/lib/console/diff'
import { holdsNow } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import { minedIn, type Run } from './run'

/** Each promised effect as the chain has it now. */
export interface RunVerdict {
  readonly blockNumber: bigint
  readonly effects: readonly { readonly effect: Effect; readonly holds: boolean }[]
}

/** Compares the effects of a mined run with a picture of its block or a later one; null when there is none yet. */
export function judgeRun(run: Run, model: ConsoleModel): RunVerdict | null {
  const mined = minedIn(run)
  if (mined === null || model.block.number < mined) return null
  return {
    blockNumber: model.block.number,
    effects: run.effects.map((effect) => ({ effect, holds: holdsNow(effect, model) })),
  }
}
