import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArtifact } from '@/contracts/script/artifacts'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { ConsoleModel, OperationModel } from '@/lib/console/model'
import { leavesOf } from '@/lib/leaf/leaves'
import { modelOf, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { read, readHead } from './reader'

let scenario: ScenarioReading
let whole: ConsoleModel

beforeAll(async () => {
  scenario = await readScenario()
  whole = modelOf(scenario.deployment, scenario.reading)
})
afterAll(() => scenario.chain.stop())

/** A reading from nothing, with what was learned from logs changed. */
async function readWith(change: Partial<Watchlist>): Promise<ConsoleModel> {
  const { rpc, deployment, reading } = scenario
  const known = { ...reading.known, ...change }
  const fresh = await read(rpc, deployment, await readHead(rpc), known, { hasMulticall: true })
  return modelOf(deployment, fresh)
}

const isPending = ({ state }: OperationModel) =>
  state.ok && (state.value === 'waiting' || state.value === 'ready')

/** Calls and standing of what is pending, by id. */
const pendingIn = (model: ConsoleModel): ReadonlyMap<Hex, unknown> =>
  new Map(
    modelUnit(model)
      .timelock.operations.filter(isPending)
      .map(({ id, queued: { calls, predecessor, salt, proven }, executable }) => [
        id,
        { calls, predecessor, salt, proven, executable: executable.ok ? executable.value : null },
      ]),
  )

describe('a timelock that lists its operations', () => {
  it('is known in full with logs, and without any', async () => {
    expect(modelUnit(whole).timelock.list?.ids).toMatchObject({ ok: true })
    expect(pendingIn(whole).size).toBeGreaterThan(2)
    const blind = await readWith({ timelock: [] })
    expect(pendingIn(blind)).toEqual(pendingIn(whole))
    expect(modelUnit(blind).timelock.complete).toMatchObject({ ok: true, value: true })
    expect(leavesOf(modelUnit(blind).timelock).filter(({ leaf }) => !leaf.ok)).toEqual([])
    expect([...pendingIn(blind).values()]).toEqual(
      [...pendingIn(blind).values()].map(() => expect.objectContaining({ proven: true })),
    )
  })

  it('shows only what it holds, though logs say that more is pending', async () => {
    const unended = scenario.reading.known.timelock.filter(
      ({ eventName }) => eventName !== 'Cancelled' && eventName !== 'CallExecuted',
    )
    const misled = await readWith({ timelock: unended })
    expect(pendingIn(misled)).toEqual(pendingIn(whole))
    expect(modelUnit(misled).timelock.complete).toMatchObject({ ok: true, value: true })
  })
})

describe('the older timelock, which only counts', () => {
  beforeAll(async () => {
    const { timelock } = deployedUnit(scenario.deployment)
    const { deployedBytecode } = readArtifact('CountingTimelock')
    await scenario.rpc.request('anvil_setCode', [timelock, deployedBytecode])
    await scenario.rpc.request('evm_mine', [])
  })

  it('is read by its events, and held against its count', async () => {
    const older = await readWith({})
    expect(modelUnit(older).timelock.list).toBeNull()
    expect(modelUnit(older).timelock.operationCount).toMatchObject({ ok: true, value: 4n })
    expect(pendingIn(older)).toEqual(pendingIn(whole))
    expect(modelUnit(older).timelock.complete).toMatchObject({ ok: true, value: true })
    expect(leavesOf(modelUnit(older).timelock).filter(({ leaf }) => !leaf.ok)).toEqual([])
  })

  it('is not called complete where a log was left out', async () => {
    const [pending] = pendingIn(whole).keys()
    const hidden = scenario.reading.known.timelock.filter(({ args }) => args.id !== pending)
    const blind = await readWith({ timelock: hidden })
    expect(pendingIn(blind).size).toBe(pendingIn(whole).size - 1)
    expect(modelUnit(blind).timelock.complete).toMatchObject({ ok: true, value: false })
  })
})
