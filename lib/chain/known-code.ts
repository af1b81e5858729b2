import { type Address, getAddress, type Hex, keccak256 } from 'viem'
import { multicall3Code } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { MULTI_SEND_CALL_ONLY, MULTI_SEND_CALL_ONLY_CODE_HASH } from '@/lib/safe'
import { multicallAddress } from './lens'

/** Which code is right at an address, and who says so. */
export interface KnownCode {
  readonly hashes: readonly Hex[]
  readonly by: string
}

/** Runtime code of the proxies that Safe's factories 1.3.0 and 1.4.1 make. */
const SAFE_PROXIES: readonly Hex[] = [
  '0xb89c1b3bdf2cf8827818646bce9a8f6e372885f8c55e5c07acbd307cb133b000',
  '0xd7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c',
]

/** Runtime code of Safe and SafeL2, 1.3.0 and 1.4.1, as Safe published it. */
const SAFE_SINGLETONS: readonly Hex[] = [
  '0xbba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e',
  '0x21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f',
  '0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4',
  '0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff',
]

/** Runtime code of Multicall3 as it stands on public chains, and as this console places it where it is missing. */
const MULTICALL: readonly Hex[] = [
  '0xd5c15df687b16f2ff992fc8d767b4216323184a2bbc6ee2f9c398c318e770891',
  keccak256(multicall3Code),
]

/**
 * Who says which code is right at an address, the strictest first: the deployment file, then what is the same on every
 * chain, then the allowlist of governance for the facets, as the model has it.
 *
 * @param found the hash that is there: what a Safe runs is known by its code alone
 * @returns null where nobody says
 */
export function knownCodeAt(
  address: Address,
  found: Hex | null,
  deployment: Deployment,
  model: ConsoleModel,
): KnownCode | null {
  const named = deployment.codeHashes[getAddress(address)]
  if (named !== undefined) return { hashes: [named], by: 'the deployment file' }
  if (address === MULTI_SEND_CALL_ONLY) {
    return { hashes: [MULTI_SEND_CALL_ONLY_CODE_HASH], by: 'Safe (MultiSendCallOnly 1.4.1)' }
  }
  if (address === multicallAddress) return { hashes: MULTICALL, by: 'Multicall3' }
  if (deployment.safes.some((safe) => safe.address === address)) {
    return { hashes: SAFE_PROXIES, by: 'Safe (proxies 1.3.0 and 1.4.1)' }
  }
  if (found !== null && deployment.safes.length > 0 && SAFE_SINGLETONS.includes(found)) {
    return { hashes: SAFE_SINGLETONS, by: 'Safe (1.3.0 and 1.4.1)' }
  }
  return approvedFacet(address, model)
}

/** The code of a facet is right if governance approved it: FacetAllowlist says so of what stands there now. */
function approvedFacet(address: Address, { generators }: ConsoleModel): KnownCode | null {
  const facets = generators.flatMap(({ diamond }) => diamond.facets.items)
  const facet = facets.find(({ id }) => id === address)
  if (!facet?.approved?.ok || !facet.code.hash.ok) return null
  const hashes = facet.approved.value ? [facet.code.hash.value] : []
  return { hashes, by: 'FacetAllowlist of governance' }
}
