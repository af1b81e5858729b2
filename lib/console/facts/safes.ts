import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { CodeFacts } from './code'

/** What a Safe of the deployment says of itself, and who approved which of its transactions. */
export interface SafeFacts {
  /** The Safe's address. */
  readonly id: Address
  readonly name: string
  /** In the order of the Safe. */
  readonly owners: Leaf<readonly Address[]>
  readonly threshold: Leaf<bigint>
  /** The only nonce that it can execute now. */
  readonly nonce: Leaf<bigint>
  readonly version: Leaf<string>
  readonly domainSeparator: Leaf<Hex>
  /** Code at the address of MultiSendCallOnly, which a batch runs as the Safe itself. */
  readonly multiSend: CodeFacts
  readonly control: SafeControlFacts
  readonly watched: readonly WatchedFacts[]
}

/** Who besides its owners decides what a Safe does: its code, and whoever its code lets act. */
export interface SafeControlFacts {
  /** Code at the Safe's own address: a proxy. */
  readonly proxy: CodeFacts
  /** The contract that the proxy delegates everything to, as the proxy says itself. */
  readonly singleton: Leaf<Address>
  readonly singletonCode: CodeFacts
  /** Contracts that execute for the Safe without its owners, at most a hundred. */
  readonly modules: Leaf<readonly Address[]>
  /** Where the list of modules goes on; its sentinel at the end. */
  readonly modulesNext: Leaf<Address>
  /** The word of storage with the address that may refuse what the owners want; 0 for nobody. */
  readonly guard: Leaf<Hex>
  /**
   * The word of storage with the address that answers calls which the Safe does not know, as the Safe; 0 for nobody.
   */
  readonly handler: Leaf<Hex>
  readonly handlerCode: CodeFacts
}

/** A transaction of a Safe by its safeTxHash, with the approval of every present owner. */
export interface WatchedFacts {
  /** The safeTxHash. */
  readonly id: Hex
  /** `getTransactionHash(…)` of the Safe itself; null while only the hash is known, not the transaction. */
  readonly onChain: Leaf<Hex> | null
  readonly approvals: readonly { readonly id: Address; readonly approved: Leaf<boolean> }[]
}
