import type { Leaf } from '@/lib/leaf'
import { leavesByPath } from '@/lib/leaf/leaves'
import { isWithin, itemAround, type Path } from '@/lib/leaf/path'
import type { Facts } from './facts'
import type { ConsoleModel } from './model'

/** One leaf that differs between two models. A side is null where the leaf does not exist. */
export interface Change {
  readonly path: Path
  readonly before: Leaf<unknown> | null
  readonly after: Leaf<unknown> | null
  /** Whether the leaf is a value read from the chain; all other leaves are derived from such values. */
  readonly read: boolean
}

/**
 * Every leaf that differs between two models. Both must be derived for the same time, or the passing of time shows as a
 * change.
 */
export function diffModels(before: ConsoleModel, after: ConsoleModel): readonly Change[] {
  return diffLeaves(leavesByPath(before), leavesByPath(after))
}

function diffLeaves(old: LeavesByPath, fresh: LeavesByPath): readonly Change[] {
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const [a, b] = [old.get(path) ?? null, fresh.get(path) ?? null]
    if (a && b && sameLeaf(a, b)) return []
    return [{ path, before: a, after: b, read: isRead(a) || isRead(b) }]
  })
}

/** What an action states will happen to one leaf that is read from the chain. Made by `sets`, `timed` and `removes`. */
export interface Effect {
  readonly path: Path
  /** `gone`: the leaf no longer exists afterwards. */
  readonly after: { readonly value: unknown } | 'gone'
  /** The value depends on the time or number of the block of the call, so it holds for the simulated block only. */
  readonly timed?: boolean
  /** The next action changes the value again, so it is checked before signing but not afterwards. */
  readonly passing?: boolean
}

/** A stated effect, and what the simulation found of it. */
export interface JudgedEffect {
  readonly effect: Effect
  readonly change: Change | null
  /** `already`: the leaf has the value before the calls, so nothing has to change. */
  readonly verdict: 'as-stated' | 'already' | 'different' | 'did-not-happen'
}

export interface JudgedDiff {
  readonly effects: readonly JudgedEffect[]
  /** Changes that follow from the stated ones. */
  readonly consequences: readonly Change[]
  /** Changes that no stated effect explains. They are as serious as a stated effect that did not happen. */
  readonly unexpected: readonly Change[]
}

/**
 * Compares what an action states with what the simulation found. A change that was not stated is a consequence in three
 * cases: a derived value rests on a read that was stated to change; a read value was stated at another place of the model;
 * or the leaf belongs to a list item that was stated to go. Every other change is unexpected.
 */
export function judgeDiff(before: ConsoleModel, after: ConsoleModel, effects: readonly Effect[]): JudgedDiff {
  const present = leavesByPath(before)
  const changes = diffLeaves(present, leavesByPath(after))
  const changed = new Map(changes.map((change) => [change.path, change]))
  const judged = effects.map((effect) => judgeEffect(effect, changed.get(effect.path) ?? null, present))
  const stated = new Set(
    judged.flatMap(({ verdict, effect }) => (verdict === 'as-stated' ? [effect.path] : [])),
  )
  const asStated = changes.filter(({ path }) => stated.has(path))
  const moved = new Set(asStated.flatMap((change) => sourcesOf(change, before, after)))
  const outputs = new Set(asStated.flatMap((change) => outputsOf(change, before, after)))
  const rest = changes.filter(
    ({ path }) => !stated.has(path) && !effects.some((effect) => effect.path === path),
  )
  const goneItems = asStated.flatMap(({ path, after: left }) =>
    left === null ? (itemAround(path) ?? []) : [],
  )
  const isOfGone = ({ path, after: left }: Change) =>
    left === null && goneItems.some((item) => isWithin(path, item))
  const follows = (change: Change) =>
    isOfGone(change) ||
    (change.read
      ? outputsOf(change, before, after).every((key) => outputs.has(key))
      : sourcesOf(change, before, after).some((key) => moved.has(key)))
  return {
    effects: judged,
    consequences: rest.filter(follows),
    unexpected: rest.filter((change) => !follows(change)),
  }
}

/** Whether the simulation did exactly what was stated. */
export function isAsStated({ effects, unexpected }: JudgedDiff): boolean {
  return (
    unexpected.length === 0 &&
    effects.every(({ verdict }) => verdict === 'as-stated' || verdict === 'already')
  )
}

/** Whether a model shows an effect. */
export function holdsNow(effect: Effect, model: ConsoleModel): boolean {
  return matches(effect, leavesByPath(model).get(effect.path) ?? null)
}

function judgeEffect(effect: Effect, change: Change | null, present: LeavesByPath): JudgedEffect {
  if (change) return { effect, change, verdict: matches(effect, change.after) ? 'as-stated' : 'different' }
  const unchanged = present.get(effect.path) ?? null
  return { effect, change, verdict: matches(effect, unchanged) ? 'already' : 'did-not-happen' }
}

function matches({ after }: Effect, leaf: Leaf<unknown> | null): boolean {
  if (after === 'gone') return leaf === null
  return leaf?.ok === true && sameValue(leaf.value, after.value)
}

type LeavesByPath = ReadonlyMap<Path, Leaf<unknown>>

function isRead(leaf: Leaf<unknown> | null): boolean {
  return leaf?.ok === true && leaf.pick !== undefined
}

/** The reads behind a change, named by what was asked, since two models number their sources differently. */
function sourcesOf({ before, after }: Change, old: ConsoleModel, fresh: ConsoleModel): readonly string[] {
  const keys = (leaf: Leaf<unknown> | null, model: ConsoleModel) =>
    (leaf?.from ?? []).flatMap((id) => askedBy(id, model) ?? [])
  return [...keys(before, old), ...keys(after, fresh)]
}

/** Which output of which read a changed leaf is, before and after. */
function outputsOf({ before, after }: Change, old: ConsoleModel, fresh: ConsoleModel): readonly string[] {
  const key = (leaf: Leaf<unknown> | null, model: ConsoleModel) =>
    leaf?.ok && leaf.pick ? `${askedBy(leaf.pick.source, model)} ${leaf.pick.path}` : 'no read value'
  return [key(before, old), key(after, fresh)]
}

function askedBy(id: number, { sources }: Pick<Facts, 'sources'>): string | undefined {
  const source = sources[id]
  return source && `${source.address} ${source.signature} ${source.args.join()}`
}

function sameLeaf(a: Leaf<unknown>, b: Leaf<unknown>): boolean {
  if (a.ok && b.ok) return sameValue(a.value, b.value)
  return !a.ok && !b.ok && a.reason.message === b.reason.message
}

/** Whether two values are equal by content. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => sameValue(a[key as keyof typeof a], b[key as keyof typeof b]))
  )
}
