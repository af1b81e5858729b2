import { type Address, type Hex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RoleName, roles } from '@/contracts/script/roles'
import { type Action, type ActionRequest, buildAction, decodeCall, readinessOf } from '@/lib/actions'
import { MAX_UINT256, WAD } from '@/lib/math'
import { RpcError } from './errors'
import { proveNoLie, proveReview, reviewFor } from './proof/testing'
import type { Reading } from './reader'
import type { Rpc } from './rpc'
import { isOfLens } from './second-codes'
import { secondOpinion } from './second-source'
import { modelOf, readAgain, readScenario, type ScenarioReading } from './testing'

let scenario: ScenarioReading
let diamond: Address
let snapshot: Hex

beforeAll(async () => {
  scenario = await readScenario()
  diamond = scenario.deployment.generators[0]!.addresses.diamond
  // What governance executes as, and no key signs for.
  await scenario.rpc.request('anvil_impersonateAccount', [addressOf('pauseProxy')])
  await scenario.rpc.request('anvil_setBalance', [addressOf('pauseProxy'), toHex(10n ** 18n)])
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})
afterAll(() => scenario.chain.stop())

/** Somebody of the scenario, or what governance executes as. */
type Who = RoleName | 'pauseProxy'

function addressOf(who: Who): Address {
  if (who !== 'pauseProxy') return roles[who].address
  const pauseProxy = scenario.deployment.governance?.pauseProxy
  if (!pauseProxy) throw new Error('The deployment names no pause proxy')
  return pauseProxy
}

const reviewBy = (who: Who, request: ActionRequest, sources?: readonly Rpc[]) =>
  reviewFor(scenario, addressOf(who), request, sources)

const limit = (index: number) => modelOf(scenario.deployment, scenario.reading).generators[0]!.limits[index]!

/** A request about a limit, by what its present numbers are made to. */
function limitRequest(
  kind: 'raise-limit' | 'lower-limit' | 'remove-limit',
  index: number,
  to: (now: bigint) => bigint,
) {
  const { id, maxAmount, slope } = limit(index)
  if (!maxAmount.ok || !slope.ok) throw new Error('The limit was not read')
  return {
    kind,
    generator: diamond,
    key: id,
    maxAmount: to(maxAmount.value),
    slope: to(slope.value),
  } as const
}

/** A step of Keel's migration, which is in dual-run. */
const step = (kind: 'migrate' | 'migrate-back', amount: bigint) =>
  ({ kind, generator: diamond, prime: 'keel', ilk: 'ALLOCATOR-NOVA-A', amount }) as const

const vaultOf = (prime: string) => ({ generator: diamond, prime }) as const
const pause = (prime: string, takes: boolean, withdrawals: boolean, duration = 3_600n) =>
  ({ kind: 'pause-vault', ...vaultOf(prime), takes, withdrawals, duration }) as const

type Case = readonly [string, Who, () => ActionRequest]

const cases: readonly Case[] = [
  [
    'freezing a relayer',
    'freezer',
    () => ({ kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer1.address }),
  ],
  [
    'freezing the last of two',
    'freezer',
    () => ({ kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer2.address }),
  ],
  ['freezing all', 'freezer', () => ({ kind: 'freeze-all', generator: diamond })],
  [
    'freezing somebody who is no relayer',
    'freezer',
    () => ({ kind: 'freeze-relayer', generator: diamond, relayer: roles.keeper.address }),
  ],
  ['pausing the timelock with PAUSER_ROLE', 'emergencyWallet', () => ({ kind: 'pause-timelock' })],
  ['pausing the timelock through PASMom', 'pauseProxy', () => ({ kind: 'pause-timelock' })],
  ['stopping the Configurator with IMMEDIATE', 'coreCouncil', () => ({ kind: 'stop-configurator' })],
  ['stopping the Configurator through PASMom', 'pauseProxy', () => ({ kind: 'stop-configurator' })],
  [
    'raising a limit to the wei of the band',
    'cBeam',
    () => limitRequest('raise-limit', 0, (now) => (now * 125n) / 100n),
  ],
  ['lowering a limit', 'cBeam', () => limitRequest('lower-limit', 0, (now) => now / 3n)],
  [
    'lowering a limit that was raised an hour ago',
    'cBeam',
    () => limitRequest('lower-limit', 1, (now) => now - 1n),
  ],
  ['removing a limit', 'cBeam', () => limitRequest('remove-limit', 0, () => 0n)],
  [
    'freezing a relayer as a guardian',
    'guardian1',
    () => ({ kind: 'guardian-freeze', beam: roles.relayer1.address }),
  ],
  [
    'freezing the Core Council as a guardian',
    'guardian24',
    () => ({ kind: 'guardian-freeze', beam: roles.coreCouncil.address }),
  ],
  ['migrating to the wei of the limit', 'relayer1', () => step('migrate', 25_000_000n * WAD)],
  ['migrating a few wei', 'relayer2', () => step('migrate', 10n ** 9n)],
  ['migrating back', 'relayer1', () => step('migrate-back', 1_234_567n * WAD + 1n)],
  ['pausing the takes of a vault', 'cBeam', () => pause('keel', true, false)],
  ['pausing the withdrawals of a vault', 'cBeam', () => pause('keel', false, true)],
  ['pausing all of a vault', 'cBeam', () => pause('spark', true, true)],
  [
    'setting a policy in a period that is partly used',
    'cBeam',
    () => ({ kind: 'set-withdrawal-policy', ...vaultOf('spark'), share: WAD / 2n, period: 86_401n }),
  ],
  [
    'setting a policy that leaves nothing of the period',
    'cBeam',
    () => ({ kind: 'set-withdrawal-policy', ...vaultOf('spark'), share: WAD / 10n, period: 2n * 86_400n }),
  ],
  [
    'setting the liquidity buffer of a vault',
    'cBeam',
    () => ({ kind: 'set-liquidity-buffer', ...vaultOf('keel'), assets: 3_141_592n * WAD + 1n }),
  ],
  ['revoking a cBEAM', 'coreCouncil', () => ({ kind: 'revoke-cbeam', cBeam: roles.cBeam.address })],
]

describe.each(cases)('%s', (_, role, request) => {
  it('changes what it states and nothing else, and the chain then does the same', async () => {
    await proveReview(scenario, await reviewBy(role, request()))
    await scenario.rpc.request('evm_revert', [snapshot])
    snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
  })

  it('turns red for every lie about it', async () => {
    proveNoLie(await reviewBy(role, request()), request())
  })

  it('hands the wallet bytes that read back as the call', async () => {
    const { action } = await reviewBy(role, request())
    for (const call of action.calls) {
      expect(decodeCall(call.data)).toMatchObject({ selector: call.data.slice(0, 10) })
    }
  })
})

describe('the pause of a vault', () => {
  it('is ended as stated, and then waits for its cool-down, on the chain and before it', async () => {
    const whole = scenario
    const paused = await reviewBy('cBeam', pause('keel', true, true))
    await proveReview(scenario, paused)
    scenario = { ...whole, reading: await readAgain(whole.rpc, whole.deployment) }

    const again = await reviewBy('cBeam', pause('keel', true, false))
    expect(again).toMatchObject({ state: 'would-revert', reason: 'SparkVault/cool-down' })
    expect(readinessOf(again.action)).toMatchObject({
      state: 'blocked',
      because: [{ text: 'Next pause of takes 2026-11-21 09:00 UTC, in 1 d (SparkVault/cool-down)' }],
    })
    const request = { kind: 'unpause-vault', ...vaultOf('keel'), takes: true, withdrawals: false } as const
    const ended = await reviewBy('cBeam', request)
    proveNoLie(ended, request)
    await proveReview(scenario, ended)

    await whole.rpc.request('evm_revert', [snapshot])
    snapshot = await whole.rpc.request<Hex>('evm_snapshot', [])
    scenario = whole
  })

  it('is no longer than governance allows, by the contract and before it', async () => {
    const longest = 3n * 86_400n
    expect(await reviewBy('cBeam', pause('keel', true, true, longest))).toMatchObject({ state: 'simulated' })
    const review = await reviewBy('cBeam', pause('keel', true, true, longest + 1n))
    expect(review).toMatchObject({ state: 'would-revert', reason: 'SparkVault/pause-too-long' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })
})

describe('a review', () => {
  it('names the reason for which it would revert, and when it would not', async () => {
    const review = await reviewBy(
      'cBeam',
      limitRequest('raise-limit', 1, (now) => now + 1n),
    )
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/increment-too-soon' })
    const readiness = readinessOf(review.action)
    expect(readiness).toMatchObject({
      state: 'blocked',
      because: [
        { text: 'Next increase 2026-11-21 01:00 UTC, in 16 h 59 min (Configurator/increment-too-soon)' },
      ],
    })
  })

  it('refuses one wei above the band by the contract and before it', async () => {
    const request = limitRequest('raise-limit', 0, (now) => (now * 125n) / 100n)
    const review = await reviewBy('cBeam', { ...request, maxAmount: request.maxAmount + 1n })
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/exceeds-max-amount' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })

  it('says that a key with an unlimited init can be set to nothing else', async () => {
    const review = await reviewBy('cBeam', { ...limitRequest('lower-limit', 2, () => 1n), slope: 0n })
    expect(review).toMatchObject({ state: 'would-revert', reason: 'Configurator/unlimited-incorrect-params' })
    expect(readinessOf(review.action).state).toBe('blocked')
  })

  it('shows a stranger what is missing', async () => {
    for (const request of [
      { kind: 'freeze-relayer', generator: diamond, relayer: roles.relayer1.address },
      { kind: 'pause-timelock' },
      { kind: 'stop-configurator' },
      limitRequest('remove-limit', 0, () => 0n),
      { kind: 'guardian-freeze', beam: roles.relayer1.address },
      { kind: 'revoke-cbeam', cBeam: roles.cBeam.address },
      pause('keel', true, true),
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

  it('could not check, rather than would revert, when no node answers', async () => {
    const dead: Rpc = {
      label: 'dead',
      kind: 'node',
      request: () => Promise.reject(new Error('could not be reached')),
    }
    const request = { kind: 'freeze-all', generator: diamond } as const
    expect(await reviewBy('freezer', request, [dead])).toMatchObject({ state: 'could-not-check' })
  })

  it('accepts the greatest and the least amount exactly', async () => {
    const request = { ...limitRequest('lower-limit', 2, () => 1n), slope: 0n }
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

describe('second source', () => {
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

  it('contradicts a picture that was tampered with, in one value, one code or in its hash', async () => {
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
