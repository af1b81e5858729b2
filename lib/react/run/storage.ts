import type { Run } from '.'
import { parseRun, storedText } from './parse'

export type RunShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Runs that are kept in the browser. */
export const kept = 20

/** Entries that are looked at: more than any console wrote. */
const mostEntries = 200

/** Each run under a key of its own, so that two tabs never overwrite each other's. */
const prefixOf = (chainId: number) => `generator-pau-console/run/${chainId}/`
const keyOf = (chainId: number, id: string) => `${prefixOf(chainId)}${id}`

/** Where earlier versions kept all of them in one list. */
const formerKey = (chainId: number) => `generator-pau-console/runs/${chainId}`

/** The run that a key is about; null for the key of something else. */
export function idOf(key: string, chainId: number): string | null {
  const prefix = prefixOf(chainId)
  return key.startsWith(prefix) ? key.slice(prefix.length) : null
}

export interface Shelved {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Keys of entries that are none, or of another version. */
  readonly unreadable: readonly string[]
}

/** Everything that is kept for this chain. A storage that fails keeps nothing. */
export function readShelf(shelf: RunShelf | null, chainId: number): Shelved {
  const entries = entriesOf(shelf, chainId)
  const read = entries.map(({ key, text }) => ({
    key,
    run: parseRun(text, chainId, idOf(key, chainId) ?? ''),
  }))
  const runs = read.flatMap(({ run }) => (run ? [run] : []))
  return {
    runs: runs.toSorted((a, b) => b.at - a.at).slice(0, kept),
    unreadable: read.flatMap(({ key, run }) => (run ? [] : [key])),
  }
}

/** One run as it is kept now; null where it is not, or is none. */
export function readRun(shelf: RunShelf | null, chainId: number, id: string): Run | null {
  const text = attempt(() => shelf?.getItem(keyOf(chainId, id)))
  return typeof text === 'string' ? parseRun(text, chainId, id) : null
}

function entriesOf(shelf: RunShelf | null, chainId: number) {
  return keysOf(shelf, chainId).flatMap((key) => {
    const text = attempt(() => shelf?.getItem(key))
    return typeof text === 'string' ? [{ key, text }] : []
  })
}

function keysOf(shelf: RunShelf | null, chainId: number): readonly string[] {
  const length = attempt(() => shelf?.length) ?? 0
  const all = Array.from({ length }, (_, index) => attempt(() => shelf?.key(index)))
  return all
    .filter((key) => typeof key === 'string')
    .filter((key) => key === formerKey(chainId) || idOf(key, chainId) !== null)
    .slice(0, mostEntries)
}

/** Keeps a run. A full or forbidden storage costs the memory over a reload, not the action. */
export function shelve(shelf: RunShelf | null, run: Run): void {
  attempt(() => shelf?.setItem(keyOf(run.chainId, run.id), storedText(run)))
}

export function unshelve(shelf: RunShelf | null, { chainId, id }: Pick<Run, 'chainId' | 'id'>): void {
  removeKeys(shelf, [keyOf(chainId, id)])
}

export function removeKeys(shelf: RunShelf | null, keys: readonly string[]): void {
  for (const key of keys) attempt(() => shelf?.removeItem(key))
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
