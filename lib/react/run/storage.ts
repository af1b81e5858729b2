import type { Run } from '.'
import { parseRun, storedText } from './parse'

export type RunShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** How many runs are kept in the browser. */
export const kept = 20

/** How many entries are read at most: more than any console wrote. */
const mostEntries = 200

/** Each run has its own key, so that two tabs never overwrite each other's runs. */
const prefixOf = (chainId: number) => `generator-pau-console/run/${chainId}/`
const keyOf = (chainId: number, id: string) => `${prefixOf(chainId)}${id}`

/** The key of earlier versions, which kept all runs in one list. */
const formerKey = (chainId: number) => `generator-pau-console/runs/${chainId}`

/** The run that a key belongs to; null for the key of something else. */
export function idOf(key: string, chainId: number): string | null {
  const prefix = prefixOf(chainId)
  return key.startsWith(prefix) ? key.slice(prefix.length) : null
}

export interface Shelved {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** Keys of entries that are no runs, or of another version. */
  readonly unreadable: readonly string[]
}

/** Everything that is stored for this chain. A storage that fails counts as empty. */
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

/** One run as it is stored now; null where it is missing or invalid. */
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

/** Stores a run. With a full or forbidden storage, it is only lost at a reload; the action goes on. */
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
