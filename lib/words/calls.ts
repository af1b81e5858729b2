import type { Abi, Address, Hex } from 'viem'
import {
  adminFacetAbi,
  allocatorBufferAbi,
  allocatorRegistryAbi,
  allocatorRolesAbi,
  allocatorVaultAbi,
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  beamTimeLockAbi,
  chainlogAbi,
  chiefAbi,
  configuratorAbi,
  controllerOperatorsAbi,
  diamondCutFacetAbi,
  dsPauseAbi,
  erc4626FacetAbi,
  facetAllowlistAbi,
  freezeRegistryAbi,
  guardianCouncilAbi,
  jugAbi,
  legacyMigrationFacetAbi,
  lineMomAbi,
  migrationMomAbi,
  parameterRegistryAbi,
  pasMomAbi,
  primeVaultAbi,
  rateLimitsAbi,
  usdsAbi,
  usdsFacetAbi,
  usdsJoinAbi,
  vatAbi,
} from '@/lib/abi'
import type { GeneratorModel, LimitModel } from '@/lib/console/model'
import { pausOf } from '@/lib/console/paus'
import { type KeyName, KNOWN_LIMIT_NAMES, nameKeys } from '@/lib/limits'
import { limitTitle } from './limits'
import { type CallDescription, describeCall } from './operations'

/**
 * The ABIs that governance and a cBEAM call: the Configurator Unit first, then the PAU, governance itself, vaults and
 * MCD.
 */
const callable: readonly Abi[] = [
  beamStateAbi,
  configuratorAbi,
  controllerOperatorsAbi,
  beamTimeLockAbi,
  pasMomAbi,
  freezeRegistryAbi,
  guardianCouncilAbi,
  adminFacetAbi,
  diamondCutFacetAbi,
  rateLimitsAbi,
  almProxyAbi,
  usdsFacetAbi,
  erc4626FacetAbi,
  legacyMigrationFacetAbi,
  parameterRegistryAbi,
  migrationMomAbi,
  facetAllowlistAbi,
  dsPauseAbi,
  chiefAbi,
  primeVaultAbi,
  vatAbi,
  jugAbi,
  autoLineAbi,
  lineMomAbi,
  allocatorRolesAbi,
  allocatorRegistryAbi,
  allocatorVaultAbi,
  allocatorBufferAbi,
  chainlogAbi,
  usdsAbi,
  usdsJoinAbi,
]

/**
 * What a call will do, in words, with limits by their names and units.
 * @param nameOf Name of an address, if it has one.
 */
export function tellCall(
  { target, data }: { readonly target: Address; readonly data: Hex },
  generators: readonly GeneratorModel[],
  nameOf: (address: Address) => string | undefined,
): CallDescription {
  const limits = generators.flatMap((generator) => generator.limits)
  const limitOf = (key: Hex) => {
    const name = limits.find(({ id }) => id === key)?.name ?? keyNames(generators).get(key)
    if (!name) return undefined
    const unit = unitOf(name, limits)
    return {
      name: limitTitle({ id: key, name }, (address) => nameOf(address) ?? address),
      ...(unit?.symbol.ok && unit.decimals.ok
        ? { unit: { symbol: unit.symbol.value, decimals: unit.decimals.value } }
        : {}),
    }
  }
  return describeCall(target, data, callable, nameOf, limitOf, pausOf({ generators, unfunded: [] }))
}

/** The unit of a limit, even of one that was never set: every limit of a vault counts in the vault's asset. */
function unitOf({ name, addresses: [first] }: KeyName, limits: readonly LimitModel[]) {
  const same = limits.filter(
    (limit) => limit.unit !== null && limit.name !== null && limit.name.addresses[0] === first,
  )
  return (same.find((limit) => limit.name?.name === name) ?? (first && same[0]))?.unit
}

let lastNames: { readonly of: string; readonly names: ReadonlyMap<Hex, KeyName> } | null = null

/**
 * Names of the keys that vaults and ALMProxies make. They are hashed once for a deployment, since they stay the same in
 * every model.
 */
function keyNames(generators: readonly GeneratorModel[]): ReadonlyMap<Hex, KeyName> {
  const addresses = generators.flatMap((generator) =>
    generator.primes.flatMap((prime) => [prime.addresses.vault, prime.addresses.almProxy]),
  )
  const assets = generators.map((generator) => generator.addresses.usds)
  const of = [...assets, ...addresses].join()
  if (lastNames?.of !== of) lastNames = { of, names: nameKeys(KNOWN_LIMIT_NAMES, addresses, assets) }
  return lastNames.names
}
