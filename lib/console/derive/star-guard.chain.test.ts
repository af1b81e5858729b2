import {
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  encodeFunctionData,
  type Hex,
  http,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_DELAY } from '@/contracts/script/star-guards'
import { starGuardAbi as abi, subProxyAbi } from '@/lib/abi'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { type Check, checkState } from '../model/check'
import type { StarGuardModel } from '../model/star-guard'

/** What the contract says to each refusal of the model. */
const REASONS = {
  code: 'StarGuard/wrong-codehash',
  expired: 'StarGuard/expired-spell',
  'not-yet': 'StarGuard/not-yet-executable',
  'no-right': 'SubProxy/not-authorized',
} as const

let scenario: ScenarioReading
let client: ReturnType<typeof createPublicClient>
let governance: Address

beforeAll(async () => {
  scenario = await readScenario()
  client = createPublicClient({ transport: http(scenario.chain.url) })
  governance = scenario.deployment.governance!.pauseProxy!
  await scenario.rpc.request('anvil_impersonateAccount', [governance])
  await scenario.rpc.request('anvil_setBalance', [governance, '0x56bc75e2d63100000'])
})
afterAll(() => scenario.chain.stop())

const at = () => scenario.deployment.generators[0]!.primes[0]!.starGuard!

/** The StarGuard of the first Prime, and its checks, as the console has them at time t, by default of the block. */
async function picture(t?: bigint) {
  const { rpc, deployment } = scenario
  const reading = await readAgain(rpc, deployment)
  const model = modelOf(deployment, reading, t ?? reading.block.timestamp)
  const guard = model.generators[0]!.primes[0]!.starGuard as StarGuardModel
  const check = (name: string) => model.checks.find(({ id }) => id === `prime/${name}/spark`) as Check
  return { guard, check }
}

/** Why anyone's `exec` is refused at time t; null where it passes. */
async function refusedBy(t: bigint): Promise<string | null> {
  try {
    await client.simulateContract({ address: at(), abi, functionName: 'exec', blockOverrides: { time: t } })
    return null
  } catch (error) {
    const reverted =
      error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError)
    if (reverted instanceof ContractFunctionRevertedError) return reverted.reason ?? 'no reason'
    throw error
  }
}

/** The model and the contract say the same at time t. */
async function expectSame(t: bigint, refusal: keyof typeof REASONS | null): Promise<void> {
  const { guard } = await picture(t)
  expect(guard.spell?.refusal).toMatchObject({ ok: true, value: refusal })
  expect(await refusedBy(t)).toBe(refusal === null ? null : REASONS[refusal])
}

const known = <T>(leaf: { readonly ok: boolean; readonly value?: T } | undefined): T => {
  if (!leaf?.ok) throw new Error('A leaf is unknown')
  return leaf.value as T
}

async function govern(to: Address, data: Hex): Promise<void> {
  const sent = { from: governance, to, data, gas: '0x7a1200' }
  const { status } = await scenario.rpc.request<{ status: Hex }>('eth_sendTransactionSync', [sent])
  expect(status).toBe('0x1')
}

describe('the StarGuard of a Prime', () => {
  it('has a pending spell at the end of the scenario, as the contract says', async () => {
    const { guard } = await picture()
    const [addr, tag, deadline] = await client.readContract({ address: at(), abi, functionName: 'spellData' })
    expect(guard.pending).toMatchObject({ value: addr })
    expect(guard.spell).toMatchObject({ tag: { value: tag }, deadline: { value: deadline } })
    expect(guard.spell).toMatchObject({ code: { hash: { value: tag } }, intact: { value: true } })
    expect(guard.maxDelay).toMatchObject({ value: MAX_DELAY })
    expect(scenario.deployment.names[known(guard.subProxy)]).toBe('Spark SubProxy')
    const second = modelOf(scenario.deployment, scenario.reading).generators[0]!.primes[1]!
    expect(second.starGuard?.spell).toBeNull()
  })

  it('lets anyone execute it in the second of its deadline, and not one second later', async () => {
    const deadline = known((await picture()).guard.spell?.deadline)
    await expectSame(deadline, null)
    await expectSame(deadline + 1n, 'expired')
    expect(checkState((await picture(deadline)).check('spell-deadline'))).toBe('attention')
    expect(checkState((await picture(deadline + 1n)).check('spell-deadline'))).toBe('pass')
  })

  it('refuses it once its code changed, before and after the deadline', async () => {
    const { guard } = await picture()
    const [spell, deadline] = [known(guard.pending), known(guard.spell?.deadline)]
    const code = await client.getCode({ address: spell })
    await scenario.rpc.request('anvil_setCode', [spell, `${code}00`])
    await expectSame(deadline, 'code')
    await expectSame(deadline + 1n, 'code')
    const { check } = await picture()
    expect(checkState(check('spell-code'))).toBe('critical')
    await scenario.rpc.request('anvil_setCode', [spell, code])
    expect(checkState((await picture()).check('spell-code'))).toBe('pass')
  })

  it('refuses it without its right on the SubProxy', async () => {
    const { guard } = await picture()
    const [subProxy, deadline] = [known(guard.subProxy), known(guard.spell?.deadline)]
    const change = (functionName: 'rely' | 'deny') =>
      govern(subProxy, encodeFunctionData({ abi: subProxyAbi, functionName, args: [at()] }))
    await change('deny')
    await expectSame(deadline, 'no-right')
    expect(checkState((await picture()).check('spell-right'))).toBe('attention')
    await change('rely')
    await expectSame(deadline, null)
  })

  it('has none once it was executed', async () => {
    const sent = { from: governance, to: at(), data: encodeFunctionData({ abi, functionName: 'exec' }) }
    await scenario.rpc.request('eth_sendTransactionSync', [{ ...sent, gas: '0x7a1200' }])
    expect((await picture()).guard.spell).toBeNull()
    const { block } = scenario.reading
    expect(await refusedBy(block.timestamp + 60n)).toBe('StarGuard/unplotted-spell')
  })
})
