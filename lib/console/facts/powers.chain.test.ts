import {
  type Abi,
  type Address,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  keccak256,
  parseAbi,
  toHex,
  zeroHash,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '@/contracts/script/roles'
import { readCodeSizes } from '@/lib/chain/read/codes'
import { modelOf, readAgain, readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { type Power, type PowerKind, powersOf, takersOf } from './powers'

const asked = parseAbi([
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function wards(address account) view returns (uint256)',
  'function hasUserRole(address user, uint8 role) view returns (bool)',
  'function rateLimitsCBeams(address rateLimits, address cBeam) view returns (uint256)',
  'function controllersCBeams(address controller, address cBeam) view returns (uint256)',
  'function getIsActor(address account) view returns (bool)',
  'function getIsRevoker(address account) view returns (bool)',
  'function getIsAdmin(address account) view returns (bool)',
  'function guardians() view returns (address[])',
  'function isOwner(address account) view returns (bool)',
  'function owner() view returns (address)',
  'function authority() view returns (address)',
  'function hat() view returns (address)',
])

let scenario: ScenarioReading
let powers: readonly Power[]
beforeAll(async () => {
  scenario = await readScenario()
  powers = powersOf(modelOf(scenario.deployment, scenario.reading))
})
afterAll(() => scenario.chain.stop())

async function answerOf(to: Address, functionName: string, args: readonly unknown[]): Promise<unknown> {
  const data = encodeFunctionData({ abi: asked as Abi, functionName, args })
  const result = await scenario.rpc.request<Hex>('eth_call', [{ to, data }, 'latest'])
  return decodeFunctionResult({ abi: asked as Abi, functionName, data: result })
}

const named = (name: string): Hex => keccak256(toHex(name))

/** What the contract itself is asked about each kind of power. */
const ASKED: Readonly<Record<PowerKind, (power: Power, holder: Address) => Promise<boolean>>> = {
  ...Object.fromEntries(
    (
      [
        ['admin', zeroHash],
        ['relayer', named('RELAYER')],
        ['freezer', named('FREEZER')],
        ['allocator', named('ALLOCATOR_ROLE')],
        ['controller', named('CONTROLLER')],
        ['limitsController', named('CONTROLLER')],
        ['limitsAdmin', zeroHash],
        ['configurator', named('CONFIGURATOR')],
        ['operators', named('OPERATORS')],
        ['taker', named('TAKER_ROLE')],
        ['depositor', named('DEPOSITOR_ROLE')],
        ['guardrails', named('GUARDRAIL_ROLE')],
        ['PROPOSER_ROLE', named('PROPOSER_ROLE')],
        ['CANCELLER_ROLE', named('CANCELLER_ROLE')],
        ['EXECUTOR_ROLE', named('EXECUTOR_ROLE')],
        ['PAUSER_ROLE', named('PAUSER_ROLE')],
        ['DEFAULT_ADMIN_ROLE', zeroHash],
      ] as const
    ).map(([kind, role]) => [
      kind,
      async ({ contract }: Power, holder: Address) =>
        (await answerOf(contract, 'hasRole', [role, holder])) === true,
    ]),
  ),
  ...Object.fromEntries(
    (['allocatorWard', 'beamWard', 'registryWard'] as const).map((kind) => [
      kind,
      async ({ contract }: Power, holder: Address) => (await answerOf(contract, 'wards', [holder])) === 1n,
    ]),
  ),
  delayed: async ({ contract }, holder) => (await answerOf(contract, 'hasUserRole', [holder, 1])) === true,
  immediate: async ({ contract }, holder) => (await answerOf(contract, 'hasUserRole', [holder, 2])) === true,
  cBeamLimits: async ({ contract, under }, holder) =>
    (await answerOf(under, 'rateLimitsCBeams', [contract, holder])) === 1n,
  cBeamController: async ({ contract, under }, holder) =>
    (await answerOf(under, 'controllersCBeams', [contract, holder])) === 1n,
  actor: async ({ contract }, holder) => (await answerOf(contract, 'getIsActor', [holder])) === true,
  revoker: async ({ contract }, holder) => (await answerOf(contract, 'getIsRevoker', [holder])) === true,
  agentAdmin: async ({ contract }, holder) => (await answerOf(contract, 'getIsAdmin', [holder])) === true,
  guardian: async ({ contract }, holder) =>
    ((await answerOf(contract, 'guardians', [])) as readonly Address[]).includes(holder),
  owner: async ({ contract }, holder) => (await answerOf(contract, 'isOwner', [holder])) === true,
  momOwner: async ({ contract }, holder) => (await answerOf(contract, 'owner', [])) === holder,
  momAuthority: async ({ contract }, holder) => (await answerOf(contract, 'authority', [])) === holder,
  pauseOwner: async ({ contract }, holder) => (await answerOf(contract, 'owner', [])) === holder,
  pauseAuthority: async ({ contract }, holder) => (await answerOf(contract, 'authority', [])) === holder,
  hat: async ({ contract }, holder) => (await answerOf(contract, 'hat', [])) === holder,
} as Readonly<Record<PowerKind, (power: Power, holder: Address) => Promise<boolean>>>

const holderOf = ({ holder }: Power): Address => {
  if (!holder.ok) throw new Error(holder.reason.message)
  return holder.value
}

describe('the powers of the scenario', () => {
  it('are what each contract says when it is asked', async () => {
    const wrong: string[] = []
    for (const power of powers) {
      const holder = holderOf(power)
      const says = await ASKED[power.kind](power, holder).catch((error: unknown) =>
        String(error).slice(0, 120),
      )
      if (says !== true) wrong.push(`${power.kind} on ${power.contract} by ${holder}: ${says}`)
    }
    expect(wrong).toEqual([])
    expect(powers.length).toBeGreaterThan(100)
  })

  it('are each told once, also where one account is on two lists', () => {
    expect(new Set(powers.map(({ id }) => id)).size).toBe(powers.length)
    const pairs = powers.map((power) => [power.kind, power.contract, holderOf(power)].join())
    expect(new Set(pairs).size).toBe(powers.length)
  })

  it('are gone with the role, and their taker with his', async () => {
    const relayer = roles.relayer1.address
    const freezer = roles.freezer.address
    const diamond = scenario.deployment.generators[0]!.addresses.diamond
    const own = powers.find(
      (power) => power.kind === 'relayer' && power.contract === diamond && holderOf(power) === relayer,
    )!
    expect(takersOf(own, powers).map(holderOf)).toContain(freezer)
    const data = encodeFunctionData({
      abi: parseAbi(['function removeRelayer(address relayer)']),
      functionName: 'removeRelayer',
      args: [relayer],
    })
    await scenario.rpc.request('eth_sendTransactionSync', [
      { from: freezer, to: diamond, data, gas: '0x7a1200' },
    ])
    const again = await readAgain(scenario.rpc, scenario.deployment)
    const after = powersOf(modelOf(scenario.deployment, again))
    expect(after.map(({ id }) => id)).not.toContain(own.id)
    expect(after).toHaveLength(powers.length - 1)
  })

  it('tell by the code at the block whose holder is a contract', async () => {
    const { block } = scenario.reading
    const holders = [...new Set(powers.map(holderOf))]
    const sizes = await readCodeSizes(scenario.rpc, block, holders, true)
    const codes = await Promise.all(
      holders.map((holder) => scenario.rpc.request<Hex>('eth_getCode', [holder, 'latest'])),
    )
    expect(holders.map((holder) => sizes.get(holder))).toMatchObject(
      codes.map((code) => ({ ok: true, value: BigInt((code.length - 2) / 2) })),
    )
  })
})
