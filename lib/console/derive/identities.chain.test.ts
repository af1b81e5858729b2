import { encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { usdsAbi } from '@/lib/abi'
import { read, readBlock, readHasMulticall, readHead } from '@/lib/chain/read/reader'
import { modelOf, readAgain, readPlayedScenario, type ScenarioReading } from '@/lib/testing/scenario'
import type { ConsoleModel } from '../model'

let scenario: ScenarioReading
beforeAll(async () => {
  scenario = await readPlayedScenario()
})
afterAll(() => scenario.chain.stop())

const assetsOf = ({ identities }: ConsoleModel) => identities.find(({ id }) => id.startsWith('assets/'))!
const partOf = (model: ConsoleModel, part: 'residual' | 'tolerance' | 'expected'): bigint => {
  const leaf = assetsOf(model)[part]
  if (!leaf.ok) throw new Error(leaf.reason.message)
  return leaf.value
}

describe('what the Generator has against what it owes', () => {
  it('is at least what it owes through the whole scenario, within a bound far below two percent', async () => {
    const { rpc, deployment, reading } = scenario
    const hasMulticall = await readHasMulticall(rpc)
    const { number: last } = await readHead(rpc)
    let seen = 0
    for (let number = last; number > 0n; number -= 7n) {
      const block = await readBlock(rpc, number)
      const model = modelOf(deployment, await read(rpc, deployment, block!, reading.known, { hasMulticall }))
      const { expected, holds } = assetsOf(model)
      if (!expected.ok || expected.value === 0n) continue
      seen += 1
      expect(holds, `block ${number}`).toMatchObject({ ok: true, value: true })
      expect(partOf(model, 'tolerance')).toBeLessThan(expected.value / 300n)
    }
    expect(seen).toBeGreaterThan(5)
  })

  it('is red for a loss of one unit beyond what accrued, and not for one unit less', async () => {
    const { rpc, deployment, reading } = scenario
    const { almProxy } = deployment.generators[0]!.addresses
    await rpc.request('anvil_impersonateAccount', [almProxy])
    await rpc.request('anvil_setBalance', [almProxy, '0xde0b6b3a7640000'])
    const lose = async (amount: bigint, at: bigint) => {
      const args = [roles.donor.address, amount] as const
      const data = encodeFunctionData({ abi: usdsAbi, functionName: 'transfer', args })
      await rpc.request('evm_setNextBlockTimestamp', [Number(at)])
      await rpc.request('eth_sendTransactionSync', [{ from: almProxy, to: deployment.mcd.usds, data }])
      return modelOf(deployment, await readAgain(rpc, deployment))
    }
    const at = reading.block.timestamp + 12n
    const then = modelOf(deployment, reading, at)
    const most = partOf(then, 'residual') + partOf(then, 'tolerance')
    const edge = await lose(most, at)
    expect(edge.time).toBe(at)
    expect(partOf(edge, 'residual')).toBe(-partOf(edge, 'tolerance'))
    expect(assetsOf(edge).holds).toMatchObject({ ok: true, value: true })

    const later = modelOf(deployment, await readAgain(rpc, deployment), at + 1n)
    const left = partOf(later, 'residual') + partOf(later, 'tolerance')
    const beyond = await lose(left + 1n, at + 1n)
    expect(assetsOf(beyond).holds).toMatchObject({ ok: true, value: false })
    const check = beyond.checks.find(({ id }) => id === `accounting/${assetsOf(beyond).id}`)
    expect(check?.level).toBe('critical')
  })
})
