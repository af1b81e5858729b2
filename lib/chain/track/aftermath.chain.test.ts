import { encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { beamTimeLockAbi } from '@/lib/abi'
import { type Action, type ActionCall, buildAction } from '@/lib/actions'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { deployedUnit } from '@/lib/testing/units'
import type { Rpc } from '../rpc'
import { type Aftermath, type AftermathInput, readAftermath } from './aftermath'
import type { BlockId } from './look'

let scenario: ScenarioReading
let snapshot: Hex

beforeAll(async () => {
  scenario = await readScenario()
})
afterAll(() => scenario.chain.stop())
beforeEach(async () => {
  if (snapshot) await scenario.rpc.request('evm_revert', [snapshot])
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})

/** The freeze of a relayer, as it is reviewed now. */
function freeze(): Action {
  const { deployment, reading } = scenario
  const generator = deployment.generators[0]!.addresses.diamond
  const request = { kind: 'freeze-relayer', generator, relayer: roles.relayer1.address } as const
  return buildAction(request, modelOf(deployment, reading), roles.freezer.address) as Action
}

const send = async (from: string, { to, data }: Pick<ActionCall, 'to' | 'data'>) =>
  scenario.rpc.request<Hex>('eth_sendTransaction', [{ from, to, data, gas: '0x7a1200' }])

type Receipt = Record<'blockNumber' | 'blockHash', Hex>

/** Mines what is sent in one block, or each in its own. */
async function mined(act: () => Promise<readonly Hex[]>, together = false): Promise<readonly BlockId[]> {
  const { rpc } = scenario
  if (together) await rpc.request('evm_setAutomine', [false])
  const hashes = await act()
  if (together) await rpc.request('evm_mine', [])
  await rpc.request('evm_setAutomine', [true])
  return Promise.all(
    hashes.map(async (hash) => {
      // A node that mines by itself answers with the hash before it has the receipt.
      const receipt = await vi.waitFor(
        async () => {
          const found = await rpc.request<Receipt | null>('eth_getTransactionReceipt', [hash])
          if (found === null) throw new Error(`${hash} is not mined`)
          return found
        },
        { timeout: 30_000, interval: 20 },
      )
      return { number: BigInt(receipt.blockNumber), hash: receipt.blockHash }
    }),
  )
}

async function became(
  action: Action,
  blocks: readonly BlockId[],
  changes: Partial<AftermathInput> = {},
): Promise<Aftermath> {
  const { rpc, deployment } = scenario
  const { known } = await readAgain(rpc, deployment)
  const { request, from, calls, effects } = action
  return readAftermath({
    ...{ sources: [rpc], deployment, known, request, from, calls, effects, watched: [], serverNodes: [] },
    ...{ first: blocks[0]!, last: blocks.at(-1)!, hasMulticall: async () => true },
    ...changes,
  })
}

const wallet = (): Rpc => ({ ...scenario.rpc, label: 'wallet', kind: 'wallet' })
const pause = () => ({
  to: deployedUnit(scenario.deployment).timelock,
  data: encodeFunctionData({ abi: beamTimeLockAbi, functionName: 'pause' }),
})

const verdicts = (aftermath: Aftermath) => {
  if (aftermath.state !== 'read' || aftermath.comparison.state !== 'compared')
    throw new Error(aftermath.state)
  const { effects, unexpected } = aftermath.comparison.diff
  return { effects: effects.map(({ verdict }) => verdict), unexpected: unexpected.map(({ path }) => path) }
}

const paused = () => `units/${deployedUnit(scenario.deployment).beamState}/timelock/paused`

describe('what became of a freeze', () => {
  it('is read at its block and before it, and checked with another source', async () => {
    const action = freeze()
    const blocks = await mined(async () => [await send(action.from, action.calls[0]!)])
    // Later events must not matter.
    await mined(async () => [await send(roles.emergencyWallet.address, pause())])
    const found = await became(action, blocks, { sources: [scenario.rpc, wallet()] })
    expect(found).toMatchObject({ span: 1n, opinions: [{ state: 'same', by: 'wallet' }] })
    expect(verdicts(found)).toEqual({ effects: ['as-stated', 'as-stated'], unexpected: [] })
  })

  it('reports what others did in its block as not stated', async () => {
    const action = freeze()
    const blocks = await mined(
      async () => [
        await send(action.from, action.calls[0]!),
        await send(roles.emergencyWallet.address, pause()),
      ],
      true,
    )
    expect(verdicts(await became(action, blocks)).unexpected).toContain(paused())
  })

  it('spans the blocks that it took', async () => {
    const action = freeze()
    const blocks = await mined(async () => [
      await send(action.from, action.calls[0]!),
      await send(roles.emergencyWallet.address, pause()),
    ])
    const found = await became(action, blocks)
    expect(found).toMatchObject({ span: 2n })
    expect(verdicts(found).unexpected).toContain(paused())
  })

  it('is reported missing where a transaction did nothing of it', async () => {
    const action = freeze()
    const blocks = await mined(async () => [await send(roles.emergencyWallet.address, pause())])
    expect(verdicts(await became(action, blocks)).effects).toEqual(['did-not-happen', 'did-not-happen'])
  })

  it('can be read through a wallet, which cannot give the earlier state at the same second', async () => {
    const action = freeze()
    const blocks = await mined(async () => [await send(action.from, action.calls[0]!)])
    expect(await became(action, blocks, { sources: [wallet()] })).toMatchObject({
      ...{ by: 'wallet', opinions: [] },
      comparison: { state: 'after-only', effects: [{ holds: true }, { holds: true }] },
    })
  })

  it('is given by the next source where one lacks the block, and by none where none has it', async () => {
    const action = freeze()
    const blocks = await mined(async () => [await send(action.from, action.calls[0]!)])
    const request: Rpc['request'] = (method, params) =>
      method === 'eth_getBlockByHash' ? Promise.resolve(null as never) : scenario.rpc.request(method, params)
    const lacking: Rpc = { label: 'lacking', kind: 'node', request }
    expect(await became(action, blocks, { sources: [lacking, scenario.rpc] })).toMatchObject({
      state: 'read',
    })
    expect(await became(action, blocks, { sources: [lacking] })).toMatchObject({
      ...{ state: 'could-not-read', problem: expect.stringContaining('lacking: does not have block') },
    })
  })

  // The browser may have read events only up to the block before: its picture comes later than the receipt.
  it.each([1, 3])(
    'rests on the same events before and after, read up to %i blocks before',
    async (behind) => {
      const { known } = await readAgain(scenario.rpc, scenario.deployment)
      const action = freeze()
      for (let more = 1; more < behind; more++) await scenario.rpc.request('evm_mine', [])
      const blocks = await mined(async () => [await send(action.from, action.calls[0]!)])
      const found = await became(action, blocks, { known })
      expect(verdicts(found)).toEqual({ effects: ['as-stated', 'as-stated'], unexpected: [] })
      if (found.state !== 'read') throw new Error(found.state)
      expect(found.after.coverage).toMatchObject({ toBlock: blocks[0]!.number, problem: null })
    },
  )

  it('shows no change where nobody gives the events of its block', async () => {
    const { known } = await readAgain(scenario.rpc, scenario.deployment)
    const action = freeze()
    const blocks = await mined(async () => [await send(action.from, action.calls[0]!)])
    const request: Rpc['request'] = (method, params) =>
      method === 'eth_getLogs' ? Promise.reject(new Error('no logs')) : scenario.rpc.request(method, params)
    const silent: Rpc = { label: 'silent', kind: 'node', request }
    const found = await became(action, blocks, { known, sources: [silent] })
    expect(verdicts(found)).toEqual({ effects: ['as-stated', 'as-stated'], unexpected: [] })
    if (found.state !== 'read') throw new Error(found.state)
    expect(found.after.coverage.problem).toContain('silent: no logs')
  })
})
