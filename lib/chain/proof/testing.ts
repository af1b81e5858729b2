import type { Address, Hex } from 'viem'
import { expect } from 'vitest'
import { type Action, type ActionRequest, buildAction, readinessOf } from '@/lib/actions'
import { type Effect, isAsStated, judgeDiff } from '@/lib/console/diff'
import type { Known } from '@/lib/console/known'
import { withAccount } from '../account'
import { readAftermath } from '../aftermath'
import type { BlockId } from '../look'
import { read } from '../reader'
import { type Review, reviewAction } from '../review'
import type { Rpc } from '../rpc'
import { leafMap, modelOf, readAgain, type ScenarioReading } from '../testing'

type Simulated = Extract<Review, { state: 'simulated' }>

/** Time that a review is for: soon after the block of the reading [s]. */
export const soonAfter = ({ reading }: ScenarioReading): bigint => reading.block.timestamp + 12n

/** The review of a request for an account, from a picture that has its rights in it. */
export async function reviewFor(
  scenario: ScenarioReading,
  from: Address,
  request: ActionRequest,
  sources: readonly Rpc[] = [scenario.rpc],
): Promise<Review> {
  const { rpc, deployment, reading: without } = scenario
  const reading = await read(rpc, deployment, without.block, withAccount(without.known, from), {
    hasMulticall: true,
    answers: without.answers,
  })
  const time = soonAfter(scenario)
  const hasMulticall = async () => true
  const review = await reviewAction({ sources, deployment, reading, request, from, time, hasMulticall })
  if (!review) throw new Error('The request names something that is not there')
  return review
}

/** The action changes what it states and nothing else, and once it is mined the chain is what was simulated. */
export async function proveReview(scenario: ScenarioReading, review: Review): Promise<void> {
  expect(review.state).toBe('simulated')
  if (review.state !== 'simulated') return
  expect(review.diff.unexpected).toEqual([])
  expect(isAsStated(review.diff)).toBe(true)
  expect(readinessOf(review.action).state).toBe('ready')

  const blocks = await send(scenario, review.action)
  const { deployment, rpc } = scenario
  const reading = await readAgain(rpc, deployment)
  await proveAftermath(scenario, review, { ...blocks, known: reading.known })
  const mined = leafMap(modelOf(deployment, reading, review.after.time))
  const simulated = leafMap(review.after)
  const differing = [...simulated.keys()].filter((path) => {
    // Derived at another block number, and the contract's own view at another second.
    if (path.startsWith('checks/') || path.includes('/accounts/') || path.endsWith('contractCurrent')) {
      return false
    }
    const [a, b] = [simulated.get(path), mined.get(path)]
    return b !== undefined && (a?.ok !== b.ok || (a?.ok && b.ok && String(a.value) !== String(b.value)))
  })
  expect(differing).toEqual([])
}

/** Both pictures are read by hash afterwards: every effect is proven on the chain, also of the second, and nothing else. */
async function proveAftermath(
  { rpc, deployment }: ScenarioReading,
  { action, before }: Review,
  mined: Blocks & { readonly known: Known },
): Promise<void> {
  const { request, from, calls, effects } = buildAction(action.request, before, action.from) as Action
  const aftermath = await readAftermath({
    ...{ sources: [rpc], deployment, request, from, calls, effects, watched: [], serverNodes: [], ...mined },
    hasMulticall: async () => true,
  })
  if (aftermath.state !== 'read' || aftermath.comparison.state !== 'compared')
    throw new Error(aftermath.state)
  const { diff, unmet } = aftermath.comparison
  expect(unmet).toEqual([])
  expect(diff.unexpected).toEqual([])
  expect(diff.effects.map(({ effect }) => effect.path)).toEqual(effects.map(({ path }) => path))
  expect(diff.effects.length).toBeGreaterThan(0)
  expect(isAsStated(diff)).toBe(true)
}

interface Blocks {
  readonly first: BlockId
  readonly last: BlockId
}

/** A misstated effect, one that is left out and one that does not happen are all noticed. */
export function proveNoLie(review: Review, request: ActionRequest): void {
  if (review.state !== 'simulated') throw new Error(review.state)
  const { effects } = buildAction(request, review.simulatedFrom, review.action.from) as Action
  const leaves = leafMap(review.after)
  /** Which output of which read is shown there. */
  const outputOf = (path: string) => {
    const leaf = leaves.get(path)
    return leaf?.ok && leaf.pick ? `${leaf.pick.source} ${leaf.pick.path}` : null
  }
  for (const [index, effect] of effects.entries()) {
    const lied = effects.map((other, at) => (at === index ? lie(effect) : other))
    expect(isTold(review, lied), `${effect.path} misstated`).toBe(false)
    const silent = effects.filter((_, at) => at !== index)
    // Leaving out what does not change anything is no lie, and neither is what follows from the rest, or is told twice.
    const { verdict, change } = review.diff.effects[index] ?? {}
    const isTwice = silent.some(
      ({ path }) => outputOf(path) !== null && outputOf(path) === outputOf(effect.path),
    )
    const changes = verdict === 'as-stated' && change?.read === true && !isTwice
    expect(isTold(review, silent), `${effect.path} left out`).toBe(!changes)
  }
  const other: Effect = { path: 'timelock/minDelay', after: { value: 1n } }
  expect(isTold(review, [...effects, other]), 'a change that does not happen').toBe(false)
}

function isTold({ simulatedFrom, after }: Simulated, effects: readonly Effect[]): boolean {
  return isAsStated(judgeDiff(simulatedFrom, after, effects))
}

function lie({ path, after }: Effect): Effect {
  if (after === 'gone') return { path, after: { value: 'still there' } }
  const { value } = after
  const other = typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? value + 1 : !value
  return { path, after: { value: other } }
}

async function send(scenario: ScenarioReading, { calls, from }: Action): Promise<Blocks> {
  const { rpc } = scenario
  const blocks: BlockId[] = []
  for (const [index, { to, data }] of calls.entries()) {
    if (index === 0) await rpc.request('evm_setNextBlockTimestamp', [Number(soonAfter(scenario))])
    const receipt = await rpc.request<Record<'status' | 'blockNumber' | 'blockHash', Hex>>(
      'eth_sendTransactionSync',
      [{ from, to, data, gas: '0x7a1200' }],
    )
    expect(receipt.status).toBe('0x1')
    blocks.push({ number: BigInt(receipt.blockNumber), hash: receipt.blockHash })
  }
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!first || !last) throw new Error('Nothing was sent')
  return { first, last }
}
