import fc from 'fast-check'
import { toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { beamStateAbi, configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import { type Client, START, seed, startTestChain, type TestChain } from '@/lib/cli/test-chain'
import { seconds, WAD, wad } from '@/lib/math'
import { type Block, type Call, call, simulate } from '@/lib/testing/stages/simulate'
import { deploySorl, type SorlStage } from '@/lib/testing/stages/sorl'
import { planTo } from './planner'
import type { SorlInputs } from './sorl'
import type { LimitParams } from './types'

const KEY = toHex('key', { size: 32 })
const DAY = 86_400n
/** When the first step may be made [unix s]. */
const T = START + DAY

let chain: TestChain
let client: Client
let stage: SorlStage

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  const [admin, cBeam] = chain.accounts
  stage = await deploySorl(client, admin, cBeam)
})

afterAll(() => chain?.stop())

const number = fc.oneof(
  fc.bigInt({ min: 1_000n, max: 10n ** 6n }),
  fc.bigInt({ min: 10n ** 18n, max: 10n ** 27n }),
)
const params = fc.record({ maxAmount: number, slope: number })

/** A limit, what may be done with it, and a target that is higher, lower, or both. */
const ramps = fc.record({
  limit: params,
  init: fc.oneof(
    { weight: 3, arbitrary: fc.constant({ maxAmount: 0n, slope: 0n }) },
    { arbitrary: params, weight: 1 },
  ),
  factor: fc.record({
    maxAmount: fc.bigInt({ min: 1n, max: 60n }),
    slope: fc.bigInt({ min: 1n, max: 60n }),
  }),
  hop: fc.bigInt({ min: 1n, max: 2n * DAY }),
  change: fc.bigInt({ min: (110n * WAD) / 100n, max: 2n * WAD }),
})

const onState = (functionName: 'setHop' | 'setMaxChange', value: bigint): Call =>
  call(stage.admin, stage.beamState, { abi: beamStateAbi, functionName, args: [zeroAddress, value] })

const setRateLimit = ({ maxAmount, slope }: LimitParams): Call =>
  call(stage.cBeam, stage.configurator, {
    abi: configuratorAbi,
    functionName: 'setRateLimit',
    args: [stage.rateLimits, KEY, maxAmount, slope],
  })

/** A call, and how it has to end: `passes`, or the reason of its revert. */
interface Expected {
  readonly call: Call
  readonly ends: string
}

/** Brings the chain to the state from which a plan begins. */
const prepare = ({ limit, init, hop, maxChange }: SorlInputs): readonly Call[] => [
  onState('setHop', hop),
  onState('setMaxChange', maxChange),
  call(stage.admin, stage.beamState, {
    abi: beamStateAbi,
    functionName: 'addInitRateLimits',
    args: [KEY, zeroAddress, init.maxAmount, init.slope],
  }),
  call(stage.admin, stage.rateLimits, {
    abi: rateLimitsAbi,
    functionName: 'setRateLimitData',
    args: [KEY, limit.maxAmount, limit.slope, limit.lastAmount, limit.lastUpdated],
  }),
]

/** Adds calls at a time to the blocks, of which no two have one time. */
function play(blocks: Map<bigint, Expected[]>, time: bigint, ...calls: Expected[]): void {
  const block = blocks.get(time) ?? []
  blocks.set(time, [...block, ...calls])
}

/** The whole plan: each step a second early, a unit too high, and as planned. */
function blocksOf(inputs: SorlInputs, target: LimitParams): Map<bigint, Expected[]> {
  const blocks = new Map<bigint, Expected[]>()
  let before: LimitParams = inputs.limit
  for (const [index, { at, to }] of planTo(inputs, target, seconds(T), 'hop').steps.entries()) {
    const rises = to.maxAmount > before.maxAmount || to.slope > before.slope
    // The first increase of a key waits for nothing.
    if (rises && index > 0) {
      play(blocks, at - 1n, { call: setRateLimit(to), ends: 'Configurator/increment-too-soon' })
    }
    for (const [part, reason] of [
      ['maxAmount', 'Configurator/exceeds-max-amount'],
      ['slope', 'Configurator/exceeds-max-slope'],
    ] as const) {
      if (to[part] === target[part]) continue
      play(blocks, at, { call: setRateLimit({ ...to, [part]: to[part] + 1n }), ends: reason })
    }
    play(blocks, at, { call: setRateLimit(to), ends: 'passes' })
    before = to
  }
  return blocks
}

it(`plans 1,000 ramps that the Configurator takes to the second and to the unit (seed ${seed})`, async () => {
  let steps = 0
  let refusals = 0
  for (const { limit, init, factor, hop, change } of fc.sample(ramps, { numRuns: 1_000, seed })) {
    const inputs: SorlInputs = {
      limit: { ...limit, lastAmount: 0n, lastUpdated: seconds(START) },
      ...{ init, hop: seconds(hop), maxChange: wad(change), zzz: seconds(0n), stopped: false },
    }
    // Up to 15 times as much, and down to a quarter.
    const target = {
      maxAmount: (limit.maxAmount * factor.maxAmount) / 4n,
      slope: (limit.slope * factor.slope) / 4n,
    }
    const planned = [...blocksOf(inputs, target)].sort(([a], [b]) => (a < b ? -1 : 1))
    const blocks: Block[] = [
      { time: T - 2n, calls: prepare(inputs) },
      ...planned.map(([time, calls]) => ({ time, calls: calls.map((one) => one.call) })),
    ]
    const [prepared, ...outcomes] = await simulate(client, blocks)
    expect(prepared?.map(({ revert }) => revert)).toEqual([undefined, undefined, undefined, undefined])
    const ended = outcomes.map((block) => block.map(({ revert }) => revert ?? 'passes'))
    expect(ended, `${limit.maxAmount}, ${limit.slope} to ${target.maxAmount}, ${target.slope}`).toEqual(
      planned.map(([, calls]) => calls.map(({ ends }) => ends)),
    )
    const all = ended.flat()
    steps += all.filter((end) => end === 'passes').length
    refusals += all.filter((end) => end !== 'passes').length
  }
  process.stdout.write(`1,000 ramps: ${steps} steps accepted at their second, ${refusals} calls refused\n`)
  expect(steps).toBeGreaterThan(3_000)
  expect(refusals).toBeGreaterThan(5_000)
})
