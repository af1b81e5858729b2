import { type Address, type Hex, keccak256, parseAbi, slice, toHex } from 'viem'
import { blockLensCode, codeLensCode, multicall3Code } from '@/lib/abi'

/** Multicall3 as it is deployed on most chains. */
export const multicallAddress: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** An address of nobody, where the code lens stands during one call. */
export const codeLensAddress: Address = slice(keccak256(toHex('generator-pau-console/code-lens')), 12)

export const codeLensAbi = parseAbi([
  'function codeOf(address account) view returns (bytes32 codeHash, uint256 size)',
])

/** Addresses of nobody, where the block lens and its caller stand while a block is simulated. */
export const blockLensAddress: Address = slice(keccak256(toHex('generator-pau-console/block-lens')), 12)
export const witnessAddress: Address = slice(keccak256(toHex('generator-pau-console/witness')), 12)

export type StateOverride = Record<Address, { readonly code?: Hex; readonly balance?: Hex }>

/** Code placed for one call: always the lens, and Multicall3 where the chain lacks it. */
export function lensOverride(hasMulticall: boolean): StateOverride {
  return {
    [codeLensAddress]: { code: codeLensCode },
    ...(hasMulticall ? {} : { [multicallAddress]: { code: multicall3Code } }),
  }
}

/** Code placed while a block is simulated, and the funds of the witness. */
export function witnessOverride(): StateOverride {
  return {
    [blockLensAddress]: { code: blockLensCode },
    [witnessAddress]: { balance: toHex(10n ** 24n) },
  }
}
