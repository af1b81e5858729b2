import type { Address, Hex } from 'viem'
import { expect } from 'vitest'
import { type Action, type ActionRequest, buildAction, readinessOf } from '@/lib/actions'
import { type Effect, isAsStated, judgeDiff } from '@/lib/console/diff'
import { withAccount } from '../account'
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

  await send(scenario, review.action)
  const { deployment, rpc } = scenario
  const reading = await readAgain(rpc, deployment)
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

async function send(scenario: ScenarioReading, { calls, from }: Action): Promise<void> {
  const { rpc } = scenario
  for (const [index, { to, data }] of calls.entries()) {
    if (index === 0) await rpc.request('evm_setNextBlockTimestamp', [Number(soonAfter(scenario))])
    const receipt = await rpc.request<{ status: Hex }>('eth_sendTransactionSync', [
      { from, to, data, gas: '0x7a1200' },
    ])
    expect(receipt.status).toBe('0x1')
  }
}
