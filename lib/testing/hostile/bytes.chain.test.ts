import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { becameIn } from '@/components/actions/review/still-reviewed'
import { verdictOf } from '@/components/actions/review/verdict'
import { roles } from '@/contracts/script/roles'
import { type Action, readBack } from '@/lib/actions'
import type { Checked } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import { type Difference, differences, type Handed } from '@/lib/chain/track/sent'
import { askWallet } from '@/lib/react/run/ask-wallet'
import { actionCases } from '../cases'
import { told } from '../fakes/transaction'
import { checkOf, judge, type Opened, openCase, sameElsewhere } from '../opened'
import { report } from '../report'
import { safeCases } from '../safe-cases'
import { BLOCK_TIME, openScene, type Scene, undone } from '../scene'
import { alteredCalls, eachByte, eachByteOfAddress, eachByteOfChain, otherLengths } from './alter'

let scene: Scene
let before = 0
let after = 0

beforeAll(async () => {
  scene = await openScene()
})
afterAll(async () => {
  report(`Bytes altered: ${before} before the signature, ${after} after it was mined`)
  await scene.chain.stop()
})

/** What is said of an action that is no longer the one that was reviewed. */
function verdictOn(review: Opened, check: Checked<Review>, action: Action, chainId: number) {
  const { reading, model } = review
  const { block } = reading
  return verdictOf({
    ...{ action, review: check, changed: [], dissent: null },
    readBack: readBack(action, model),
    secondOpinion: { value: sameElsewhere(reading), block },
    chain: { expected: scene.deployment.chainId, found: chainId },
    present: { block, time: block.timestamp, blockTimeSeconds: Number(BLOCK_TIME) },
  })
}

const wrong = (found: readonly Difference[], part: Difference['part']) =>
  found.some((one) => one.part === part && one.state === 'wrong')

describe.each([...actionCases, ...safeCases])('$title, altered in a single byte', (action) => {
  let review: Opened
  let check: Checked<Review>

  // The tests below send nothing, so one review serves all.
  beforeAll(() =>
    undone(scene, async () => {
      review = await openCase(scene, action)
      check = await checkOf(review)
    }),
  )

  it('is not signed, whichever byte of data, target or value it is', async () => {
    const { chainId } = scene.deployment
    expect(judge(review, check).blocked).toBeNull()
    const became = becameIn(review.action, review.model)
    const unnoticed = alteredCalls(review.action).flatMap(({ name, altered }) => {
      before++
      const changed = { ...review.action, calls: altered }
      const { blocked, findings } = verdictOn(review, check, changed, chainId)
      const bytes = findings.find(({ id }) => id === 'bytes')?.state
      const isHeld = altered.some((call) => became(call) !== null)
      return blocked !== null && bytes === 'wrong' && isHeld ? [] : [name]
    })
    expect(unnoticed).toEqual([])
  })

  it('is not signed for another sender, nor on another chain', async () => {
    const { chainId } = scene.deployment
    const senders = eachByteOfAddress(review.from).flatMap(({ name, altered }) => {
      before++
      const { blocked, findings } = verdictOn(review, check, { ...review.action, from: altered }, chainId)
      const simulated = findings.find(({ id }) => id === 'simulation')?.state
      // An emergency action may be signed unchecked, and the console says so.
      return blocked !== null || (review.action.emergency && simulated === 'unknown') ? [] : [name]
    })
    expect(senders).toEqual([])
    for (const { name, altered } of eachByteOfChain(chainId)) {
      before++
      expect(verdictOn(review, check, review.action, altered).blocked, name).toMatch(/The wallet is on chain/)
      await notAsked(review.action, altered)
    }
  })

  it('is recognised by what was handed over once it is mined', async () => {
    const { account } = roles[action.by]
    const { chainId } = scene.deployment
    for (const [nonce, { to, data, value }] of review.action.calls.entries()) {
      const content = { to, data, value, chainId }
      const sent = await told({ ...content, ...FEES, nonce }, account)
      const handed: Handed = { ...content, from: review.from, hash: sent.node.hash }
      expect(await differences(handed, sent.node)).toEqual([])
      for (const { part, field, name, altered } of alteredFields(sent.node, data, to, review.from, chainId)) {
        after++
        const found = await differences(handed, { ...sent.node, [field]: altered })
        expect(wrong(found, part), `${name} of the ${part}`).toBe(true)
        // The hash covers all of it, so a node that shows another transaction under it lies.
        expect(wrong(found, part === 'sender' ? 'signature' : 'hash'), `${name} of the ${part}`).toBe(true)
      }
    }
  })

  it('is reported where the wallet signed it like that', async () => {
    const { account } = roles[action.by]
    const { chainId } = scene.deployment
    const [call] = review.action.calls
    if (!call) throw new RangeError('There is nothing to sign')
    const content = { to: call.to, data: call.data, value: call.value, chainId }
    const bytes = eachByte(call.data)
    const changes: readonly (readonly [Difference['part'], object])[] = [
      ...[bytes[0], bytes.at(-1), bytes[bytes.length >> 1]].map(
        (one) => ['bytes', { data: one?.altered }] as const,
      ),
      ...otherLengths(call.data).map(({ altered }) => ['bytes', { data: altered }] as const),
      ['target', { to: eachByteOfAddress(call.to)[7]?.altered }],
      ['value', { value: call.value ^ 1n }],
      ['chain', { chainId: chainId ^ 1 }],
      ['sender', {}],
    ]
    for (const [part, change] of changes) {
      after++
      const signer = part === 'sender' ? roles.donor.account : account
      const { node } = await told({ ...content, ...FEES, ...change }, signer)
      const found = await differences({ ...content, from: review.from, hash: node.hash }, node)
      expect(found.map((one) => [one.part, one.state])).toEqual([[part, 'wrong']])
    }
  })
})

const FEES = { type: 'eip1559', gas: 100_000n, maxFeePerGas: 3n, maxPriorityFeePerGas: 1n, nonce: 3 } as const

/** A wallet on another chain is not asked for anything. */
async function notAsked({ from, calls: [call] }: Action, chainId: number): Promise<void> {
  if (!call) throw new RangeError('There is nothing to sign')
  const asked: string[] = []
  const provider = {
    request: async ({ method }: { method: string }) => {
      asked.push(method)
      return `0x${chainId.toString(16)}`
    },
  }
  const request = { chainId: scene.deployment.chainId, from, call }
  expect(await askWallet(provider as never, request, () => 0)).toMatchObject({ state: 'not-sent' })
  expect(asked).toEqual(['eth_chainId'])
}

/** The fields of a transaction that a node returns, each altered in every byte. */
function alteredFields(
  { value }: Readonly<Record<string, unknown>>,
  data: Hex,
  to: Address,
  from: Address,
  chainId: number,
) {
  const of = (part: Difference['part'], field: string, list: readonly { name: string; altered: unknown }[]) =>
    list.map(({ name, altered }) => ({ part, field, name, altered }))
  const hex = (number: bigint | number): Hex => `0x${number.toString(16)}`
  return [
    ...of('bytes', 'input', [...eachByte(data), ...otherLengths(data)]),
    ...of('target', 'to', eachByteOfAddress(to)),
    ...of('sender', 'from', eachByteOfAddress(from)),
    ...of(
      'value',
      'value',
      eachByte(
        `0x${BigInt(value as Hex)
          .toString(16)
          .padStart(64, '0')}`,
      ).map(({ name, altered }) => ({
        name,
        altered: hex(BigInt(altered)),
      })),
    ),
    ...of(
      'chain',
      'chainId',
      eachByteOfChain(chainId).map(({ name, altered }) => ({ name, altered: hex(altered) })),
    ),
  ]
}
