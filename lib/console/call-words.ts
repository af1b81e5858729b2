import type { Abi, Address, Hex } from 'viem'
import {
  adminFacetAbi,
  almProxyAbi,
  beamStateAbi,
  beamTimeLockAbi,
  configuratorAbi,
  diamondCutFacetAbi,
  erc4626FacetAbi,
  pasMomAbi,
  rateLimitsAbi,
  usdsFacetAbi,
} from '@/lib/abi'
import { type KeyName, KNOWN_LIMIT_NAMES, nameKeys } from '@/lib/limits'
import { type CallDescription, describeCall } from '@/lib/timelock'
import { limitTitle } from './limit-words'
import type { GeneratorModel, LimitModel } from './model'

/** What governance and a cBEAM call: the Configurator Unit first, then the PAU. */
const callable: readonly Abi[] = [
  beamStateAbi,
  configuratorAbi,
  beamTimeLockAbi,
  pasMomAbi,
  adminFacetAbi,
  diamondCutFacetAbi,
  rateLimitsAbi,
  almProxyAbi,
  usdsFacetAbi,
  erc4626FacetAbi,
]

/**
 * What a call will do, in words, with limits by their names and units.
 * @param nameOf Name of an address, if it has one.
 * @param addresses Addresses that a limit key may have been made of, beside those of the limits themselves.
 */
export function tellCall(
  { target, data }: { readonly target: Address; readonly data: Hex },
  generators: readonly GeneratorModel[],
  nameOf: (address: Address) => string | undefined,
  addresses: readonly Address[],
): CallDescription {
  const limits = generators.flatMap((generator) => generator.limits)
  return describeCall(target, data, callable, nameOf, (key) => {
    const name = limits.find(({ id }) => id === key)?.name ?? keyNames(addresses).get(key)
    if (!name) return undefined
    const unit = unitOf(name, limits)
    return {
      name: limitTitle({ id: key, name }, (address) => nameOf(address) ?? address),
      ...(unit?.symbol.ok && unit.decimals.ok
        ? { unit: { symbol: unit.symbol.value, decimals: unit.decimals.value } }
        : {}),
    }
  })
}

/** The unit of a limit, also of one that was never set: every limit of a vault counts in the vault's asset. */
function unitOf({ name, addresses: [first] }: KeyName, limits: readonly LimitModel[]) {
  const same = limits.filter(
    (limit) => limit.unit !== null && limit.name !== null && limit.name.addresses[0] === first,
  )
  return (same.find((limit) => limit.name?.name === name) ?? (first && same[0]))?.unit
}

const named = new WeakMap<readonly Address[], ReadonlyMap<Hex, KeyName>>()

/** Names of keys, hashed once for a list of addresses. */
function keyNames(addresses: readonly Address[]): ReadonlyMap<Hex, KeyName> {
  const names = named.get(addresses) ?? nameKeys(KNOWN_LIMIT_NAMES, addresses)
  named.set(addresses, names)
  return names
}
