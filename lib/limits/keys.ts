import { type Address, encodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem'

/** Names of the limits that the facets of this system use. */
export const KNOWN_LIMIT_NAMES = [
  'LIMIT_USDS_MINT',
  'LIMIT_4626_DEPOSIT',
  'LIMIT_4626_WITHDRAW',
  'LIMIT_SPARK_VAULT_TAKE',
  'LIMIT_ASSET_TRANSFER',
  'LIMIT_LEGACY_MIGRATION',
  'LIMIT_SRUSDS_MINT',
  'LIMIT_SRUSDS_REDEEM',
] as const

export type KnownLimitName = (typeof KNOWN_LIMIT_NAMES)[number]

/** Names whose key hashes two addresses: the asset, then its destination. */
const NAMES_OF_A_PAIR: ReadonlySet<string> = new Set<KnownLimitName>(['LIMIT_ASSET_TRANSFER'])

/** What a key stands for: a name, and the addresses hashed with it in their order. */
export interface KeyName {
  readonly name: string
  readonly addresses: readonly Address[]
}

/** The key of a limit that holds for all addresses: `keccak256(name)`. */
export function limitKey(name: string): Hex {
  return keccak256(stringToHex(name))
}

/**
 * The key of a limit for given addresses: `keccak256(abi.encode(keccak256(name), address…))`. Without addresses it
 * is the name's own key, which is not hashed a second time.
 */
export function limitKeyFor(name: string, ...addresses: readonly Address[]): Hex {
  return limitKeyOf(limitKey(name), ...addresses)
}

/** The same, for a name that is already hashed. */
export function limitKeyOf(name: Hex, ...addresses: readonly Address[]): Hex {
  if (addresses.length === 0) return name
  const types = [{ type: 'bytes32' }, ...addresses.map(() => ({ type: 'address' }))]
  return keccak256(encodeAbiParameters(types, [name, ...addresses]))
}

/**
 * Every key that the given names make with the given addresses, to recover the name of a key found on chain: a key is a
 * hash and tells nothing itself. A key that is not in the map has no known name.
 *
 * @param assets what a pair of addresses may begin with. All pairs of a thousand addresses would be a million hashes,
 * and few of the addresses are tokens.
 */
export function nameKeys(
  names: readonly string[],
  addresses: readonly Address[],
  assets: readonly Address[],
): ReadonlyMap<Hex, KeyName> {
  const keys = new Map<Hex, KeyName>()
  for (const name of names) {
    keys.set(limitKey(name), { name, addresses: [] })
    const own = NAMES_OF_A_PAIR.has(name)
      ? assets.flatMap((asset) => addresses.map((address) => [asset, address]))
      : addresses.map((address) => [address])
    for (const made of own) keys.set(limitKeyFor(name, ...made), { name, addresses: made })
  }
  return keys
}
