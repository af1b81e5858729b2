import { type Address, encodeFunctionData, getAddress, type Hex, keccak256, parseAbi, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { buildAction } from '@/lib/actions'
import { encodeApproveHash } from '@/lib/safe'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import type { ConsoleModel } from '../model'
import { checkState } from '../model/check'

const controlAbi = parseAbi([
  'function enableModule(address module)',
  'function setGuard(address guard)',
  'function setFallbackHandler(address handler)',
])

let scenario: ScenarioReading
let safe: Address
let snapshot: Hex

beforeAll(async () => {
  scenario = await readScenario()
  safe = scenario.deployment.safes[0]!.address
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
})
afterAll(() => scenario.chain.stop())

async function rewind(): Promise<void> {
  await scenario.rpc.request('evm_revert', [snapshot])
  snapshot = await scenario.rpc.request<Hex>('evm_snapshot', [])
}

async function send(from: Address, to: Address, data: Hex): Promise<void> {
  const { rpc } = scenario
  await rpc.request('anvil_impersonateAccount', [from])
  await rpc.request('anvil_setBalance', [from, toHex(10n ** 18n)])
  await rpc.request('eth_sendTransactionSync', [{ from, to, data, gas: toHex(1_000_000) }])
}

/** The model of the latest block, by a reading that starts with nothing but the events. */
async function modelNow(): Promise<ConsoleModel> {
  return modelOf(scenario.deployment, await readAgain(scenario.rpc, scenario.deployment))
}

const freezeAll = (model: ConsoleModel) =>
  buildAction(
    { kind: 'freeze-all', generator: model.generators[0]!.id, through: safe },
    model,
    roles.freezerSigner2.address,
  )!.through!.proposal!

describe('a pending freeze', () => {
  it('is seen beside any number of approvals of other hashes', async () => {
    await rewind()
    const { safeTxHash } = freezeAll(await modelNow())
    await send(roles.freezerSigner1.address, safe, encodeApproveHash(safeTxHash))
    for (let index = 0; index < 25; index++) {
      await send(roles.freezerSigner3.address, safe, encodeApproveHash(keccak256(toHex(index))))
    }
    const { collected, onChain } = freezeAll(await modelNow())
    expect(collected).toMatchObject({ approved: [roles.freezerSigner1.address], unknown: [] })
    expect(onChain).toMatchObject({ ok: true, value: safeTxHash })
  })

  it('is read without any event', async () => {
    await rewind()
    const { collected, onChain, safeTxHash } = freezeAll(await modelNow())
    expect(collected).toMatchObject({ approved: [], unknown: [] })
    expect(onChain).toMatchObject({ ok: true, value: safeTxHash })
  })
})

describe('who decides for a Safe', () => {
  const check = (model: ConsoleModel, id: string) => {
    const found = model.checks.find((one) => one.id === `safes/${id}/${safe}`)!
    return [checkState(found), found.found.ok ? found.found.value : found.found.reason.message] as const
  }
  const owner = roles.keeper.address
  const call = (functionName: 'enableModule' | 'setGuard' | 'setFallbackHandler', of: Address) =>
    encodeFunctionData({ abi: controlAbi, functionName, args: [of] })

  it('are only its owners in the scenario, by its code', async () => {
    await rewind()
    const model = await modelNow()
    expect(check(model, 'code')).toEqual([
      'pass',
      expect.stringMatching(/^Safe proxy 1\.4\.1 of 0x4167.* is Safe 1\.4\.1/),
    ])
    expect(check(model, 'modules')).toEqual(['pass', 'It has no module.'])
    expect(check(model, 'guard')).toEqual(['pass', 'It has no guard.'])
    expect(check(model, 'handler')).toEqual([
      'pass',
      expect.stringMatching(/^CompatibilityFallbackHandler 1\.4\.1/),
    ])
  })

  it('is also a module, where the Safe has one', async () => {
    await rewind()
    await send(safe, safe, call('enableModule', owner))
    expect(check(await modelNow(), 'modules')).toEqual([
      'critical',
      `A module can execute without its owners: ${owner}.`,
    ])
  })

  it('is also a guard, or a handler that is not known', async () => {
    await rewind()
    // A Safe accepts only a guard that says that it is one.
    const guard = getAddress('0x000000000000000000000000000000000000beef')
    await scenario.rpc.request('anvil_setCode', [guard, '0x600160005260206000f3'])
    await send(safe, safe, call('setGuard', guard))
    await send(safe, safe, call('setFallbackHandler', guard))
    const model = await modelNow()
    expect(check(model, 'guard')).toEqual(['attention', `A guard can refuse any transaction: ${guard}.`])
    expect(check(model, 'handler')).toEqual([
      'attention',
      `An unknown fallback handler is called by the Safe itself: ${guard}.`,
    ])
  })

  it('is whoever wrote its code, where the code is not that of the version it names', async () => {
    await rewind()
    const { singleton } = (await modelNow()).safes[0]!.control
    const at = singleton.ok ? singleton.value : safe
    const code = await scenario.rpc.request<Hex>('eth_getCode', [at, 'latest'])
    // The same Safe with another byte at the end of its metadata: it answers as it did before.
    await scenario.rpc.request('anvil_setCode', [at, `${code.slice(0, -2)}00`])
    const [verdict, found] = check(await modelNow(), 'code')
    expect(verdict).toBe('critical')
    expect(found).toMatch(/which is unknown code \(hash 0x[0-9a-f]{64}\), and says that it is 1\.4\.1\.$/)
  })
})
