import {
  type Address,
  encodeDeployData,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  stringToHex,
  toHex,
  zeroAddress,
} from 'viem'
import {
  beamStateAbi,
  callsActionAbi,
  chiefAbi,
  diamondCutFacetAbi,
  diamondLoupeFacetAbi,
  dropSpellAbi,
  erc4626FacetAbi,
  facetAllowlistAbi,
  rateLimitsAbi,
  spellAbi,
  timedSpellAbi,
  usdsFacetAbi,
} from '@/lib/abi'
import { WAD } from '@/lib/math'
import { newStarSpell } from '../acts/star-spells'
import { DAY, millions } from '../amounts'
import { readArtifact } from '../artifacts'
import { type Call, callOf, type ScenarioChain } from '../chain'
import type { Deployed } from '../deploy'
import { keys } from '../keys'
import { GENERATOR_ILK } from '../plan'
import { guardianAddresses, roles } from '../roles'
import { createStages, primeOf } from './stages'

/** More ether than any caller here can spend [wei]. */
const ENOUGH = 10n ** 24n

/** Action `Replace` of a cut. */
const REPLACE = 1

/** A deployment in which every rightful caller can do what is his. */
export type World = Awaited<ReturnType<typeof createWorld>>
export type CallerName = keyof World['by']
export type PlaceName = keyof World['at']

/**
 * Where functions are called: the contracts of the Generator, and where the function is a Prime's, of one that has a
 * Diamond.
 */
function placesOf(deployed: Deployed) {
  const { mcd, governance, unit, generator } = deployed.core
  const prime = primeOf(deployed)
  const star = deployed.starGuards[0]
  if (star === undefined) throw new RangeError('No Prime with a StarGuard')
  return {
    ...mcd,
    ...governance,
    ...unit,
    ...generator.pau,
    allocatorVault: generator.allocator.vault,
    buffer: generator.allocator.buffer,
    migrationMom: generator.migrationMom,
    vault: prime.vault,
    primeDiamond: prime.diamond,
    primeAlmProxy: prime.almProxy,
    primeRateLimits: prime.rateLimits,
    primeAllocatorVault: prime.allocatorVault,
    callsAction: deployed.callsAction,
    migrationActions: deployed.migrationActions,
    pauInit: generator.facets.pauInit,
    migrationInit: generator.facets.migrationInit,
    srUsdsInit: generator.facets.srUsdsInit,
    sUsds: generator.srUsds.underlying,
    srUsds: generator.srUsds.token,
    subscribeQueue: generator.srUsds.subscribeQueue,
    redeemQueue: generator.srUsds.redeemQueue,
    holdingSystem: generator.srUsds.holdingSystem,
    starGuard: star.starGuard,
    subProxy: star.subProxy,
  }
}
type Places = ReturnType<typeof placesOf>

/** Everybody who calls: who holds a role, contracts that others trust, and who holds none. */
function callersOf(deployed: Deployed, at: Places) {
  const [guardian = zeroAddress, otherGuardian = zeroAddress] = guardianAddresses
  return {
    governance: at.pauseProxy,
    pause: at.pause,
    voters: roles.votes.address,
    hat: roles.nextCBeam.address,
    coreCouncil: roles.coreCouncil.address,
    timelock: at.timelock,
    configurator: at.configurator,
    operators: at.operators,
    mom: at.mom,
    guardianCouncil: at.guardianCouncil,
    guardian,
    otherGuardian,
    pauser: roles.emergencyWallet.address,
    cBeam: roles.cBeam.address,
    setter: roles.cBeam.address,
    guardrailOperator: roles.cBeam.address,
    relayer: roles.relayer1.address,
    lctsOperator: roles.lctsOperator.address,
    freezer: roles.freezer.address,
    diamond: at.diamond,
    almProxy: at.almProxy,
    allocatorVault: at.allocatorVault,
    usdsJoin: at.usdsJoin,
    jug: at.jug,
    autoLine: at.autoLine,
    lineMom: at.lineMom,
    migrationMom: at.migrationMom,
    primeCBeam: roles.primeCBeam.address,
    primeRelayer: roles.primeRelayer.address,
    primeDiamond: at.primeDiamond,
    primeAlmProxy: at.primeAlmProxy,
    primeConfigurator: deployed.core.primeUnit.configurator,
    primeOperators: deployed.core.primeUnit.operators,
    primeTimelock: deployed.core.primeUnit.timelock,
    primeGuardianCouncil: deployed.core.primeUnit.guardianCouncil,
    protego: at.protego,
    starGuard: at.starGuard,
    deployer: roles.deployer.address,
    donor: roles.donor.address,
    stranger: roles.keeper.address,
  }
}
type Callers = ReturnType<typeof callersOf>

/**
 * Makes a deployment into one in which every rightful caller can do what is his: limits stand open, the vault is
 * funded, the Prime has legacy debt. From now on the chain takes transactions from any account.
 */
export async function createWorld(chain: ScenarioChain, deployed: Deployed) {
  const places = placesOf(deployed)
  const by = callersOf(deployed, places)
  await chain.rpc('anvil_autoImpersonateAccount', [true])
  for (const address of new Set([...Object.values(by), ...guardianAddresses])) {
    await chain.rpc('anvil_setBalance', [address, toHex(ENOUGH)])
  }
  await replaceOldFacet(chain, deployed, by)
  await openLimits(chain, places, by)
  await pairCBeam(chain, places, by)
  await moveFunds(chain, places, by)
  const stages = await createStages(chain, deployed, by)
  await chain.rpc('anvil_setBalance', [stages.agent, toHex(ENOUGH)])

  const plan = {
    tag: await codeHash(chain, places.callsAction),
    fax: encodeFunctionData({ abi: callsActionAbi, functionName: 'execute', args: [[]] }),
    eta: (await chain.time()) + 2n * DAY,
  }
  const { pause, callsAction } = places
  const at = {
    ...places,
    ...stages,
    spell: await create(chain, by, 'Spell', {
      abi: spellAbi,
      args: [pause, callsAction, plan.fax, 'Nothing'],
    }),
    timedSpell: await create(chain, by, 'TimedSpell', {
      abi: timedSpellAbi,
      args: [pause, callsAction, plan.fax, 'Nothing', plan.eta],
    }),
    officeCallsAction: await create(chain, by, 'OfficeCallsAction', {}),
    starSpell: await newStarSpell(chain, places.usds, 0n),
    dropSpell: await create(chain, by, 'DropSpell', {
      abi: dropSpellAbi,
      args: [deployed.core.governance.protego, callsAction, plan.tag, plan.fax, plan.eta],
    }),
  }
  return {
    by: { ...by, agent: stages.agent },
    at,
    plan,
    /** Hash of the code of the Prime's spell. */
    starTag: await codeHash(chain, at.starSpell),
    /** The facets of the Generator as they stand by themselves. */
    facets: facetsOf(deployed),
    guardians: guardianAddresses,
    ilk: stringToHex(GENERATOR_ILK, { size: 32 }),
    legacyIlk: primeOf(deployed).legacyIlk,
    chainId: Number(await chain.rpc('eth_chainId')),
    /** Time of the last block [unix s]. */
    now: await chain.time(),
  }
}

const facetsOf = ({ core, currentErc4626Facet }: Deployed): Readonly<Record<string, Address>> => ({
  DiamondCutFacet: core.generator.facets.diamondCut,
  AdminFacet: core.generator.facets.admin,
  UsdsFacet: core.generator.facets.usds,
  Erc4626Facet: currentErc4626Facet,
  SparkVaultFacet: core.generator.facets.sparkVault,
  TransferAssetFacet: core.generator.facets.transferAsset,
  LegacyMigrationFacet: core.generator.facets.legacyMigration,
  SrUsdsFacet: core.generator.facets.srUsds,
})

async function codeHash(chain: ScenarioChain, address: Address): Promise<Hex> {
  return keccak256((await chain.rpc('eth_getCode', [address, 'latest'])) as Hex)
}

async function create(
  chain: ScenarioChain,
  by: Callers,
  contract: string,
  parameters: object,
): Promise<Address> {
  const { bytecode } = readArtifact(contract)
  const data = encodeDeployData({ bytecode, ...parameters } as never)
  const receipt = await chain.create(by.deployer, data)
  return getAddress(receipt.contractAddress ?? zeroAddress)
}

/** The deployment begins with an older ERC-4626 facet, for the sake of its story. */
async function replaceOldFacet(chain: ScenarioChain, deployed: Deployed, by: Callers): Promise<void> {
  const { generator, governance } = deployed.core
  const { diamond } = generator.pau
  const facetAddress = deployed.currentErc4626Facet
  const functionSelectors = await chain.read({
    address: diamond,
    abi: diamondLoupeFacetAbi,
    functionName: 'facetFunctionSelectors',
    args: [generator.facets.erc4626],
  })
  await chain.sendAll(by.governance, [
    callOf(governance.facetAllowlist, {
      abi: facetAllowlistAbi,
      functionName: 'approve',
      args: [await codeHash(chain, facetAddress)],
    }),
    callOf(diamond, {
      abi: diamondCutFacetAbi,
      functionName: 'diamondCut',
      args: [[{ facetAddress, action: REPLACE, functionSelectors }], zeroAddress, '0x'],
    }),
  ])
}

async function openLimits(chain: ScenarioChain, at: Places, by: Callers): Promise<void> {
  const open = (rateLimits: Address, key: Hex): Call =>
    callOf(rateLimits, { abi: rateLimitsAbi, functionName: 'setUnlimitedRateLimitData', args: [key] })
  await chain.sendAll(by.governance, [
    ...[keys.mint, keys.deposit(at.vault), keys.withdraw(at.vault), keys.migration(at.vault)].map((key) =>
      open(at.rateLimits, key),
    ),
    ...[keys.mint, keys.take(at.vault), keys.transfer(at.usds, at.vault)].map((key) =>
      open(at.primeRateLimits, key),
    ),
  ])
  await chain.sendAll(by.voters, [callOf(at.chief, { abi: chiefAbi, functionName: 'lift', args: [by.hat] })])
}

async function pairCBeam(chain: ScenarioChain, at: Places, by: Callers): Promise<void> {
  await chain.sendAll(by.coreCouncil, [
    callOf(at.beamState, {
      abi: beamStateAbi,
      functionName: 'setCBeamForRateLimits',
      args: [at.rateLimits, by.cBeam],
    }),
    callOf(at.beamState, {
      abi: beamStateAbi,
      functionName: 'setCBeamForController',
      args: [at.diamond, by.cBeam],
    }),
  ])
}

/** Far more than the buffer of the vault is lent, and counts a day later, so that the Prime may take. */
async function moveFunds(chain: ScenarioChain, at: Places, by: Callers): Promise<void> {
  await chain.sendAll(by.relayer, [
    callOf(at.diamond, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [millions(5n)] }),
    callOf(at.diamond, {
      abi: erc4626FacetAbi,
      functionName: 'depositERC4626',
      args: [at.vault, millions(4n), 0n],
    }),
  ])
  await chain.at((await chain.time()) + DAY)
  await chain.sendAll(by.primeRelayer, [
    callOf(at.primeDiamond, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [100n * WAD] }),
  ])
}
