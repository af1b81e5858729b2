import { type Address, keccak256, toFunctionSelector, toHex } from 'viem'
import {
  adminFacetAbi,
  almProxyAbi,
  diamondLoupeFacetAbi,
  erc4626FacetAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
} from '@/lib/abi'
import type { UnitFacts } from '@/lib/console/facts/limits'
import type { PrimeFacts, PrimeWireFacts, VaultFacts } from '@/lib/console/facts/primes'
import type { Deployment, GeneratorDeployment, PrimeDeployment } from '@/lib/deployment'
import type { Ask } from '../read/ask'
import { gatherIlk } from './debt'
import { gatherGuardrails } from './guardrails'
import { gatherNamedLimit, token } from './limits'
import { gatherLegacyWires, gatherMigration, type MigrationReads } from './migration'
import { gatherRelayers } from './roles'
import { inRay, inShares, inWad } from './units'

const controllerRole = keccak256(toHex('CONTROLLER'))
const takerRole = keccak256(toHex('TAKER_ROLE'))
const depositorRole = keccak256(toHex('DEPOSITOR_ROLE'))
const takeSelector = toFunctionSelector('takeFromSparkVault(address,uint256)')

/** One Prime: its vault, its own PAU as far as it touches the vault, its legacy ilks and their migration. */
export function gatherPrime(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  prime: PrimeDeployment,
  usds: UnitFacts,
  migrations: MigrationReads,
): PrimeFacts {
  const { vault, almProxy, rateLimits, controller } = prime
  const inAsset = token(ask, ask.call(vault, primeVaultAbi, 'asset'))
  return {
    id: prime.slug,
    name: prime.name,
    addresses: { vault, almProxy, rateLimits, controller },
    vault: gatherVault(ask, deployment, generator, vault),
    wires: gatherWires(ask, generator, prime),
    relayers: gatherRelayers(ask, deployment, controller),
    takeLimit: gatherNamedLimit(
      ask,
      rateLimits,
      { name: 'LIMIT_SPARK_VAULT_TAKE', addresses: [vault] },
      inAsset,
    ),
    returnLimit: gatherNamedLimit(
      ask,
      rateLimits,
      { name: 'LIMIT_ASSET_TRANSFER', addresses: [deployment.mcd.usds, vault] },
      usds,
    ),
    legacy: prime.legacyIlks.map(({ ilk, allocatorVault }) =>
      gatherIlk(ask, deployment, ilk, allocatorVault),
    ),
    legacyWires: gatherLegacyWires(ask, deployment, prime),
    migration: gatherMigration(ask, deployment, generator, prime, migrations),
  }
}

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
    maxExchangeRate: ask.call(diamond, erc4626FacetAbi, 'maxExchangeRates', vault),
    ...gatherGuardrails(ask, vault),
    contractTotalAssets: inWad(ask.call(vault, primeVaultAbi, 'totalAssets')),
    contractOutstanding: inWad(ask.call(vault, primeVaultAbi, 'assetsOutstanding')),
    contractMaxDeposit: inWad(ask.call(vault, primeVaultAbi, 'maxDeposit', almProxy)),
    contractMaxWithdraw: inWad(ask.call(vault, primeVaultAbi, 'maxWithdraw', almProxy)),
  }
}

function gatherWires(
  ask: Ask,
  generator: GeneratorDeployment,
  { vault, almProxy, rateLimits, controller }: PrimeDeployment,
): PrimeWireFacts {
  return {
    takeFacet: ask.call(controller, diamondLoupeFacetAbi, 'facetAddress', takeSelector),
    proxy: ask.call(controller, adminFacetAbi, 'proxy'),
    rateLimits: ask.call(controller, adminFacetAbi, 'rateLimits'),
    controllerOnProxy: ask.call(almProxy, almProxyAbi, 'hasRole', controllerRole, controller),
    controllerOnRateLimits: ask.call(rateLimits, rateLimitsAbi, 'hasRole', controllerRole, controller),
    taker: ask.call(vault, primeVaultAbi, 'hasRole', takerRole, almProxy),
    depositorTakes: ask.call(vault, primeVaultAbi, 'hasRole', takerRole, generator.addresses.almProxy),
    depositor: ask.call(vault, primeVaultAbi, 'hasRole', depositorRole, generator.addresses.almProxy),
    generatorOnProxy: ask.call(almProxy, almProxyAbi, 'hasRole', controllerRole, generator.addresses.diamond),
  }
}
