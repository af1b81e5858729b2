import { storedRequest } from '@/lib/actions'
import {
  address,
  bytes,
  choice,
  count,
  flag,
  list,
  nullable,
  oneOf,
  optional,
  type Read,
  shape,
  text,
  uint,
  word,
} from '@/lib/actions/stored'
import { parse, stringify } from '@/lib/chain/wire'
import type { Effect } from '@/lib/console/diff'
import { storedPath } from '@/lib/leaf/path'
import type { Dialogue, Run, RunCall } from '.'

/** The longest entry that is read [characters], and the most calls and effects in one. */
const longestEntry = 400_000
const mostCalls = 400
const mostEffects = 2_000

const dialogue = choice('state', {
  waiting: shape({}),
  held: shape({ problem: text }),
  checking: shape({}),
  signing: shape({}),
  rejected: shape({}),
  refused: shape({ problem: text }),
  'not-sent': shape({ problem: text }),
  unclear: shape({ problem: text }),
  superseded: shape({ denied: optional(flag) }),
  submitted: shape({
    ...{ hash: word, nonce: nullable(count), at: count },
    proposed: optional(shape({ nonce: nullable(uint) })),
  }),
} satisfies Readonly<Record<Dialogue['state'], Read<object>>>) as Read<Dialogue>

const plain: Read<unknown> = (value) => {
  if (typeof value === 'object' || value === undefined) throw new TypeError('not a plain value')
  return value
}

const effect = shape({
  path: (value: unknown) => storedPath(text(value)),
  after: (value: unknown) => (value === 'gone' ? ('gone' as const) : shape({ value: plain })(value)),
  timed: optional(flag),
  passing: optional(flag),
}) as unknown as Read<Effect>

const stored = shape({
  version: oneOf('2'),
  id: text,
  chainId: count,
  request: storedRequest,
  title: text,
  afterwards: optional(text),
  from: address,
  at: count,
  since: nullable(uint),
  calls: list(
    shape({ to: address, data: bytes, value: uint, dialogue, safeTxHash: optional(word) }),
    mostCalls,
  ),
  effects: list(effect, mostEffects),
})

/** A run as it is stored: what was handed over and what the wallet answered, but nothing that a node said. */
export function storedText({ mine, calls, ...run }: Run): string {
  return stringify({ version: '2', ...run, calls: calls.map(({ evidence, ...call }) => call) })
}

/** Reads a stored run, of this chain and under its own name; null for everything else. It never throws. */
export function parseRun(entry: string, chainId: number, id: string): Run | null {
  if (entry.length > longestEntry) return null
  try {
    const { version, ...run } = stored(parse<unknown>(entry))
    if (run.chainId !== chainId || run.id !== id || run.calls.length === 0) return null
    const calls = run.calls.map((call) => ({ ...call, evidence: null }) as RunCall)
    return { ...run, calls, mine: false }
  } catch {
    return null
  }
}
