import type { Address, Hex } from 'viem'

/** A contract whose code a Diamond runs, and the selectors it serves. */
export interface Facet {
  readonly address: Address
  readonly selectors: readonly Hex[]
}

/** ERC-165 ids that a Diamond of this system answers for. */
export const interfaceIds = [
  { id: '0x48e2b093', name: 'IDiamondLoupe' },
  { id: '0x1f931c1c', name: 'IDiamondCut' },
  { id: '0x01ffc9a7', name: 'IERC165' },
] as const satisfies readonly { id: Hex; name: string }[]
