import type { Hex } from 'viem'
import { andThen, given, type Leaf, map, unknown } from '@/lib/leaf'
import { domainSeparator, isUnsupportedSafeVersion, type SafeDomain } from '@/lib/safe'
import type { SafeFacts } from '../facts/safes'

/** The domain that the hashes of a Safe are valid for; unknown for a version whose hashes are not known. */
export function domainOf(
  { id, version }: Pick<SafeFacts, 'id' | 'version'>,
  chainId: number,
): Leaf<SafeDomain> {
  return andThen(version, (text) => {
    const domain = { chainId: BigInt(chainId), safe: id, version: text }
    try {
      domainSeparator(domain)
      return given(domain)
    } catch (error) {
      if (isUnsupportedSafeVersion(error)) {
        return unknown({ kind: 'out-of-range', message: `${error.message}.` })
      }
      throw error
    }
  })
}

/** The domain separator as the console computes it. */
export function computedDomain(safe: Pick<SafeFacts, 'id' | 'version'>, chainId: number): Leaf<Hex> {
  return map(domainOf(safe, chainId), domainSeparator)
}
