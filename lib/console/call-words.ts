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
import { type CallDescription, describeCall } from '@/lib/timelock'
import { limitTitle } from './limit-words'
import type { GeneratorModel } from './model'

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
 * What a call will do, in words, with the limits of these Generators by their names and units.
 * @param nameOf Name of an address, if it has one.
 */
export function tellCall(
  { target, data }: { readonly target: Address; readonly data: Hex },
  generators: readonly GeneratorModel[],
  nameOf: (address: Address) => string | undefined,
): CallDescription {
  const limits = generators.flatMap((generator) => generator.limits)
  return describeCall(target, data, callable, nameOf, (key) => {
    const limit = limits.find(({ id, name }) => id === key && name !== null)
    if (!limit) return undefined
    const { symbol, decimals } = limit.unit ?? {}
    return {
      name: limitTitle(limit, (address) => nameOf(address) ?? address),
      ...(symbol?.ok && decimals?.ok ? { unit: { symbol: symbol.value, decimals: decimals.value } } : {}),
    }
  })
}
