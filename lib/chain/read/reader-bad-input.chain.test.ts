import {
  type Abi,
  type Address,
  type ContractFunctionName,
  concat,
  createPublicClient,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type Hex,
  http,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArtifact } from '@/contracts/script/artifacts'
import { roles } from '@/contracts/script/scenario'
import {
  adminFacetAbi,
  allocatorVaultAbi,
  diamondCutFacetAbi,
  erc4626FacetAbi,
  guardianCouncilAbi,
  knownErrors,
  legacyMigrationFacetAbi,
  parameterRegistryAbi,
  primeVaultAbi,
} from '@/lib/abi'
import { readScenario, type ScenarioReading } from '@/lib/testing/scenario'
import { deployedUnit } from '@/lib/testing/units'
import { isRpcError, revertReason } from '../errors'

const NOBODY: Address = '0x00000000000000000000000000000000000000b0'
const ADD = 0

/** Code that answers every call with 1. */
const YES: Hex = '0x600160005260206000f3'

/** An epoch that is not in the past [unix s]. */
const FAR = 4_000_000_000n

let scenario: ScenarioReading

beforeAll(async () => {
  scenario = await readScenario()
})
afterAll(() => scenario.chain.stop())

type Overrides = Readonly<Record<Address, { readonly code: Hex }>>

const proxy = () => scenario.deployment.governance?.pauseProxy ?? zeroAddress
const generator = () => {
  const [first] = scenario.deployment.generators
  if (first === undefined) throw new RangeError('The scenario has no Generator')
  return first
}
const diamond = () => generator().addresses.diamond
const primeOf = (slug: string) => {
  const found = generator().primes.find((prime) => prime.slug === slug)
  if (found === undefined) throw new RangeError(`The scenario has no ${slug}`)
  return found
}

/** What the console says of a refused call. The call is only simulated. */
async function refusal<const abi extends Abi, name extends ContractFunctionName<abi>>(
  from: Address,
  to: Address,
  call: EncodeFunctionDataParameters<abi, name>,
  overrides: Overrides = {},
): Promise<string> {
  const data = encodeFunctionData(call as EncodeFunctionDataParameters)
  try {
    await scenario.rpc.request('eth_call', [{ from, to, data }, 'latest', overrides])
    return 'nothing: it passed'
  } catch (error) {
    if (isRpcError(error)) return revertReason(error.data, knownErrors)
    throw error
  }
}

const schedule = (prime: Address, vault: Address, epoch: bigint, allocatorVaults: readonly Address[]) =>
  refusal(proxy(), diamond(), {
    abi: legacyMigrationFacetAbi,
    functionName: 'scheduleMigration',
    args: [prime, vault, epoch, allocatorVaults],
  })

const migrate = (prime: Address, ilk: Hex, wad: bigint) =>
  refusal(roles.relayer1.address, diamond(), {
    abi: legacyMigrationFacetAbi,
    functionName: 'migrate',
    args: [prime, ilk, wad],
  })

const cut = (
  facetAddress: Address,
  selector: Hex,
  init: Address = zeroAddress,
  data: Hex = '0x',
  overrides?: Overrides,
) =>
  refusal(
    proxy(),
    diamond(),
    {
      abi: diamondCutFacetAbi,
      functionName: 'diamondCut',
      args: [[{ facetAddress, action: ADD, functionSelectors: [selector] }], init, data],
    },
    overrides,
  )

/** Code that answers every call by calling `target`, and passes the failure of that call on. */
const reentering = (target: Address, selector: Hex): Hex =>
  concat([
    '0x63',
    selector,
    '0x60e01b600052',
    '0x60006000602460006000',
    '0x73',
    target,
    '0x5af150',
    '0x3d600060003e3d6000fd',
  ])

describe('bad input is refused, and the console says why:', () => {
  it('refuses zero addresses', async () => {
    const { vault, legacyIlks } = primeOf('spark')
    const allocators = legacyIlks.map(({ allocatorVault }) => allocatorVault)
    expect(await schedule(zeroAddress, vault, FAR, allocators)).toBe('LegacyMigrationFacet/zero-address')
    const { almProxy } = primeOf('spark')
    expect(await schedule(almProxy, zeroAddress, FAR, allocators)).toBe('LegacyMigrationFacet/zero-address')
    const council = deployedUnit(scenario.deployment).guardianCouncil ?? zeroAddress
    const [guardian = zeroAddress] = await guardians(council)
    expect(
      await refusal(guardian, council, {
        abi: guardianCouncilAbi,
        functionName: 'freeze',
        args: [zeroAddress, [], []],
      }),
    ).toBe('GuardianCouncil/zero-address')
  })

  it('refuses zero amounts', async () => {
    const keel = primeOf('keel')
    const ilk = await ilkOf(keel.legacyIlks[0]?.allocatorVault ?? zeroAddress)
    expect(await migrate(keel.almProxy, ilk, 0n)).toBe('LegacyMigrationFacet/zero-amount')
    expect(
      await refusal(roles.cBeam.address, keel.vault, {
        abi: primeVaultAbi,
        functionName: 'pause',
        args: [true, true, 0n],
      }),
    ).toBe('SparkVault/zero-pause')
  })

  it('refuses an unknown Prime, and an ilk of another Prime', async () => {
    const keel = primeOf('keel')
    const foreign = await ilkOf(primeOf('spark').legacyIlks[0]?.allocatorVault ?? zeroAddress)
    expect(await migrate(NOBODY, foreign, 1n)).toBe('LegacyMigrationFacet/unknown-prime')
    expect(await migrate(keel.almProxy, foreign, 1n)).toBe('LegacyMigrationFacet/unknown-ilk')
  })

  it('refuses an epoch in the past', async () => {
    const { almProxy, vault, legacyIlks } = primeOf('spark')
    const allocators = legacyIlks.map(({ allocatorVault }) => allocatorVault)
    expect(await schedule(almProxy, vault, 1n, allocators)).toBe('LegacyMigrationFacet/epoch-in-the-past')
  })

  it('refuses a vault of another asset', async () => {
    const { almProxy, legacyIlks } = primeOf('spark')
    const allocators = legacyIlks.map(({ allocatorVault }) => allocatorVault)
    const overrides = { [NOBODY]: { code: YES } }
    expect(
      await refusal(
        proxy(),
        diamond(),
        {
          abi: legacyMigrationFacetAbi,
          functionName: 'scheduleMigration',
          args: [almProxy, NOBODY, FAR, allocators],
        },
        overrides,
      ),
    ).toBe('LegacyMigrationFacet/asset-mismatch')
  })

  it('refuses re-entrancy through a hostile vault or token', async () => {
    const { vault } = primeOf('keel')
    const call = { abi: erc4626FacetAbi, functionName: 'depositERC4626', args: [vault, 1n, 0n] } as const
    const selector = toFunctionSelector('burnUSDS(uint256)')
    for (const hostile of [vault, scenario.deployment.mcd.usds]) {
      expect(
        await refusal(roles.relayer1.address, diamond(), call, {
          [hostile]: { code: reentering(diamond(), selector) },
        }),
      ).toBe('ReentrancyGuardReentrantCall()')
    }
  })

  it('refuses a facet without code, and one whose code nobody approved', async () => {
    const selector = toFunctionSelector('somethingNew()')
    // Code that is not approved is refused before it is inspected.
    expect(await cut(NOBODY, selector)).toMatch(/^CodeNotApproved\(0x0+b0, 0x/i)
    const allowlist = scenario.deployment.governance?.facetAllowlist ?? zeroAddress
    const open = { [allowlist]: { code: YES } }
    expect(await cut(NOBODY, selector, zeroAddress, '0x', open)).toMatch(/^FacetHasNoCode\(0x0+b0\)$/i)
  })

  it('refuses a selector clash', async () => {
    const [facet] = generator().facets
    expect(await cut(facet?.address ?? zeroAddress, toFunctionSelector('mintUSDS(uint256)'))).toMatch(
      /^SelectorAlreadyPresent\(/,
    )
  })

  it('refuses an init that reverts, with or without a reason', async () => {
    const [facet] = generator().facets
    const allowlist = scenario.deployment.governance?.facetAllowlist ?? zeroAddress
    const open = { [allowlist]: { code: YES } }
    const selector = toFunctionSelector('somethingNew()')
    const init = (code: Hex) =>
      cut(facet?.address ?? zeroAddress, selector, NOBODY, '0x', { ...open, [NOBODY]: { code } })
    expect(await init('0x60006000fd')).toMatch(/^InitReverted\(/)
    // PauInit a second time leaves everything as it was set.
    const again = readArtifact('PauInit').deployedBytecode
    const data = encodeFunctionData({
      abi: readArtifact('PauInit').abi,
      functionName: 'initUsds',
      args: [zeroAddress],
    })
    expect(
      await cut(facet?.address ?? zeroAddress, selector, NOBODY, data, {
        ...open,
        [NOBODY]: { code: again },
      }),
    ).toBe('PauInit/already-initialized')
  })

  it('refuses a parameter that somebody else sets', async () => {
    const registry = await parameterRegistry()
    expect(
      await refusal(NOBODY, registry, {
        abi: parameterRegistryAbi,
        functionName: 'setParameter',
        args: [`0x${'0'.repeat(64)}`, 1n],
      }),
    ).toMatch(/^AccessControlUnauthorizedAccount\(/)
  })
})

const client = () => createPublicClient({ transport: http(scenario.chain.url) })

const guardians = async (council: Address): Promise<readonly Address[]> =>
  client().readContract({ address: council, abi: guardianCouncilAbi, functionName: 'guardians' })

const ilkOf = (allocatorVault: Address): Promise<Hex> =>
  client().readContract({ address: allocatorVault, abi: allocatorVaultAbi, functionName: 'ilk' })

const parameterRegistry = (): Promise<Address> =>
  client().readContract({ address: diamond(), abi: adminFacetAbi, functionName: 'parameterRegistry' })
