import fc from 'fast-check'
import { type Address, encodeFunctionData, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beamStateAbi, configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import {
  type Client,
  LAST_TIME,
  type Outcome,
  outcome,
  START,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { MAX_UINT256, max, min, seconds, wad } from '@/lib/math'
import { deploySorl } from '@/lib/testing/stages/sorl'
import { amount, describeCase, storedLimit } from '@/lib/testing/states/limits'
import {
  allowedBand,
  applySetRateLimit,
  isLocked,
  type Judgement,
  judge,
  nextIncreaseAt,
  type SorlInputs,
} from './sorl'
import type { LimitParams, RateLimit } from './types'

const KEY = toHex('key', { size: 32 })

let chain: TestChain
let client: Client
let admin: Address
let cBeam: Address
let rateLimits: Address
let beamState: Address
let configurator: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[admin, cBeam] = chain.accounts
  ;({ rateLimits, beamState, configurator } = await deploySorl(client, admin, cBeam))
})

afterAll(() => chain?.stop())

type StateCall =
  | { functionName: 'setCBeamForRateLimits' | 'unsetCBeamForRateLimits'; args: readonly [Address, Address] }
  | { functionName: 'setHop' | 'setMaxChange'; args: readonly [Address, bigint] }
  | { functionName: 'addInitRateLimits'; args: readonly [`0x${string}`, Address, bigint, bigint] }
  | { functionName: 'stop' | 'start'; args: readonly [] }

async function onState(call: StateCall): Promise<void> {
  await send(client, admin, beamState, encodeFunctionData({ abi: beamStateAbi, ...call }))
}

async function store({ maxAmount, slope, lastAmount, lastUpdated }: RateLimit): Promise<void> {
  const args = [KEY, maxAmount, slope, lastAmount, lastUpdated] as const
  const data = encodeFunctionData({ abi: rateLimitsAbi, functionName: 'setRateLimitData', args })
  await send(client, admin, rateLimits, data)
}

const setRateLimitData = ({ maxAmount, slope }: LimitParams) =>
  encodeFunctionData({
    abi: configuratorAbi,
    functionName: 'setRateLimit',
    args: [rateLimits, KEY, maxAmount, slope],
  })

const setRateLimit = (next: LimitParams, t: bigint): Promise<Outcome> =>
  outcome(client, cBeam, configurator, setRateLimitData(next), t)

/** A number to ask for, described by what it is close to. */
type Choice = {
  readonly near: 'zero' | 'half' | 'current' | 'init' | 'band' | 'top' | 'any'
  readonly by: bigint
}

const choice: fc.Arbitrary<Choice> = fc.record({
  near: fc.constantFrom<Choice['near']>(
    'zero',
    'half',
    'current',
    'init',
    'band',
    'band',
    'band',
    'top',
    'any',
  ),
  by: fc.constantFrom(-1n, 0n, 0n, 0n, 1n),
})

function chosen({ near, by }: Choice, part: keyof LimitParams, inputs: SorlInputs, any: bigint): bigint {
  const current = inputs.limit[part]
  const values = {
    zero: 0n,
    half: current / 2n,
    current,
    init: inputs.init[part],
    band: allowedBand(inputs)[part],
    top: MAX_UINT256,
    any,
  }
  return min(max(values[near] + by, 0n), MAX_UINT256)
}

/** What the timelock, the Core Council and governance change between two calls of the cBEAM. */
type Change =
  | { readonly do: 'setHop' | 'setMaxChange'; readonly general: boolean; readonly value: bigint }
  | { readonly do: 'init'; readonly general: boolean; readonly params: LimitParams }
  | { readonly do: 'limit'; readonly limit: RateLimit }
  | { readonly do: 'unsetHop' | 'stop' | 'start' | 'pair' | 'unpair' | 'nothing' }

const oneOf = <Do extends Change['do']>(...names: Do[]) => fc.record({ do: fc.constantFrom(...names) })

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: oneOf('nothing') },
  // Ends sooner than it begins, or most calls of the walk would be refused.
  { weight: 8, arbitrary: oneOf('start', 'pair') },
  { weight: 1, arbitrary: oneOf('stop', 'unpair') },
  { weight: 1, arbitrary: oneOf('unsetHop') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('setHop' as const),
      general: fc.boolean(),
      value: fc.constantFrom(0n, 1n, 57_600n, 64_800n, 64_800n, MAX_UINT256),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('setMaxChange' as const),
      general: fc.boolean(),
      value: fc.oneof(
        fc.constantFrom(10n ** 18n, 12n * 10n ** 17n, 125n * 10n ** 16n, MAX_UINT256),
        fc.bigInt({ min: 10n ** 18n, max: 10n ** 20n }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('init' as const),
      general: fc.boolean(),
      params: fc.oneof(
        fc.record({ maxAmount: amount, slope: amount }),
        fc.constantFrom(
          { maxAmount: 0n, slope: 0n },
          { maxAmount: MAX_UINT256, slope: 0n },
          { maxAmount: MAX_UINT256, slope: 1n },
        ),
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('limit' as const), limit: storedLimit(START) }) },
)

async function make(step: Change): Promise<void> {
  switch (step.do) {
    case 'setHop':
    case 'setMaxChange':
      return onState({ functionName: step.do, args: [step.general ? zeroAddress : rateLimits, step.value] })
    case 'init': {
      const { maxAmount, slope } = step.params
      const under = step.general ? zeroAddress : rateLimits
      return onState({ functionName: 'addInitRateLimits', args: [KEY, under, maxAmount, slope] })
    }
    case 'limit':
      return store(step.limit)
    case 'unsetHop':
      await onState({ functionName: 'setHop', args: [zeroAddress, 0n] })
      return onState({ functionName: 'setHop', args: [rateLimits, 0n] })
    case 'stop':
    case 'start':
      return onState({ functionName: step.do, args: [] })
    case 'pair':
      return onState({ functionName: 'setCBeamForRateLimits', args: [rateLimits, cBeam] })
    case 'unpair':
      return onState({ functionName: 'unsetCBeamForRateLimits', args: [rateLimits, cBeam] })
    case 'nothing':
      return
    default:
      step satisfies never
  }
}

async function readInputs(): Promise<SorlInputs> {
  const state = { address: beamState, abi: beamStateAbi } as const
  const [limit, init, hop, maxChange, zzz, stopped, paired] = await Promise.all([
    readLimit(),
    client.readContract({ ...state, functionName: 'getInitRateLimits', args: [KEY, rateLimits] }),
    client.readContract({ ...state, functionName: 'getHop', args: [rateLimits] }),
    client.readContract({ ...state, functionName: 'getMaxChange', args: [rateLimits] }),
    readZzz(),
    client.readContract({ ...state, functionName: 'stopped' }),
    client.readContract({ ...state, functionName: 'rateLimitsCBeams', args: [rateLimits, cBeam] }),
  ])
  return { limit, init, hop: seconds(hop), maxChange: wad(maxChange), zzz, stopped, paired: paired === 1n }
}

const readLimit = () =>
  client.readContract({
    address: rateLimits,
    abi: rateLimitsAbi,
    functionName: 'getRateLimitData',
    args: [KEY],
  })
const readZzz = () =>
  client.readContract({
    address: configurator,
    abi: configuratorAbi,
    functionName: 'zzz',
    args: [rateLimits, KEY],
  })

describe(`the SORL against the Configurator on a chain (seed ${seed})`, () => {
  it('judges every call as the contract does, and predicts what the call leaves behind', async () => {
    const steps = fc.sample(
      fc.record({
        change,
        advance: fc.constantFrom(1n, 2n, 3_600n, 57_600n, 64_799n, 64_800n, 100_000n),
        maxAmount: choice,
        slope: choice,
        any: amount,
      }),
      { numRuns: 600, seed },
    )
    const seen = new Map<string, number>()
    for (const step of steps) {
      await make(step.change)
      const inputs = await readInputs()
      const next = {
        maxAmount: chosen(step.maxAmount, 'maxAmount', inputs, step.any),
        slope: chosen(step.slope, 'slope', inputs, step.any),
      }
      const t = (await client.getBlock()).timestamp + step.advance
      const verdict = judge(inputs, next, t)
      const what = `${next.maxAmount}, ${next.slope} on ${describeCase(inputs.limit, t)}`
      const label = verdict.ok ? verdict.kind : verdict.reason
      seen.set(label, (seen.get(label) ?? 0) + 1)

      expect(await setRateLimit(next, t), what).toEqual(
        verdict.ok ? { data: '0x' } : { revert: verdict.reason },
      )
      await expectTimes(inputs, next, t)
      if (!verdict.ok) continue

      await client.setNextBlockTimestamp({ timestamp: t })
      await send(client, cBeam, configurator, setRateLimitData(next))
      expect(await readLimit(), what).toEqual(applySetRateLimit(inputs.limit, next, t, inputs.init))
      const spendsHop = verdict.kind === 'increase' && !isLocked(inputs)
      expect(await readZzz(), what).toBe(spendsHop ? t : inputs.zzz)
    }
    // A walk that never meets a branch proves nothing about it.
    expect([...seen.keys()].sort()).toEqual([
      'Configurator/exceeds-max-amount',
      'Configurator/exceeds-max-slope',
      'Configurator/hop-not-set',
      'Configurator/increment-too-soon',
      'Configurator/not-authorized-ratelimits-cBeam',
      'Configurator/stopped',
      'Configurator/unlimited-incorrect-params',
      'Panic(0x11)',
      'decrease',
      'increase',
      'same',
    ])
  })
})

/** Checks the times that the console promises: one second before, the call is too soon; in that second, it passes. */
async function expectTimes(inputs: SorlInputs, next: LimitParams, t: bigint): Promise<void> {
  const verdict = judge(inputs, next, t)
  if (!verdict.ok && verdict.at !== undefined && verdict.at < LAST_TIME) {
    expect(await setRateLimit(next, verdict.at)).toEqual(expected(judge(inputs, next, verdict.at)))
    expect(await setRateLimit(next, verdict.at - 1n)).toEqual({ revert: 'Configurator/increment-too-soon' })
  }

  const promised = nextIncreaseAt(inputs, t)
  if (promised.at === undefined || promised.at >= LAST_TIME) return
  const at = max(promised.at, t)
  const { maxAmount, slope, unlimitedOnly } = allowedBand(inputs)
  // At that time everything in the band passes; a limit whose refill has overflowed is promised no time.
  expect(await setRateLimit({ maxAmount, slope }, at)).toEqual({ data: '0x' })
  if (unlimitedOnly || maxAmount === MAX_UINT256) return
  expect(await setRateLimit({ maxAmount: maxAmount + 1n, slope }, at)).toHaveProperty('revert')
}

const expected = (verdict: Judgement): Outcome => (verdict.ok ? { data: '0x' } : { revert: verdict.reason })
