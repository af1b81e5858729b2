import type { Address, Hex } from 'viem'
import type { CodeFacts } from './facts'
import type { Leaf } from './leaf'

/** What a Safe of the deployment says of itself, and who approved which of its transactions. */
export interface SafeFacts {
  /** The Safe's address. */
  readonly id: Address
  readonly name: string
  /** In the order of the Safe. */
  readonly owners: Leaf<readonly Address[]>
  readonly threshold: Leaf<bigint>
  /** The only one that it can execute now. */
  readonly nonce: Leaf<bigint>
  readonly version: Leaf<string>
  readonly domainSeparator: Leaf<Hex>
  /** Code at the address of MultiSendCallOnly, which a batch runs as the Safe itself. */
  readonly multiSend: CodeFacts
  readonly watched: readonly WatchedFacts[]
}

/** A transaction of a Safe by its safeTxHash, with what every owner of now said to it. */
export interface WatchedFacts {
  /** The safeTxHash. */
  readonly id: Hex
  /** `getTransactionHash(…)` of the Safe itself; null while only the hash is known and not what it is of. */
  readonly onChain: Leaf<Hex> | null
  readonly approvals: readonly { readonly id: Address; readonly approved: Leaf<boolean> }[]
}
