import { type Address, getAddress, type Hex, keccak256, size, slice, stringToHex } from 'viem'

/**
 * keccak256 of the runtime code of every singleton that is known here, as `EXTCODEHASH` gives it. Sources: the builds
 * that Safe published as @gnosis.pm/safe-contracts 1.3.0 and @safe-global/safe-contracts 1.4.1, which agree with the
 * `codeHash` of the canonical deployments in @safe-global/safe-deployments 1.37.63.
 */
export const SAFE_SINGLETONS: Readonly<Record<Hex, { readonly name: string; readonly version: string }>> = {
  '0xbba688fbdb21ad2bb58bc320638b43d94e7d100f6f3ebaab0a4e4de6304b1c2e': { name: 'Safe', version: '1.3.0' },
  '0x21842597390c4c6e3c1239e434a682b054bd9548eee5e9b1d6a4482731023c0f': { name: 'Safe L2', version: '1.3.0' },
  '0x1fe2df852ba3299d6534ef416eefa406e56ced995bca886ab7a553e6d0c5e1c4': { name: 'Safe', version: '1.4.1' },
  '0xb1f926978a0f44a2c0ec8fe822418ae969bd8c3f18d61e5103100339894f81ff': { name: 'Safe L2', version: '1.4.1' },
}

/** Code hashes of the proxies, from the same builds. A proxy with this code tells what it delegates to. */
export const SAFE_PROXIES: Readonly<Record<Hex, string>> = {
  '0xb89c1b3bdf2cf8827818646bce9a8f6e372885f8c55e5c07acbd307cb133b000': 'Safe proxy 1.3.0',
  '0xd7d408ebcd99b2b70be43e20253d6d92a8ea8fab29bd3be7f55b10032331fb4c': 'Safe proxy 1.4.1',
}

/** Code hashes of the fallback handlers, from the same builds. */
export const SAFE_HANDLERS: Readonly<Record<Hex, string>> = {
  '0x03e69f7ce809e81687c69b19a7d7cca45b6d551ffdec73d9bb87178476de1abf': 'CompatibilityFallbackHandler 1.3.0',
  '0x7c6007a5d711cea8dfd5d91f5940ec29c7f200fe511eb1fc1397b367af3c42f9': 'CompatibilityFallbackHandler 1.4.1',
}

/** Storage slot of the guard, which may refuse any transaction of the owners. */
export const GUARD_SLOT: bigint = BigInt(keccak256(stringToHex('guard_manager.guard.address')))

/** Storage slot of the handler for calls that a Safe does not know. */
export const HANDLER_SLOT: bigint = BigInt(keccak256(stringToHex('fallback_manager.handler.address')))

/** The address that begins and ends the list of modules. */
export const SENTINEL: Address = '0x0000000000000000000000000000000000000001'

/** The address in a word of storage; null when it is not a word. */
export function storedAddress(word: Hex): Address | null {
  return size(word) === 32 ? getAddress(slice(word, -20)) : null
}
