import { type Address, getAddress, type Hex, toHex } from 'viem'
import { expect } from 'vitest'
import { type Action, type ActionRequest, accountsAsked, buildAction, readinessOf } from '@/lib/actions'
import { withAccounts } from '@/lib/chain/read/account'
import { read } from '@/lib/chain/read/reader'
import { type Review, reviewAction } from '@/lib/chain/review'
import type { Rpc } from '@/lib/chain/rpc'
import { maxFee } from '@/lib/chain/simulate/conditions'
import { readAftermath } from '@/lib/chain/track/aftermath'
import type { BlockId } from '@/lib/chain/track/look'
import { type Effect, isAsStated, judgeDiff } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import { type EmittedLog, isEmittedAsStated, judgeEvents } from '@/lib/console/emitted'
import { type Watchlist, withWatched } from '@/lib/console/facts/watchlist'
import { leavesByPath } from '@/lib/leaf/leaves'
import { isWithin, itemAround, type Path, pathOf, textOf } from '@/lib/leaf/path'
import { modelUnit } from '@/lib/testing/units'
import { modelOf, readAgain, type ScenarioReading } from './scenario'

type Simulated = Extract<Review, { state: 'simulated' }>

/** Time that a review is for: soon after the block of the reading [s]. */
export const soonAfter = ({ reading }: ScenarioReading): bigint => reading.block.timestamp + 12n

/** The review of a request for an account, from a picture that holds its rights, and what a Safe says of its transaction. */
export async function reviewFor(
  scenario: ScenarioReading,
  from: Address,
  request: ActionRequest,
  sources: readonly Rpc[] = [scenario.rpc],
): Promise<Review> {
  const { rpc, deployment, reading: without } = scenario
  const time = soonAfter(scenario)
  const hasMulticall = async () => true
  const reviewWith = async (known: Watchlist): Promise<Review> => {
    const { block, answers } = without
    const reading = await read(rpc, deployment, block, known, { hasMulticall: true, answers })
    const review = await reviewAction({ sources, deployment, reading, request, from, time, hasMulticall })
    if (!review) throw new Error('The request names something that is not there')
    return review
  }
  const known = withAccounts(without.known, [from, ...accountsAsked(request)])
  const review = await reviewWith(known)
  const { through } = review.action
  if (!through?.proposal) return review
  const { transaction, safeTxHash: hash } = through.proposal
  return reviewWith(withWatched(known, [{ safe: through.safe.id, hash, transaction }]))
}

/**
 * Proves that the action changes exactly what it states, and that once it is mined the chain is as it was simulated.
 */
export async function proveReview(scenario: ScenarioReading, review: Review): Promise<void> {
  expect(review.state).toBe('simulated')
  if (review.state !== 'simulated') return
  expect(review.diff.unexpected).toEqual([])
  expect(isAsStated(review.diff)).toBe(true)
  expect(readinessOf(review.action).state).toBe('ready')

  expect(review.events.missing).toEqual([])
  expect(review.events.emitted.filter(({ expected }) => !expected)).toEqual([])
  expect(review.conditions).toMatchObject({ problem: null, differences: [], isWrong: false })
  expect(review.code.problems).toEqual([])
  expect(review.code.contracts.filter(({ verdict }) => verdict !== 'known')).toEqual([])

  const mined = await mine(scenario, review)
  proveReceipts(review, mined.receipts)
  const { deployment, rpc } = scenario
  const reading = await readAgain(rpc, deployment)
  await proveAftermath(scenario, review, { ...mined, known: reading.known })
  expect(reading.block).toMatchObject({ number: review.at.number + 1n, timestamp: review.after.time })
  const onChain = leavesByPath(modelOf(deployment, reading))
  const simulated = leavesByPath(review.after)
  // How far events were read belongs to the reading; the simulated block has none.
  const coverage = [places.checks('coverage/events'), places.checks('coverage/accounts')]
  const untold = new Set(coverage.flatMap(({ holds, found }) => [holds, found].map(pathOf)))
  const told = [...simulated.keys()].filter((path) => !untold.has(path))
  const differing = told.filter((path) => {
    const [a, b] = [simulated.get(path), onChain.get(path)]
    return b !== undefined && (a?.ok !== b.ok || (a?.ok && b.ok && String(a.value) !== String(b.value)))
  })
  expect(differing).toEqual([])
}

/**
 * Reads both pictures by hash afterwards and proves every effect on the chain, also those of the second, and nothing
 * else.
 */
async function proveAftermath(
  { rpc, deployment }: ScenarioReading,
  { action, before }: Review,
  mined: Blocks & { readonly known: Watchlist },
): Promise<void> {
  const { request, from, calls, effects } = buildAction(action.request, before, action.from) as Action
  const aftermath = await readAftermath({
    ...{ sources: [rpc], deployment, request, from, calls, effects, watched: [], ...mined },
    serverNodes: [],
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

/** Proves that a misstated effect, an effect that is left out and one that does not happen are all noticed. */
export function proveNoLie(review: Review, request: ActionRequest): void {
  if (review.state !== 'simulated') throw new Error(review.state)
  const { effects } = buildAction(request, review.simulatedFrom, review.action.from) as Action
  const pictures = [review.simulatedFrom, review.after].map((model) => ({
    model,
    leaves: leavesByPath(model),
  }))
  /** Which outputs of which reads are shown at a path, before and after: of somebody who goes, only before. */
  const outputsOf = (path: Path): readonly string[] =>
    pictures.flatMap(({ model, leaves }) => {
      const leaf = leaves.get(path)
      const asked = leaf?.ok && leaf.pick ? model.sources[leaf.pick.source] : undefined
      if (!leaf?.ok || !leaf.pick || asked === undefined) return []
      return [`${asked.address} ${asked.signature} ${asked.args.join()} ${leaf.pick.path}`]
    })
  for (const [index, effect] of effects.entries()) {
    const lied = effects.map((other, at) => (at === index ? lie(effect) : other))
    expect(isTold(review, lied), `${textOf(effect.path)} misstated`).toBe(false)
    const silent = effects.filter((_, at) => at !== index)
    // It is no lie to leave out an effect that changes nothing, that follows from the others, or that is told twice.
    const { verdict, change } = review.diff.effects[index] ?? {}
    const others = new Set(silent.flatMap(({ path }) => outputsOf(path)))
    const own = outputsOf(effect.path)
    const isTwice =
      own.length > 0 && own.every((output) => others.has(output)) && !takesMore(effect, pictures[0]?.leaves)
    const changes = verdict === 'as-stated' && change?.read === true && !isTwice
    expect(isTold(review, silent), `${textOf(effect.path)} left out`).toBe(!changes)
  }
  proveNoSilence(review)
  const other = sets(places.units(modelUnit(review.before).id).timelock.minDelay, 1n)
  expect(isTold(review, [...effects, other]), 'a change that does not happen').toBe(false)
}

/** Whether more goes than the value itself: the other values of somebody who goes are told by that alone. */
function takesMore({ path, after }: Effect, before: ReadonlyMap<Path, unknown> = new Map()): boolean {
  const item = after === 'gone' ? itemAround(path) : null
  return item !== null && [...before.keys()].some((other) => other !== path && isWithin(other, item))
}

/** Proves that an event that nobody states, one that is stated wrongly and one that does not happen are all noticed. */
function proveNoSilence({ action, simulatedFrom, events: { emitted } }: Simulated): void {
  const { events } = buildAction(action.request, simulatedFrom, action.from) as Action
  const logs = emitted.map(({ log }) => log)
  const isStated = (stated: typeof events) => isEmittedAsStated(judgeEvents(logs, stated))
  expect(isStated(events)).toBe(true)
  for (const [index, event] of events.entries()) {
    if (event.optional) continue
    expect(isStated(events.filter((_, at) => at !== index)), `event ${index} left out`).toBe(false)
    const elsewhere = { ...event, address: action.from }
    expect(isStated(events.map((other, at) => (at === index ? elsewhere : other)))).toBe(false)
    const lied = { ...event, data: `${event.data}00` as Hex }
    expect(isStated(events.map((other, at) => (at === index ? lied : other)))).toBe(false)
    expect(isStated([...events, event]), `event ${index} twice`).toBe(false)
  }
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

interface Receipt {
  readonly status: Hex
  readonly blockNumber: Hex
  readonly blockHash: Hex
  readonly gasUsed: Hex
  readonly logs: readonly EmittedLog[]
}

/** By how much the gas of a call may differ from that of its simulation [gas]. */
const GAS_BOUND = 500n

/** Proves that the chain emits what the simulation said, log by log, for the gas that it said. */
function proveReceipts({ events, gasUsed }: Simulated, receipts: readonly Receipt[]): void {
  const told = ({ address, topics, data }: EmittedLog) => ({ address: getAddress(address), topics, data })
  expect(receipts.flatMap(({ logs }) => logs.map(told))).toEqual(events.emitted.map(({ log }) => told(log)))
  const used = receipts.reduce((sum, receipt) => sum + BigInt(receipt.gasUsed), 0n)
  const apart = used > gasUsed ? used - gasUsed : gasUsed - used
  expect(apart, `${used} gas instead of ${gasUsed}`).toBeLessThanOrEqual(GAS_BOUND)
}

/** Mines all calls in one block, with the time, the base fee and the builder of the simulated one. */
async function mine(scenario: ScenarioReading, { action, conditions }: Simulated) {
  const { rpc } = scenario
  const { first } = conditions
  if (!first) throw new Error('It was simulated under no conditions')
  await rpc.request('evm_setAutomine', [false])
  const hashes: Hex[] = []
  for (const { to, data } of action.calls) {
    const fees = { maxFeePerGas: toHex(maxFee(first)), maxPriorityFeePerGas: toHex(first.tip) }
    hashes.push(
      await rpc.request<Hex>('eth_sendTransaction', [
        { from: action.from, to, data, gas: '0x7a1200', ...fees },
      ]),
    )
  }
  await rpc.request('anvil_setCoinbase', [first.coinbase])
  await rpc.request('anvil_setNextBlockBaseFeePerGas', [toHex(first.baseFee)])
  await rpc.request('evm_setNextBlockTimestamp', [Number(first.time)])
  await rpc.request('evm_mine', [])
  await rpc.request('evm_setAutomine', [true])
  const receipts = await Promise.all(
    hashes.map((hash) => rpc.request<Receipt>('eth_getTransactionReceipt', [hash])),
  )
  for (const { status } of receipts) expect(status).toBe('0x1')
  const [receipt] = receipts
  if (!receipt) throw new Error('Nothing was sent')
  const block: BlockId = { number: BigInt(receipt.blockNumber), hash: receipt.blockHash }
  return { first: block, last: block, receipts }
}
