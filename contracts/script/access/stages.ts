import {
  type Abi,
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  stringToHex,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import {
  administeredAgentAbi,
  almProxyAbi,
  beaconAbi,
  controllerAbi,
  facetedControllerAbi,
  mainnetControllerAbi,
  pauInitAbi,
  primeVaultAbi,
  rateLimitsAbi,
} from '@/lib/abi'
import { WAD } from '@/lib/math'
import { millions } from '../amounts'
import { readArtifact } from '../artifacts'
import { type Call, callOf, type ScenarioChain } from '../chain'
import type { Deployed } from '../deploy'
import { keys } from '../keys'

/** Who acts on the controllers of the other stages. */
interface Actors {
  readonly deployer: Address
  readonly governance: Address
  readonly primeRelayer: Address
  readonly primeCBeam: Address
  readonly primeConfigurator: Address
  readonly primeOperators: Address
  readonly freezer: Address
}

/** Where they stand. */
export interface Stages {
  readonly savings: Address
  readonly mainnetController: Address
  readonly facetedController: Address
  readonly beacon: Address
  readonly accessControls: Address
  readonly controller: Address
  readonly agent: Address
}

type Create = (contract: string, args: readonly unknown[]) => Promise<Address>

const FACETS = [
  'DispatchUsdsFacet',
  'DispatchErc4626Facet',
  'DispatchSparkVaultFacet',
  'DispatchTransferAssetFacet',
] as const

/**
 * Puts a controller of every other stage beside the Diamond of the Prime, on the same funds and limits, and an
 * ERC-4626 vault in which that Prime may invest.
 */
export async function createStages(chain: ScenarioChain, deployed: Deployed, by: Actors): Promise<Stages> {
  const create: Create = async (contract, args) => {
    const { abi, bytecode } = readArtifact(contract)
    const receipt = await chain.create(by.deployer, encodeDeployData({ abi, bytecode, args } as never))
    return getAddress(receipt.contractAddress ?? zeroAddress)
  }
  const savings = await create('PrimeVault', [deployed.core.mcd.usds, 'Savings', 'savings', by.governance])
  const mainnetController = await createMainnetController(create, deployed, by)
  const facetedController = await createFacetedController(create, deployed, by)
  const dispatch = await createDispatch(create, deployed, by)
  const at = { savings, mainnetController, facetedController, ...dispatch }
  await chain.sendAll(by.governance, [
    ...grants(deployed, at, by),
    ...(await integrations(create, deployed, at)),
    ...wires(deployed, at),
    ...limits(deployed, at),
  ])
  await chain.sendAll(by.primeRelayer, [
    callOf(mainnetController, {
      abi: mainnetControllerAbi,
      functionName: 'mintUSDS',
      args: [2n * WAD],
    }),
    callOf(mainnetController, {
      abi: mainnetControllerAbi,
      functionName: 'depositERC4626',
      args: [savings, 2n * WAD, 0n],
    }),
  ])
  return at
}

/** The Prime whose functions are called: the first that has a Diamond. */
export function primeOf({ primes }: Deployed) {
  const prime = primes.find(({ staged }) => staged === null)
  const [legacy] = prime?.legacy ?? []
  if (prime === undefined || legacy === undefined) throw new RangeError('No Prime with a Diamond')
  return { ...prime.pau, allocatorVault: legacy.vault, legacyIlk: legacy.ilk, vault: prime.vault }
}

function createMainnetController(create: Create, deployed: Deployed, by: Actors): Promise<Address> {
  const { almProxy, rateLimits, allocatorVault } = primeOf(deployed)
  return create('MainnetController', [by.governance, almProxy, rateLimits, allocatorVault])
}

function createFacetedController(create: Create, deployed: Deployed, by: Actors): Promise<Address> {
  const { almProxy, rateLimits, parameterRegistry, allocatorVault } = primeOf(deployed)
  const { facets } = deployed.core.generator
  const wiring = {
    proxy: almProxy,
    rateLimits,
    parameterRegistry,
    beamState: deployed.core.primeUnit.beamState,
    facetAllowlist: zeroAddress,
    freezeRegistry: deployed.core.primeUnit.freezeRegistry,
  }
  return create('FacetedController', [
    {
      admin: facets.admin,
      usds: facets.usds,
      erc4626: deployed.currentErc4626Facet,
      sparkVault: facets.sparkVault,
      transferAsset: facets.transferAsset,
    },
    by.governance,
    facets.pauInit,
    encodeFunctionData({ abi: pauInitAbi, functionName: 'init', args: [wiring, allocatorVault] }),
  ])
}

async function createDispatch(create: Create, deployed: Deployed, by: Actors) {
  const { almProxy, rateLimits } = primeOf(deployed)
  const beacon = await create('Beacon', [by.governance])
  const accessControls = await create('AccessControls', [by.governance])
  const controller = await create('Controller', [accessControls, beacon, almProxy, rateLimits])
  const agent = await create('AdministeredAgent', [by.governance])
  return { beacon, accessControls, controller, agent }
}

/** The rights of each controller, and of those who work with it. */
function grants(deployed: Deployed, at: Stages, by: Actors): Call[] {
  const { almProxy, rateLimits, parameterRegistry } = primeOf(deployed)
  const grant = (target: Address, role: string, account: Address): Call =>
    callOf(target, {
      abi: almProxyAbi,
      functionName: 'grantRole',
      args: [keccak256(stringToHex(role)), account],
    })
  const controllers = [at.mainnetController, at.facetedController, at.controller]
  return [
    ...controllers.flatMap((controller) => [
      grant(almProxy, 'CONTROLLER', controller),
      grant(rateLimits, 'CONTROLLER', controller),
    ]),
    grant(parameterRegistry, 'CONTROLLER', at.facetedController),
    ...[at.mainnetController, at.facetedController].flatMap((controller) => [
      grant(controller, 'RELAYER', by.primeRelayer),
      grant(controller, 'FREEZER', by.freezer),
    ]),
    grant(at.facetedController, 'CONFIGURATOR', by.primeConfigurator),
    grant(at.facetedController, 'OPERATORS', by.primeOperators),
    grant(at.accessControls, 'ALLOCATOR_ROLE', at.agent),
    grant(at.savings, 'DEPOSITOR_ROLE', almProxy),
    callOf(at.savings, { abi: primeVaultAbi, functionName: 'setDepositCap', args: [millions(1n)] }),
    callOf(at.agent, { abi: administeredAgentAbi, functionName: 'addActor', args: [by.primeRelayer] }),
    callOf(at.agent, { abi: administeredAgentAbi, functionName: 'addGrantor', args: [by.primeCBeam] }),
    callOf(at.agent, { abi: administeredAgentAbi, functionName: 'addRevoker', args: [by.freezer] }),
  ]
}

/** Every facet under the names of its own functions, so that its rules are asked of the Controller as they stand. */
async function integrations(create: Create, deployed: Deployed, at: Stages): Promise<Call[]> {
  const ids: Hex[] = []
  const calls: Call[] = []
  for (const name of FACETS) {
    const facet = await create(name, name === 'DispatchUsdsFacet' ? [deployed.core.mcd.usds] : [])
    const id = stringToHex(name, { size: 32 })
    const config = { facet, wires: selectorsOf(readArtifact(name).abi).map(unchanged) }
    ids.push(id)
    calls.push(callOf(at.beacon, { abi: beaconAbi, functionName: 'setIntegration', args: [id, config] }))
  }
  return [
    ...calls,
    callOf(at.controller, { abi: controllerAbi, functionName: 'updateIntegrations', args: [ids] }),
  ]
}

const selectorsOf = (abi: Abi): Hex[] =>
  abi.flatMap((item) => (item.type === 'function' ? [toFunctionSelector(item)] : []))

const unchanged = (selector: Hex) => ({ callSelector: selector, delegateSelector: selector })

/** What is set on the controllers themselves. */
function wires(deployed: Deployed, at: Stages): Call[] {
  const { allocatorVault } = primeOf(deployed)
  const rate = [at.savings, WAD, 2n * WAD] as const
  return [
    callOf(at.controller, {
      abi: readArtifact('DispatchUsdsFacet').abi,
      functionName: 'setVault',
      args: [allocatorVault],
    }),
    callOf(at.controller, {
      abi: readArtifact('DispatchErc4626Facet').abi,
      functionName: 'setMaxExchangeRate',
      args: rate,
    }),
    callOf(at.mainnetController, {
      abi: mainnetControllerAbi,
      functionName: 'setMaxExchangeRate',
      args: rate,
    }),
    callOf(at.facetedController, {
      abi: facetedControllerAbi,
      functionName: 'setMaxExchangeRate',
      args: rate,
    }),
  ]
}

function limits(deployed: Deployed, at: Stages): Call[] {
  const { rateLimits } = primeOf(deployed)
  const { usds } = deployed.core.mcd
  return [
    keys.burn,
    keys.deposit(at.savings),
    keys.depositOf(usds, at.savings),
    keys.withdraw(at.savings),
  ].map((key) =>
    callOf(rateLimits, { abi: rateLimitsAbi, functionName: 'setUnlimitedRateLimitData', args: [key] }),
  )
}
