import type { Action } from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import type { Change, Effect, JudgedEffect } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { leavesByPath } from '@/lib/leaf/leaves'
import { type Path, textOf } from '@/lib/leaf/path'
import { describePath, type PathWords } from '@/lib/words/describe'

/** One number of the console that would change. Addresses stand in full: the screen puts names in their place. */
export interface EffectRow {
  readonly path: string
  readonly label: string
  readonly before: string
  readonly after: string
  readonly difference: string | null
  /** Why it is not as stated; null where it is. */
  readonly fault: string | null
  /** The value depends on the second of the block. */
  readonly timed: boolean
}

export interface EffectRows {
  /** `stated`: only what the action says of itself; `reverts`: the same, and on chain none of it happens. */
  readonly basis: 'simulated' | 'stated' | 'reverts'
  readonly unexpected: readonly EffectRow[]
  readonly stated: readonly EffectRow[]
  readonly consequences: readonly EffectRow[]
}

/** Every change of an action in words: as simulated where that was possible, else as stated. */
export function effectRows(action: Action, review: Review | null, model: ConsoleModel): EffectRows {
  if (review?.state !== 'simulated') {
    const stated = action.effects.map((effect) => statedRow(effect, model))
    const basis = review?.state === 'would-revert' ? 'reverts' : 'stated'
    return { basis, unexpected: [], stated, consequences: [] }
  }
  const { diff, simulatedFrom, after } = review
  const words = (path: Path) => wordsFor(path, [after, simulatedFrom])
  return {
    basis: 'simulated',
    unexpected: diff.unexpected.map((change) => changeRow(change, words, 'Nothing stated explains it')),
    stated: diff.effects.map((judged) => judgedRow(judged, words, simulatedFrom)),
    consequences: diff.consequences.map((change) => changeRow(change, words, null)),
  }
}

function changeRow(
  { path, before, after }: Change,
  words: (path: Path) => PathWords,
  fault: string | null,
): EffectRow {
  const told = words(path)
  return {
    path: textOf(path),
    label: told.label,
    before: sideText(told, before, 'not there'),
    after: sideText(told, after, 'removed'),
    difference: before?.ok && after?.ok ? told.difference(before.value, after.value) : null,
    fault,
    timed: false,
  }
}

function judgedRow(
  { effect, change, verdict }: JudgedEffect,
  words: (path: Path) => PathWords,
  model: ConsoleModel,
): EffectRow {
  const stated = statedText(effect, words(effect.path))
  const timed = effect.timed ?? false
  if (verdict === 'as-stated' && change) return { ...changeRow(change, words, null), timed }
  if (verdict === 'different' && change) {
    return { ...changeRow(change, words, `Stated was ${stated}`), timed }
  }
  const row = statedRow(effect, model)
  if (verdict === 'already') return { ...row, after: row.before, difference: null }
  return {
    ...row,
    after: row.before,
    difference: null,
    fault: `Stated was ${stated}, and it does not happen`,
  }
}

function statedRow(effect: Effect, model: ConsoleModel): EffectRow {
  const told = wordsFor(effect.path, [model])
  const before = leavesByPath(model).get(effect.path) ?? null
  const value = effect.after === 'gone' ? undefined : effect.after.value
  return {
    path: textOf(effect.path),
    label: told.label,
    before: sideText(told, before, 'not there'),
    after: statedText(effect, told),
    difference: before?.ok && value !== undefined ? told.difference(before.value, value) : null,
    fault: null,
    timed: effect.timed ?? false,
  }
}

function statedText({ after }: Effect, words: PathWords): string {
  return after === 'gone' ? 'removed' : words.text(after.value)
}

function sideText(words: PathWords, leaf: Leaf<unknown> | null, absent: string): string {
  if (leaf === null) return absent
  return leaf.ok ? words.text(leaf.value) : `unknown (${leaf.reason.message})`
}

/** Words of the first model that has the path; the path itself where none has. */
function wordsFor(path: Path, models: readonly ConsoleModel[]): PathWords {
  for (const model of models) {
    const words = describePath(path, model)
    if (words) return words
  }
  return { label: textOf(path), text: String, difference: () => null }
}
