import type { Hex } from 'viem'
import type { Run } from '@/lib/react/run'
import { storedText } from '@/lib/react/run/parse'
import type { Browser } from '../fakes/browser'

/**
 * Something that another tab does to a stored run.
 * @param hash of something that was mined
 */
export type Interference = (of: Browser, key: string, run: Run, hash: Hex) => void

const write = ({ entries, tell }: Browser, key: string, text: string) => {
  entries.set(key, text)
  tell(key, text)
}

/** Writes the run with these changes to each of its calls. */
const rewriting =
  (change: (hash: Hex) => object): Interference =>
  (of, key, run, hash) =>
    write(of, key, storedText({ ...run, calls: run.calls.map((call) => ({ ...call, ...change(hash) })) }))

/** Everything that another tab writes in the tests, by name. */
export const interferences: Readonly<Record<string, Interference>> = {
  'removes it': ({ entries, tell }, key) => {
    entries.delete(key)
    tell(key, null)
  },
  'empties the storage': ({ entries, tell }) => {
    entries.clear()
    tell(null, null)
  },
  'writes what is no JSON': (of, key) => write(of, key, '{broken'),
  'writes what is no run': (of, key) => write(of, key, '{"version":"2"}'),
  'writes null': (of, key) => write(of, key, 'null'),
  'says that it was sent as something that is mined': rewriting((hash) => ({
    dialogue: { state: 'submitted', hash, nonce: null, at: 0 },
  })),
  'says that its owner rejected it': rewriting(() => ({ dialogue: { state: 'rejected' } })),
  'says that it was superseded': rewriting(() => ({ dialogue: { state: 'superseded' } })),
  'says that it changes nothing': (of, key, run) => write(of, key, storedText({ ...run, effects: [] })),
  'says that it calls something else': rewriting(() => ({ data: '0x' })),
}
