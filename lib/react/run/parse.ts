import type { ActionRequest } from '@/lib/actions'
import { parse, stringify } from '@/lib/chain/wire'
import type { Effect } from '@/lib/console/diff'
import type { Dialogue, Run, RunCall } from '.'
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
} from './parse-stored'

/** Largest entry that is looked at [characters], and most calls and effects of one. */
const longestEntry = 400_000
const mostCalls = 400
const mostEffects = 2_000

const through = { through: optional(address) }
const freeze = { generator: address, ...through }
const limit = shape({ generator: address, key: word, maxAmount: uint, slope: uint })
const prime = { generator: address, prime: text }
const step = shape({ ...prime, ilk: text, amount: uint })
const scope = { takes: flag, withdrawals: flag }

const request = choice('kind', {
  'freeze-relayer': shape({ ...freeze, relayer: address }),
  'freeze-all': shape(freeze),
  'pause-timelock': shape({}),
  'stop-configurator': shape({}),
  'guardian-freeze': shape({ beam: address }),
  'revoke-cbeam': shape({ cBeam: address, ...through }),
  'raise-limit': limit,
  'lower-limit': limit,
  'remove-limit': limit,
  migrate: step,
  'migrate-back': step,
  rollback: shape(prime),
  'pause-vault': shape({ ...prime, ...scope, duration: uint }),
  'unpause-vault': shape({ ...prime, ...scope }),
  'set-withdrawal-policy': shape({ ...prime, share: uint, period: uint }),
  'set-liquidity-buffer': shape({ ...prime, assets: uint }),
} satisfies Readonly<Record<ActionRequest['kind'], Read<object>>>) as unknown as Read<ActionRequest>

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
  submitted: shape({ hash: word, nonce: nullable(count), at: count }),
} satisfies Readonly<Record<Dialogue['state'], Read<object>>>) as Read<Dialogue>

const plain: Read<unknown> = (value) => {
  if (typeof value === 'object' || value === undefined) throw new TypeError('not a plain value')
  return value
}

const effect = shape({
  path: text,
  after: (value: unknown) => (value === 'gone' ? ('gone' as const) : shape({ value: plain })(value)),
  timed: optional(flag),
  passing: optional(flag),
}) as unknown as Read<Effect>

const stored = shape({
  version: oneOf('2'),
  id: text,
  chainId: count,
  request,
  title: text,
  from: address,
  at: count,
  since: nullable(uint),
  calls: list(
    shape({ to: address, data: bytes, value: uint, dialogue, safeTxHash: optional(word) }),
    mostCalls,
  ),
  effects: list(effect, mostEffects),
})

/** A run as it is stored: what was handed over and what the wallet answered, and nothing that a node said. */
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
