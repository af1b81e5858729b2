import type { Hex } from 'viem'
import { outcomeOf } from '@/components/actions/run/outcome'
import { statusWords } from '@/components/actions/run/status-words'
import type { State } from '@/components/ui/state'
import type { Action } from '@/lib/actions'
import type { Rpc } from '@/lib/chain/rpc'
import { identified } from '@/lib/chain/rpc/identity'
import { track } from '@/lib/chain/track'
import { readAftermath } from '@/lib/chain/track/aftermath'
import { advance, approvedIn, blocksOf, type Run, type RunCall } from '@/lib/react/run'
import { modelAt, type Scene, send } from '../scene'

/** What was signed, after it was mined, passed or not. */
export interface MinedAction {
  readonly hashes: readonly Hex[]
  readonly passed: boolean
}

/** Sends what was signed, one transaction after the other. */
export async function mine(scene: Scene, { from, calls }: Action): Promise<MinedAction> {
  const hashes: Hex[] = []
  let passed = calls.length > 0
  for (const { to, data } of calls) {
    const { transactionHash, status } = await send(scene, { from, to, data })
    hashes.push(transactionHash)
    passed &&= status === '0x1'
  }
  return { hashes, passed }
}

/** What the console says of a run afterwards: of each transaction, and of the whole. */
export interface Said {
  readonly run: Run
  readonly calls: readonly (State | 'active')[]
  /** Null while nothing is said of it. */
  readonly outcome: State | null
}

/** Two nodes, as a browser asks them, each with proof of its chain. The word of one alone is never green. */
export const asSources = (server: Rpc, wallet: Rpc, chainId: number): readonly [Rpc, Rpc] => [
  identified({ ...server, label: "this console's server", kind: 'server' }, chainId),
  identified({ ...wallet, label: 'wallet', kind: 'wallet' }, chainId),
]

const twoSources = ({ rpc, deployment }: Scene) => asSources(rpc, rpc, deployment.chainId)

/** A run whose transactions the wallet sent under these hashes. */
export function runOf({ deployment, reading }: Scene, action: Action, hashes: readonly Hex[]): Run {
  const { request, title, from, effects, through } = action
  const proposal = through?.step === 'execute' ? through.proposal : null
  const calls = action.calls.map(
    ({ to, data, value }, index): RunCall => ({
      ...{ to, data, value, evidence: null },
      dialogue: { state: 'submitted', hash: hashes[index] as Hex, nonce: null, at: 0 },
      ...(proposal ? { safeTxHash: proposal.safeTxHash } : {}),
    }),
  )
  const { number: since } = reading.block
  return {
    ...{ id: 'run', chainId: deployment.chainId, request, title, from, effects, calls, since },
    ...{ at: 0, mine: true },
  }
}

/**
 * Looks for what was sent through all sources, and reads what became of it.
 * @param now the scene of a later block
 */
export async function saidOf(
  now: Scene,
  sent: Run,
  sources: readonly Rpc[] = twoSources(now),
): Promise<Said> {
  const calls = await Promise.all(sent.calls.map((call) => followed(sent, call, sources)))
  return saidOfTracked(now, { ...sent, calls }, sources)
}

/** What the console says of a run after it was looked for and its outcome was read. */
export async function saidOfTracked(now: Scene, run: Run, sources: readonly Rpc[]): Promise<Said> {
  const calls = run.calls.map((call) => statusWords(call, { now: 0, knownAs: () => null }).state)
  const blocks = blocksOf(run)
  if (!blocks) return { run, calls, outcome: null }
  const { deployment, reading } = now
  const executed = run.calls.flatMap(({ to, safeTxHash }) =>
    safeTxHash === undefined ? [] : [{ safe: to, hash: safeTxHash, transaction: null }],
  )
  const aftermath = await readAftermath({
    ...{ ...run, ...blocks, sources, deployment, known: reading.known, serverNodes: [] },
    watched: [...approvedIn(run), ...executed],
    hasMulticall: async () => true,
  })
  return { run, calls, outcome: outcomeOf(run, aftermath, modelAt(now))?.state ?? null }
}

async function followed({ from, chainId, since }: Run, call: RunCall, sources: readonly Rpc[]) {
  const { to, data, value, dialogue, safeTxHash } = call
  if (dialogue.state !== 'submitted') return call
  const { hash, nonce } = dialogue
  const sent = { from, chainId, since, to, data, value, hash, nonce, ...(safeTxHash ? { safeTxHash } : {}) }
  return { ...call, evidence: advance(call, await track(sources, sent), 0) }
}
