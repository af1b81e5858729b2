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
  /** The only one that it can execute now. */
  readonly nonce: Leaf<bigint>
  readonly version: Leaf<string>
  readonly domainSeparator: Leaf<Hex>
  /** Code at the address of MultiSendCallOnly, which a batch runs as the Safe itself. */
  readonly multiSend: CodeFacts
  readonly control: SafeControlFacts
  readonly watched: readonly WatchedFacts[]
}

/** Who else than its owners decides what a Safe does: its code, and what its code lets act. */
export interface SafeControlFacts {
  /** Code at the Safe's own address: a proxy. */
  readonly proxy: CodeFacts
  /** What the proxy delegates everything to, in its own words. */
  readonly singleton: Leaf<Address>
  readonly singletonCode: CodeFacts
  /** Contracts that execute for it without its owners, at most a hundred. */
  readonly modules: Leaf<readonly Address[]>
  /** Where the list of modules goes on; its sentinel at the end. */
  readonly modulesNext: Leaf<Address>
  /** The word of storage that names who may refuse what its owners want; 0 for nobody. */
  readonly guard: Leaf<Hex>
  /** The word of storage that names who answers, as the Safe, what the Safe does not know; 0 for nobody. */
  readonly handler: Leaf<Hex>
  readonly handlerCode: CodeFacts
}

/** A transaction of a Safe by its safeTxHash, with what every owner of now said to it. */
export interface WatchedFacts {
  /** The safeTxHash. */
  readonly id: Hex
  /** `getTransactionHash(…)` of the Safe itself; null while only the hash is known and not what it is of. */
  readonly onChain: Leaf<Hex> | null
  readonly approvals: readonly { readonly id: Address; readonly approved: Leaf<boolean> }[]
}
