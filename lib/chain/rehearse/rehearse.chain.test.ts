import { type Hex, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitGates } from '@/lib/console/cutover/exit-gates'
import { leavesByPath } from '@/lib/leaf/leaves'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { readHasMulticall } from '../read/reader'
import { isSimulationUnavailable } from '../simulate/block'
import { type Rehearsal, rehearse } from '.'

let scenario: ScenarioReading
let found: Rehearsal

beforeAll(async () => {
  scenario = await readScenario()
  const { rpc, deployment, reading } = scenario
  const time = reading.block.timestamp + 1n
  const hasMulticall = await readHasMulticall(rpc)
  found = await rehearse(rpc, { deployment, reading, time, hasMulticall, only: ['keel'] })
})
afterAll(() => scenario.chain.stop())

/** Everything that differs between two models, but for the hash of the block. */
function differences(one: object, other: object): readonly string[] {
  const [a, b] = [leavesByPath(one), leavesByPath(other)]
  const text = (leaf: unknown) =>
    JSON.stringify(leaf, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
  const valueAt = (leaves: typeof a, path: Parameters<typeof a.get>[0]) => {
    const leaf = leaves.get(path)
    return leaf?.ok ? text(leaf.value) : 'unknown'
  }
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((path) =>
    valueAt(a, path) === valueAt(b, path) ? [] : [`${path}: ${valueAt(a, path)} | ${valueAt(b, path)}`],
  )
}

describe('a rehearsal of what comes next', () => {
  it('moves the debt of the Prime in dual-run in three steps, as its limit refills, and then halts', () => {
    expect(found.steps.map(({ outcome }) => outcome.ok)).toEqual([true, true, true])
    const left = found.steps.map(({ after }) => {
      const keel = after.generators[0]?.primes.find(({ id }) => id === 'keel')
      return keel?.legacyDebt.ok ? keel.legacyDebt.value : null
    })
    expect(left.at(-1)).toBe(0n)
    expect(left[0]).toBeGreaterThan(left[1] ?? 0n)
    expect(found.halts.map(({ why }) => why)).toEqual([
      'Its debt is moved; the cutover is a spell of governance',
    ])
  })

  it('keeps every identity after each step, and opens no gate too soon', () => {
    for (const { after } of found.steps) {
      expect(after.identities.filter(({ holds }) => !(holds.ok && holds.value))).toEqual([])
      const gates = exitGates(after, [])
      expect(gates.map(({ open }) => open.ok && open.value)).toEqual([false, false, false, false])
    }
  })

  it('goes on behind what was played, and finds the same', async () => {
    const { rpc, deployment, reading } = scenario
    const input = {
      ...{ deployment, reading, time: reading.block.timestamp + 1n, only: ['keel'] },
      ...{ hasMulticall: await readHasMulticall(rpc), most: 2 },
    }
    const some = await rehearse(rpc, input)
    expect([some.steps.length, some.more]).toEqual([2, 1n])
    expect(some.halts.map(({ why }) => why)).toEqual(['1 step more would follow and is not played'])
    const all = await rehearse(rpc, { ...input, behind: some })
    expect(all.steps.map(({ step }) => step)).toEqual(found.steps.map(({ step }) => step))
    expect([all.halts, all.more]).toEqual([found.halts, 0n])
    const [last, same] = [all, found].map(({ steps }) => steps.at(-1)?.after)
    expect(last && same && differences(last, same)).toEqual([])
  })

  it('equals what then happens on the chain, model by model at equal time', async () => {
    const { rpc, deployment, reading } = scenario
    const { watchedHashes } = reading.known
    await rpc.request('anvil_autoImpersonateAccount', [true])
    for (const { step, after } of found.steps) {
      await rpc.request('evm_setNextBlockTimestamp', [Number(step.time)])
      for (const { from, to, data } of step.calls) {
        const { status } = await rpc.request<{ status: Hex }>('eth_sendTransactionSync', [
          { from, to, data, gas: toHex(10_000_000) },
        ])
        expect(status).toBe('0x1')
      }
      const real = modelOf(deployment, await readAgain(rpc, deployment, watchedHashes), step.time)
      expect(real.block.number).toBe(after.block.number)
      expect(differences(after, real)).toEqual([])
      expect(after.checks.map(({ id }) => id)).toEqual(real.checks.map(({ id }) => id))
    }
  })

  it('says that it cannot be made on a node without simulation', async () => {
    const { deployment, reading } = scenario
    const without = {
      ...scenario.rpc,
      request: <T>(method: string, params: readonly unknown[] = []): Promise<T> =>
        scenario.rpc.request<T>(method === 'eth_simulateV1' ? 'eth_noSuchMethod' : method, params),
    }
    const input = {
      deployment,
      reading,
      time: reading.block.timestamp + 1n,
      hasMulticall: true,
      only: ['keel'],
    }
    await expect(rehearse(without as typeof scenario.rpc, input)).rejects.toSatisfy(isSimulationUnavailable)
  })
})
