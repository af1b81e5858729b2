import { type Effect, sameValue } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import { leavesByPath } from '@/lib/leaf/leaves'
import type { Path } from '@/lib/leaf/path'
import type { Requirement } from './direct'
import type { Action } from './kinds'

/** An action and the model that it was built from. */
export interface BuiltAction {
  readonly action: Action
  readonly model: ConsoleModel
}

/** One thing that an action says about itself and that has changed since somebody read it. */
export type MeaningChange =
  /** `next`: what the owners of a Safe still have to do, where a Safe takes the action. */
  | { readonly what: 'title' | 'undo' | 'calls' | 'next'; readonly before: string; readonly after: string }
  /** A consequence that is new (`before` is null) or gone (`after` is null). */
  | { readonly what: 'consequence'; readonly before: string | null; readonly after: string | null }
  /** Somebody else has changed a value that the action is about to change. */
  | {
      readonly what: 'value'
      readonly path: Path
      readonly before: Leaf<unknown>
      readonly after: Leaf<unknown>
    }

/**
 * What has changed about an action since somebody read it: its title, its transactions, its consequences, the way to undo
 * it, what the owners of a Safe still have to do, and the values that it starts from. Build both sides for the same time,
 * or the passing of time shows as a change.
 */
export function changedMeaning(then: BuiltAction, now: BuiltAction): readonly MeaningChange[] {
  const [old, fresh] = [then.action, now.action]
  const text = (
    what: 'title' | 'undo' | 'calls' | 'next',
    tell: (action: Action) => string,
  ): MeaningChange[] => (tell(old) === tell(fresh) ? [] : [{ what, before: tell(old), after: tell(fresh) }])
  return [
    ...text('title', ({ title }) => title),
    ...text('calls', callsText),
    ...consequences(old.disables, fresh.disables),
    ...text('undo', ({ undo }) => undo),
    ...text('next', ({ through }) => through?.next ?? ''),
    ...startingValues(then, now),
  ]
}

/**
 * Whether everything that the meaning rests on has been asked for. Until then a first answer would look like a change. A
 * read that was tried and failed counts as asked for.
 */
export function isSettled({ permission, requirements, through }: Action): boolean {
  const isAsked = ({ holds }: Requirement) =>
    holds.ok || !['not-read', 'being-read'].includes(holds.reason.kind)
  const approvals = through?.proposal?.collected
  return [permission, ...requirements].every(isAsked) && (approvals?.unknown.length ?? 0) === 0
}

/** Target and bytes of every transaction, in order. */
function callsText({ calls }: Action): string {
  return calls.map(({ to, data, value }) => `${to} ${data}${value === 0n ? '' : ` ${value}`}`).join('\n')
}

function consequences(old: readonly string[], fresh: readonly string[]): readonly MeaningChange[] {
  const gone = old.filter((text) => !fresh.includes(text))
  const come = fresh.filter((text) => !old.includes(text))
  return [
    ...gone.map((before) => ({ what: 'consequence', before, after: null }) as const),
    ...come.map((after) => ({ what: 'consequence', before: null, after }) as const),
  ]
}

/** Changes in the values that stated effects start from, without timed and passing ones, which every block changes. */
function startingValues(then: BuiltAction, now: BuiltAction): readonly MeaningChange[] {
  const lasting = ({ timed, passing }: Effect) => !timed && !passing
  const paths = new Set(
    [...then.action.effects, ...now.action.effects].filter(lasting).map(({ path }) => path),
  )
  const [old, fresh] = [leavesByPath(then.model), leavesByPath(now.model)]
  return [...paths].flatMap((path): MeaningChange[] => {
    const [before, after] = [old.get(path), fresh.get(path)]
    // A value that could not be read on one side is not a change: a requirement reports it.
    if (!before?.ok || !after?.ok || sameValue(before.value, after.value)) return []
    return [{ what: 'value', path, before, after }]
  })
}
