import type { Address, Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RoleName, roles } from '@/contracts/script/roles'
import {
  type Action,
  type ActionRequest,
  buildAction,
  decodeCall,
  type LimitRequest,
  readinessOf,
} from '@/lib/actions'
import { MAX_UINT256, WAD, wad } from '@/lib/math'
import { actionCases } from '@/lib/testing/cases'
import { proveNoLie, proveReview, reviewFor } from '@/lib/testing/prove-review'
import { adding, limitRequest, pause, unitIn } from '@/lib/testing/requests'
import { modelOf } from '@/lib/testing/scenario'
import { openScene, play, readOn, type Scene, undone } from '@/lib/testing/scene'
import { RpcError } from '../errors'
import type { Reading } from '../read/reader'
import type { Rpc } from '../rpc'
import { secondOpinion } from '../second'
import { isOfLens } from '../second/codes'
import type { Review } from '.'

let scenario: Scene
let diamond: Address

beforeAll(async () => {
  scenario = await openScene()
  diamond = scenario.stage.diamond
})
afterAll(() => scenario.chain.stop())

const reviewBy = (who: RoleName, request: ActionRequest, sources?: readonly Rpc[], scene = scenario) =>
  reviewFor(scene, roles[who].address, request, sources)

/** A request on a limit, given by what its present numbers become. */
const limitTo = (kind: LimitRequest['kind'], index: number, to: (now: bigint) => bigint) =>
  limitRequest(scenario, kind, index, to)

describe.each(actionCases)('$title', ({ by, first, request }) => {
  let snapshot: Hex
  let scene: Scene
  let review: Review

  // The review of each case, in a state where it can be made; the changes to the chain are undone.
  beforeAll(async () => {
    snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
    scene = first ? await play(scenario, first(scenario)) : scenario
    review = await reviewBy(by, request(scene), undefined, scene)
  })
  afterAll(() => scenario.rpc.request('evm_revert', [snapshot]))

  it('changes what it states and nothing else, and the chain then does the same', () =>
    undone(scene, () => proveReview(scene, review)))

  it('turns red for every lie about it', () => proveNoLie(review, request(scene)))

  it('hands the wallet bytes that read back as the call', () => {
    for (const call of review.action.calls) {
      expect(decodeCall(call.data)).toMatchObject({ selector: call.data.slice(0, 10) })
    }
  })
})

describe('an addition to a vault that is minted in part', () => {
  // Its two transactions are of one block here. In several blocks, others act in between.
  const minting = () => {
    const idle = modelOf(scenario.deployment, scenario.reading).generators[0]?.proxyIdle
    if (!idle?.ok) throw new Error('What is idle could not be read')
    const minted = wad(3_000_000n * WAD)
    return adding(scenario, 'spark', wad(idle.value + minted), minted)
  }

  it('changes what it states and nothing else, and the chain then does the same', () =>
    undone(scenario, async () => proveReview(scenario, await reviewBy('relayer2', minting()))))

  it('turns red for every lie about it', async () =>
    proveNoLie(await reviewBy('relayer2', minting()), minting()))
})

describe('the pause of a vault', () => {
  it('is ended as stated, and then its operator waits for the cool-down, on the chain and in the console', () =>
    undone(scenario, async () => {
      await proveReview(scenario, await reviewBy('cBeam', pause(scenario, 'keel', true, true)))
      const paused = await readOn(scenario)
      const again = await reviewBy('cBeam', pause(paused, 'keel', true, false), undefined, paused)
      expect(again).toMatchObject({ state: 'would-revert', reason: 'SparkVault/cool-down' })
      expect(readinessOf(again.action)).toMatchObject({
        state: 'blocked',
        because: [
          {
            says: {
              fails: 'Next pause of takes by this operator 09:20 UTC, in 1 h 19 min (SparkVault/cool-down)',
            },
          },
        ],
      })
    }))

  it('is no longer than governance allows, by the contract and already by the console', async () => {
    const longest = 3n * 86_400n
    expect(await reviewBy('cBeam', pause(scenario, 'keel', true, true, longest))).toMatchObject({
      state: 'simulated',
    })
    const review = await reviewBy('cBeam', pause(scenario, 'keel', true, true, longest + 1n))
    expect(review).toMatchObject({ state: 'would-revert', reason: 'SparkVault/pause-too-long' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })
})

describe('a review', () => {
  it('names the reason for which it would revert, and when it would not', async () => {
    const review = await reviewBy(
      'cBeam',
      limitTo('raise-limit', 1, (now) => now + 1n),
    )
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/increment-too-soon' })
    const readiness = readinessOf(review.action)
    expect(readiness).toMatchObject({
      state: 'blocked',
      because: [
        {
          says: {
            fails: 'Next increase 2026-11-21 01:00 UTC, in 16 h 59 min (Configurator/increment-too-soon)',
          },
        },
      ],
    })
  })

  it('refuses one wei above the band, by the contract and already by the console', async () => {
    const request = limitTo('raise-limit', 0, (now) => (now * 125n) / 100n)
    const review = await reviewBy('cBeam', { ...request, maxAmount: request.maxAmount + 1n })
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/exceeds-max-amount' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })

  it('says that a key with an unlimited init can be set to nothing else', async () => {
    const review = await reviewBy('cBeam', { ...limitTo('lower-limit', 2, () => 1n), slope: 0n })
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/unlimited-incorrect-params' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })

  it('shows a stranger which right is missing', async () => {
    for (const request of [
      { kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer1.address },
      { kind: 'pause-timelock', unit: unitIn(scenario) },
      { kind: 'stop-configurator', unit: unitIn(scenario) },
      limitTo('remove-limit', 0, () => 0n),
      { kind: 'guardian-freeze', unit: unitIn(scenario), beam: roles.relayer1.address },
      { kind: 'revoke-cbeam', unit: unitIn(scenario), cBeam: roles.cBeam.address },
      pause(scenario, 'keel', true, true),
    ] satisfies ActionRequest[]) {
      const review = await reviewBy('keeper', request)
      expect(review.state, request.kind).toBe('would-revert')
      expect(readinessOf(review.action), request.kind).toMatchObject({
        state: 'blocked',
        because: [{ id: review.action.permission.id }],
      })
    }
  })

  it('keeps an emergency action when the right could not be read, marked as unknown', async () => {
    const { deployment, reading } = scenario
    const broken = new Map([...reading.answers].map(([key]) => [key, { ok: false, data: '0x' as Hex }]))
    const model = modelOf(deployment, { ...reading, answers: broken })
    const request = { kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer1.address } as const
    const action = buildAction(request, model, roles.freezer.address) as Action
    expect(action.calls).toHaveLength(1)
    expect(readinessOf(action).state).toBe('unknown')
  })

  it('falls back to a stated smaller check when the node offers no simulation', async () => {
    const refusing = without(scenario.rpc, 'eth_simulateV1')
    const request = { kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer1.address } as const
    expect(await reviewBy('freezer', request, [refusing])).toMatchObject({
      state: 'dry-run',
      why: expect.stringContaining('eth_simulateV1'),
    })
    expect(await reviewBy('keeper', request, [refusing])).toMatchObject({ state: 'would-revert' })
  })

  it('says could not check, and not would revert, when no node answers', async () => {
    const dead: Rpc = {
      label: 'dead',
      kind: 'node',
      request: () => Promise.reject(new Error('could not be reached')),
    }
    const request = { kind: 'freeze-all', generator: diamond } as const
    expect(await reviewBy('freezer', request, [dead])).toMatchObject({ state: 'could-not-check' })
  })

  it('accepts the greatest and the least amount exactly', async () => {
    const request = { ...limitTo('lower-limit', 2, () => 1n), slope: 0n }
    const { action } = await reviewBy('cBeam', request)
    expect(decodeCall(action.calls[0]!.data)?.arguments.map(({ value }) => value)).toEqual([
      scenario.deployment.generators[0]!.addresses.rateLimits,
      request.key,
      '1',
      '0',
    ])
    const unlimited = await reviewBy('cBeam', { ...request, maxAmount: MAX_UINT256 })
    expect(decodeCall(unlimited.action.calls[0]!.data)?.arguments[2]?.value).toBe(String(MAX_UINT256))
  })
})

describe('a second source', () => {
  const wallet = (): Rpc => ({ ...scenario.rpc, label: 'wallet', kind: 'wallet' })
  const opinion = (reading: Reading, rpc = wallet()) =>
    secondOpinion({ deployment: scenario.deployment, reading, sources: [rpc], serverNodes: [] })

  it('agrees when it reads the same, and says how much it compared', async () => {
    const { reading } = scenario
    expect(await opinion(reading)).toMatchObject({
      state: 'same',
      first: scenario.rpc.label,
      by: 'wallet',
      logs: { from: BigInt(scenario.deployment.startBlock), to: reading.block.number },
      gaps: [],
    })
  })

  it('contradicts a picture that was tampered with in one value, one code or its hash', async () => {
    const { reading } = scenario
    const tampered = (key: string, data: Hex) =>
      opinion({ ...reading, answers: new Map(reading.answers).set(key, { ok: true, data }) })
    const [key] = reading.answers.keys()
    expect(await tampered(key!, '0x01')).toMatchObject({ state: 'different' })
    const [code, answer] = [...reading.answers].find(([asked]) => isOfLens(asked))!
    expect(await tampered(code, `0x${'11'.repeat(32)}${answer.data.slice(66)}`)).toMatchObject({
      state: 'different',
      what: expect.stringMatching(/^other code stands at 0x/),
    })
    const block = { ...reading.block, hash: `0x${'11'.repeat(32)}` as const }
    expect(await opinion({ ...reading, block })).toMatchObject({ state: 'different' })
  })

  it('names the pair whose log the first source left out', async () => {
    const { reading } = scenario
    const [pair, ...pairs] = reading.known.pairs
    expect(await opinion({ ...reading, known: { ...reading.known, pairs } })).toMatchObject({
      state: 'different',
      what: expect.stringContaining(`cBEAM ${pair!.cBeam} paired with the`),
    })
  })

  it('says that it could not check when the wallet does not answer or is behind', async () => {
    const { reading } = scenario
    const silent: Rpc = { label: 'wallet', kind: 'wallet', request: () => Promise.reject(new Error('no')) }
    expect(await opinion(reading, silent)).toMatchObject({ state: 'could-not-check' })
    const ahead = { ...reading, block: { ...reading.block, number: reading.block.number + 100n } }
    expect(await opinion(ahead)).toMatchObject({ state: 'could-not-check' })
  })
})

function without(rpc: Rpc, method: string): Rpc {
  return {
    ...rpc,
    request: (asked, params) =>
      asked === method
        ? Promise.reject(new RpcError(method, -32601, 'the method does not exist/is not available', null))
        : rpc.request(asked, params),
  }
}
