import fc from 'fast-check'
import { type Address, encodeDeployData, encodeFunctionData, type Hex, keccak256, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  dsPauseAbi as abi,
  callsActionAbi,
  callsActionHash,
  migrationActionsHash,
  protegoAbi,
} from '@/lib/abi'
import {
  type Client,
  creationCode,
  deploy,
  seed,
  send,
  startTestChain,
  type TestChain,
} from '@/lib/cli/test-chain'
import { readNote } from './note'
import { type Plan, planId } from './plan'
import { type PlanLog, rebuildPlans } from './plans'
import { planState } from './state'

const DELAY = 1_000n

let chain: TestChain
let client: Client
let owner: Address
let pause: Address
let protego: Address
let action: Address

beforeAll(async () => {
  chain = await startTestChain()
  client = chain.client
  ;[owner] = chain.accounts
  const bytecode = creationCode('DSPause')
  pause = await deploy(client, owner, encodeDeployData({ abi, bytecode, args: [DELAY, owner, zeroAddress] }))
  protego = await deploy(
    client,
    owner,
    encodeDeployData({ abi: protegoAbi, bytecode: creationCode('Protego'), args: [pause] }),
  )
  action = await deploy(client, owner, creationCode('CallsAction'))
})

afterAll(() => chain?.stop())

const isPlotted = (id: Hex) => client.readContract({ address: pause, abi, functionName: 'plans', args: [id] })
const act = (functionName: 'plot' | 'exec' | 'drop', { usr, tag, fax, eta }: Plan) =>
  send(client, owner, pause, encodeFunctionData({ abi, functionName, args: [usr, tag, fax, eta] }))

/** Notes of the pause, as a node gives them. */
async function notes(): Promise<PlanLog[]> {
  const logs = await client.getLogs({ address: pause, fromBlock: 0n })
  return logs.flatMap(({ topics, data, blockNumber, logIndex }) => {
    const note = readNote({ topics: [...topics], data })
    return note ? [{ ...note, blockNumber, logIndex }] : []
  })
}

const clock = async () => (await client.getBlock()).timestamp

/** A plan that makes no call, or one that sets the same delay again, which the pause notes as well. */
const planAt = (tag: Hex, eta: bigint, noted: boolean): Plan => {
  const data = encodeFunctionData({ abi, functionName: 'setDelay', args: [DELAY] })
  const calls = noted ? [{ target: pause, data }] : []
  const fax = encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [calls] })
  return { usr: action, tag, fax, eta }
}

describe(`plans against a chain (seed ${seed})`, () => {
  it('have the id that the contracts give them', async () => {
    const plans = fc.sample(
      fc.record({
        usr: fc.uint8Array({ minLength: 20, maxLength: 20 }),
        tag: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fax: fc.uint8Array({ maxLength: 200 }),
        eta: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
      }),
      { numRuns: 20, seed },
    )
    const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}` as Hex
    for (const { usr, tag, fax, eta } of plans) {
      const plan = { usr: hex(usr), tag: hex(tag), fax: hex(fax), eta }
      const args = [plan.usr, plan.tag, plan.fax, plan.eta] as const
      const id = await client.readContract({ address: protego, abi: protegoAbi, functionName: 'id', args })
      expect(planId(plan)).toBe(id)
    }
  })

  it('run code whose hash is known here', async () => {
    expect(keccak256((await client.getCode({ address: action })) ?? '0x')).toBe(callsActionHash)
    const migration = await deploy(client, owner, creationCode('MigrationActions'))
    expect(keccak256((await client.getCode({ address: migration })) ?? '0x')).toBe(migrationActionsHash)
  })

  it('are rebuilt from the notes as the pause holds them, in every state', async () => {
    const start = await clock()
    const plans = Array.from({ length: 8 }, (_, n) =>
      planAt(callsActionHash, start + DELAY + 50n * BigInt(n * n), n % 2 === 0),
    )
    const steps = fc.sample(
      fc.record({
        which: fc.nat(plans.length - 1),
        advance: fc.constantFrom(1n, 10n, 60n),
        kind: fc.constantFrom('plot' as const, 'plot' as const, 'exec' as const, 'drop' as const),
      }),
      { numRuns: 90, seed },
    )
    for (const { which, advance, kind } of steps) {
      const plan = plans[which]
      if (!plan) continue
      const now = (await clock()) + advance
      const plotted = await isPlotted(planId(plan))
      const allowed =
        kind === 'plot' ? plan.eta >= now + DELAY : kind === 'exec' ? plotted && now >= plan.eta : true
      if (!allowed) continue
      await client.setNextBlockTimestamp({ timestamp: now })
      await act(kind, plan)
    }
    // The random steps may leave a state out, so each end comes about here at least once.
    const late = (await clock()) + 2n * DELAY
    const [last, dropped, open] = [late, late + 1n, late + 2n].map((eta) =>
      planAt(callsActionHash, eta, true),
    )
    for (const plan of [last, dropped, open]) await act('plot', plan as Plan)
    await act('drop', dropped as Plan)
    await client.setNextBlockTimestamp({ timestamp: late })
    await act('exec', last as Plan)

    const now = await clock()
    const rebuilt = rebuildPlans(await notes())
    const states = await Promise.all(
      rebuilt.map(async ({ id, status, eta }) => {
        const plotted = await isPlotted(id)
        expect(status === 'plotted').toBe(plotted)
        return planState(plotted, status, eta, now)
      }),
    )
    expect(new Set(states)).toEqual(
      new Set(['executed', 'dropped', 'waiting', ...states.filter((state) => state === 'ready')]),
    )
  })
})
