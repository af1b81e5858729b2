import { type Address, getAddress, keccak256, toHex } from 'viem'
import { almProxyAbi, erc4626FacetAbi, primeVaultAbi, usdsAbi } from '@/lib/abi'
import type { UnitFacts } from '@/lib/console/facts/limits'
import type { PrimeFacts, PrimeWireFacts, UnfundedFacts, VaultFacts } from '@/lib/console/facts/primes'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import {
  type Deployment,
  type GeneratorDeployment,
  type PrimeDeployment,
  type UnfundedPrime,
  unitNamed,
} from '@/lib/deployment'
import type { Ask } from '../read/ask'
import { gatherIlk } from './debt'
import { gatherGuardrails } from './guardrails'
import { gatherNamedLimit, token } from './limits'
import { gatherLegacyWires, gatherMigration, type MigrationReads } from './migration'
import { gatherPaus, gatherStrangers } from './pau'
import { gatherTakes, type Takes } from './pau/takes'
import { gatherStarGuard } from './star-guard'
import { inRay, inShares, inWad } from './units'

const controllerRole = keccak256(toHex('CONTROLLER'))
const takerRole = keccak256(toHex('TAKER_ROLE'))
const depositorRole = keccak256(toHex('DEPOSITOR_ROLE'))
/** Where deployments burn a seed of shares. */
const ONE = getAddress('0x0000000000000000000000000000000000000001')
const DEAD = getAddress('0x000000000000000000000000000000000000dEaD')

/** One Prime: its vault, its own PAU as far as it touches the vault, its legacy ilks and their migration. */
export function gatherPrime(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  prime: PrimeDeployment,
  usds: UnitFacts,
  migrations: MigrationReads,
  known: Watchlist,
): PrimeFacts {
  const { vault, almProxy, controllers } = prime
  const [{ rateLimits, controller }, ...others] = controllers
  const inAsset = token(ask, ask.call(vault, primeVaultAbi, 'asset'))
  const takes = gatherTakes(ask, controllers[0], vault, deployment.mcd.usds)
  const own = { vault, usds: deployment.mcd.usds, inAsset, inUsds: usds }
  // Each Generator that funds it may control its ALMProxy while debt moves there.
  const diamonds = deployment.generators
    .filter(({ primes }) => primes.some(({ slug }) => slug === prime.slug))
    .map(({ addresses }) => addresses.diamond)
  const named = [...controllers.map((one) => one.controller), ...diamonds]
  return {
    id: prime.slug,
    name: prime.name,
    unit: beamStateOf(deployment, prime),
    addresses: { vault, almProxy, rateLimits, controller },
    vault: gatherVault(ask, deployment, generator, vault),
    proxyIdle: inWad(ask.call(deployment.mcd.usds, usdsAbi, 'balanceOf', almProxy)),
    wires: gatherWires(ask, generator, prime, takes),
    controllers: gatherPaus(ask, deployment, prime),
    strangers: gatherStrangers(ask, almProxy, named, known),
    ...gatherVaultLimits(ask, rateLimits, takes, own),
    otherLimits: others.map((one) => {
      const { keys, ...told } = gatherTakes(ask, one, vault, deployment.mcd.usds)
      return { id: one.controller, ...told, ...gatherVaultLimits(ask, one.rateLimits, { keys }, own) }
    }),
    legacy: prime.legacyIlks.map(({ ilk, allocatorVault }) =>
      gatherIlk(ask, deployment, ilk, allocatorVault),
    ),
    legacyWires: gatherLegacyWires(ask, deployment, prime),
    migration: gatherMigration(ask, deployment, generator, prime, migrations),
    starGuard: prime.starGuard && gatherStarGuard(ask, prime.starGuard),
  }
}

/** One Prime that no Generator funds yet. */
export function gatherUnfunded(
  ask: Ask,
  deployment: Deployment,
  prime: UnfundedPrime,
  known: Watchlist,
): UnfundedFacts {
  const { slug, name, almProxy, controllers, legacyIlks } = prime
  const named = controllers.map(({ controller }) => controller)
  return {
    id: slug,
    name,
    unit: beamStateOf(deployment, prime),
    almProxy,
    controllers: gatherPaus(ask, deployment, prime),
    strangers: gatherStrangers(ask, almProxy, named, known),
    legacy: legacyIlks.map(({ ilk, allocatorVault }) => gatherIlk(ask, deployment, ilk, allocatorVault)),
  }
}

const beamStateOf = (deployment: Deployment, { unit }: Pick<PrimeDeployment, 'unit'>): Address | null =>
  unit === null ? null : unitNamed(deployment, unit).beamState

function gatherVault(
  ask: Ask,
  { mcd }: Deployment,
  { addresses }: GeneratorDeployment,
  vault: Address,
): VaultFacts {
  const { almProxy, diamond } = addresses
  return {
    asset: ask.call(vault, primeVaultAbi, 'asset'),
    chi: inRay(ask.call(vault, primeVaultAbi, 'chi')),
    vsr: inRay(ask.call(vault, primeVaultAbi, 'vsr')),
    rho: ask.call(vault, primeVaultAbi, 'rho'),
    totalSupply: inShares(ask.call(vault, primeVaultAbi, 'totalSupply')),
    depositCap: inWad(ask.call(vault, primeVaultAbi, 'depositCap')),
    idle: inWad(ask.call(mcd.usds, usdsAbi, 'balanceOf', vault)),
    generatorShares: inShares(ask.call(vault, primeVaultAbi, 'balanceOf', almProxy)),
    burnedShares: {
      one: inShares(ask.call(vault, primeVaultAbi, 'balanceOf', ONE)),
      dead: inShares(ask.call(vault, primeVaultAbi, 'balanceOf', DEAD)),
    },
    maxExchangeRate: ask.call(diamond, erc4626FacetAbi, 'maxExchangeRates', vault),
    ...gatherGuardrails(ask, vault),
    contractTotalAssets: inWad(ask.call(vault, primeVaultAbi, 'totalAssets')),
    contractOutstanding: inWad(ask.call(vault, primeVaultAbi, 'assetsOutstanding')),
    contractMaxDeposit: inWad(ask.call(vault, primeVaultAbi, 'maxDeposit', almProxy)),
    contractMaxWithdraw: inWad(ask.call(vault, primeVaultAbi, 'maxWithdraw', almProxy)),
  }
}

interface VaultUnits {
  readonly vault: Address
  readonly usds: Address
  /** The unit of the vault's asset, and of USDS. */
  readonly inAsset: UnitFacts
  readonly inUsds: UnitFacts
}

/** The limits by which a controller takes from a vault and returns to it, under the keys that it tells. */
function gatherVaultLimits(
  ask: Ask,
  rateLimits: Address,
  { keys }: Pick<Takes, 'keys'>,
  { vault, usds, inAsset, inUsds }: VaultUnits,
): Pick<PrimeFacts, 'takeLimit' | 'returnLimit'> {
  const take = { name: 'LIMIT_SPARK_VAULT_TAKE', addresses: [vault] }
  const back = { name: 'LIMIT_ASSET_TRANSFER', addresses: [usds, vault] }
  return {
    takeLimit: gatherNamedLimit(ask, rateLimits, take, inAsset, keys?.take ?? null),
    returnLimit: gatherNamedLimit(ask, rateLimits, back, inUsds, keys?.back ?? null),
  }
}

function gatherWires(
  ask: Ask,
  generator: GeneratorDeployment,
  { vault, almProxy }: PrimeDeployment,
  { takeFacet, takeKey, returnKey }: Takes,
): PrimeWireFacts {
  return {
    takeFacet,
    takeKey,
    returnKey,
    taker: ask.call(vault, primeVaultAbi, 'hasRole', takerRole, almProxy),
    depositorTakes: ask.call(vault, primeVaultAbi, 'hasRole', takerRole, generator.addresses.almProxy),
    depositor: ask.call(vault, primeVaultAbi, 'hasRole', depositorRole, generator.addresses.almProxy),
    generatorOnProxy: ask.call(almProxy, almProxyAbi, 'hasRole', controllerRole, generator.addresses.diamond),
  }
}
