import { type Address, encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { withAccount } from '@/lib/chain/read/account'
import { type Reading, read } from '@/lib/chain/read/reader'
import { reviewAction } from '@/lib/chain/review'
import { track } from '@/lib/chain/track'
import { isAsStated, judgeDiff } from '@/lib/console/diff'
import { places } from '@/lib/console/effects'
import type { SafeFacts } from '@/lib/console/facts/safes'
import { withWatched } from '@/lib/console/facts/watchlist'
import { leavesByPath } from '@/lib/leaf/leaves'
import { pathOf, textOf } from '@/lib/leaf/path'
import {
  approvedSignatures,
  encodeApproveHash,
  encodeExecTransaction,
  executionIn,
  MULTI_SEND_CALL_ONLY,
  type RawLog,
  safeAbi,
} from '@/lib/safe'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { type Action, type ActionRequest, buildAction, readBack, readinessOf } from '..'

const [signer1, signer2, keeper] = [
  roles.freezerSigner1.address,
  roles.freezerSigner2.address,
  roles.keeper.address,
]

let scenario: ScenarioReading
let safe: Address
let all: ActionRequest
let one: ActionRequest
let snapshot: Hex

beforeAll(async () => {
  scenario = await readScenario()
  safe = scenario.deployment.safes[0]!.address
  const generator = scenario.deployment.generators[0]!.addresses.diamond
  all = { kind: 'freeze-all', generator, through: safe }
  one = { kind: 'freeze-relayer', generator, relayer: roles.relayer1.address, through: safe }
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})
afterAll(() => scenario.chain.stop())

beforeEach(async () => {
  await scenario.rpc.request('evm_revert', [snapshot])
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})

/** The newest picture, as this account's browser has it while the review is open. */
async function pictureFor(account: Address, request: ActionRequest): Promise<Reading> {
  const { rpc, deployment } = scenario
  const reading = await readAgain(rpc, deployment)
  const through = buildAction(request, modelOf(deployment, reading), account)?.through
  const entries = through?.proposal
    ? [{ safe, hash: through.proposal.safeTxHash, transaction: through.proposal.transaction }]
    : []
  const known = withAccount(withWatched(reading.known, entries), account)
  return read(rpc, deployment, reading.block, known, { hasMulticall: true, answers: reading.answers })
}

async function reviewBy(from: Address, request: ActionRequest) {
  const { rpc, deployment } = scenario
  const reading = await pictureFor(from, request)
  const review = await reviewAction({
    ...{ sources: [rpc], deployment, reading, request, from },
    time: reading.block.timestamp + 12n,
    hasMulticall: async () => true,
  })
  if (!review) throw new Error('The request names something that is not there')
  return { review, model: modelOf(deployment, reading) }
}

interface Receipt {
  readonly status: Hex
  readonly transactionHash: Hex
  readonly logs: readonly RawLog[]
}

const sendFrom = (from: Address, { to, data }: { to: Address; data: Hex }) =>
  scenario.rpc.request<Receipt>('eth_sendTransactionSync', [{ from, to, data, gas: '0x7a1200' }])

async function send({ calls, from }: Action): Promise<Receipt> {
  const [call] = calls
  if (!call) throw new Error('There is no call to send')
  const receipt = await sendFrom(from, call)
  expect(receipt.status).toBe('0x1')
  return receipt
}

/** `getTransactionHash` by a raw call that shares nothing with the console's reading. */
async function hashByContract({ through }: Action): Promise<Hex> {
  const t = through!.proposal!.transaction
  const data = encodeFunctionData({
    abi: safeAbi,
    functionName: 'getTransactionHash',
    args: [
      t.to,
      t.value,
      t.data,
      t.operation,
      t.safeTxGas,
      t.baseGas,
      t.gasPrice,
      t.gasToken,
      t.refundReceiver,
      t.nonce,
    ],
  })
  return scenario.rpc.request<Hex>('eth_call', [{ to: safe, data }, 'latest'])
}

const relayersLeft = async () => {
  const { rpc, deployment } = scenario
  const { members } = modelOf(deployment, await readAgain(rpc, deployment)).generators[0]!.roles.relayer
  return members.length.ok ? members.length.value : null
}

describe('freezing all through the Safe', () => {
  it('a freeze through the Safe shows the hash that the contract computes', async () => {
    for (const request of [all, one]) {
      const { review, model } = await reviewBy(signer1, request)
      const { proposal } = review.action.through!
      expect(proposal?.onChain).toMatchObject({ ok: true, value: proposal?.safeTxHash })
      expect(await hashByContract(review.action)).toBe(proposal?.safeTxHash)
      expect(readinessOf(review.action).state).toBe('ready')
      expect(readBack(review.action, model).flatMap(({ faults }) => faults)).toEqual([])
    }
  })

  it('a freeze is approved by owners and then executed by anyone, each step with the stated effects', async () => {
    const first = (await reviewBy(signer1, all)).review
    if (first.state !== 'simulated') throw new Error(first.state)
    expect(first.diff.unexpected).toEqual([])
    expect(first.diff.effects.map(({ verdict }) => verdict)).toEqual(['as-stated'])
    // The first approver is already shown a simulation of the later execution.
    if (first.onceExecuted?.state !== 'simulated') throw new Error(first.onceExecuted?.state)
    expect(isAsStated(first.onceExecuted.diff)).toBe(true)
    expect(first.onceExecuted.diff.effects.map(({ verdict }) => verdict)).not.toContain('already')
    await send(first.action)
    expect(await relayersLeft()).toBe(2)

    const second = (await reviewBy(signer2, all)).review
    expect(second.action.through).toMatchObject({ step: 'execute' })
    expect((await reviewBy(keeper, all)).review.action.calls).toEqual([])
    const { through } = second.action
    const hash = through!.proposal!.safeTxHash
    await sendFrom(signer2, { to: safe, data: encodeApproveHash(hash) })

    const last = (await reviewBy(keeper, all)).review
    if (last.state !== 'simulated') throw new Error(last.state)
    expect(isAsStated(last.diff)).toBe(true)
    expect(last.diff.effects).toHaveLength(4)
    const { logs, transactionHash } = await send(last.action)
    expect(executionIn(logs, safe, hash)).toBe('success')
    const [call] = last.action.calls
    const { chainId } = scenario.deployment
    const followed = { hash: transactionHash, from: keeper, nonce: null, since: null, chainId, ...call! }
    expect(await track([scenario.rpc], { ...followed, safeTxHash: hash })).toMatchObject({
      state: 'mined',
      execution: 'success',
    })
    const other: Hex = `0x${'11'.repeat(32)}`
    expect(await track([scenario.rpc], { ...followed, safeTxHash: other })).toMatchObject({
      execution: 'absent',
    })
    expect(await relayersLeft()).toBe(0)
  })

  it('the second owner approves and executes a freeze in one transaction', async () => {
    await send((await reviewBy(signer1, all)).review.action)
    const { review, model } = await reviewBy(signer2, all)
    if (review.state !== 'simulated') throw new Error(review.state)
    expect(isAsStated(review.diff)).toBe(true)
    expect(readBack(review.action, model).flatMap(({ faults }) => faults)).toEqual([])
    await send(review.action)
    expect(await relayersLeft()).toBe(0)
    // The chain now is as the simulation said.
    const mined = leavesByPath(
      modelOf(scenario.deployment, await readAgain(scenario.rpc, scenario.deployment)),
    )
    expect(mined.get(pathOf(places.safes(safe).nonce))).toMatchObject({ value: 1n })
  })

  it('a freeze is not as stated when any stated effect is left out or wrong', async () => {
    await send((await reviewBy(signer1, all)).review.action)
    const { review } = await reviewBy(signer2, all)
    if (review.state !== 'simulated') throw new Error(review.state)
    const { effects } = review.action
    const judged = (stated: typeof effects) =>
      isAsStated(judgeDiff(review.simulatedFrom, review.after, stated))
    expect(judged(effects)).toBe(true)
    for (const [index, effect] of effects.entries()) {
      expect(judged(effects.filter((_, at) => at !== index)), `${textOf(effect.path)} left out`).toBe(false)
      const lied = effects.map((each, at) => (at === index ? { ...each, after: { value: 'a lie' } } : each))
      expect(judged(lied), `${textOf(effect.path)} misstated`).toBe(false)
    }
  })

  it('an execution with one approval too few is refused before the wallet, as it is by the Safe', async () => {
    const { review } = await reviewBy(keeper, all)
    expect(review.action.calls).toEqual([])
    expect(readinessOf(review.action)).toMatchObject({ state: 'blocked', because: [{ id: 'safe-owner' }] })
    const { transaction } = review.action.through!.proposal!
    const data = encodeExecTransaction(transaction, approvedSignatures([signer1, signer2], 2n))
    await expect(
      scenario.rpc.request('eth_call', [{ from: keeper, to: safe, data }, 'latest']),
    ).rejects.toThrow(/GS025/)
  })

  it('a freeze gets a new hash once the Safe has done something else, and names the void approval', async () => {
    const first = await reviewBy(signer1, all)
    await send(first.review.action)
    await send((await reviewBy(signer1, one)).review.action)
    await send((await reviewBy(signer2, one)).review.action)
    const again = (await reviewBy(signer2, { ...one, relayer: roles.relayer2.address } as ActionRequest))
      .review
    expect(again.action.through!.proposal!.transaction.nonce).toBe(1n)
    const repeated = (await reviewBy(signer2, one)).review.action.through!.proposal!
    expect(repeated.elsewhere).toEqual([{ nonce: 0n, owners: [signer1], unread: 0 }])
  })

  it('a freeze of all is refused where MultiSendCallOnly is not deployed', async () => {
    await scenario.rpc.request('anvil_setCode', [MULTI_SEND_CALL_ONLY, '0x'])
    const { review } = await reviewBy(signer1, all)
    expect(review.action.calls).toEqual([])
    expect(review.action.through!.next).toContain('is not MultiSendCallOnly')
    expect((await reviewBy(signer1, one)).review.state).toBe('simulated')
  })
})

describe('the facts of the Safe', () => {
  it('owners, threshold, nonce and version of the Safe are read', async () => {
    const { deployment, reading } = scenario
    const facts: SafeFacts = modelOf(deployment, reading).safes[0]!
    expect(facts).toMatchObject({
      owners: { value: [signer1, signer2, roles.freezerSigner3.address] },
      threshold: { value: 2n },
      nonce: { value: 0n },
      version: { value: '1.4.1' },
    })
    const checks = modelOf(deployment, reading).checks.filter(({ id }) => id.startsWith('safes/'))
    expect(checks).toHaveLength(7)
    for (const { id, holds } of checks) expect(holds, id).toMatchObject({ ok: true, value: true })
  })
})
