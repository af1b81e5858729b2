import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** LineMom: who may set a ceiling to 0 at once, of which ilks, and whether the contracts let it. */
export interface LineMomFacts {
  readonly address: Address
  /** Adds and removes ilks, and may wipe. */
  readonly owner: Leaf<Address>
  /** The contract that says who besides the owner may wipe; zero for nobody. */
  readonly authority: Leaf<Address>
  /** The contracts that it changes, as it says itself. */
  readonly vat: Leaf<Address>
  readonly autoLine: Leaf<Address>
  /** Whether the Vat and the AutoLine of the deployment let it; null where the deployment names no AutoLine. */
  readonly wardOfVat: Leaf<boolean>
  readonly wardOfAutoLine: Leaf<boolean> | null
  /** Every ilk of the deployment, and whether it lists it. */
  readonly ilks: readonly LineMomIlkFacts[]
  /** Connected accounts, the Safes and the pause proxy: whether the authority lets each wipe. */
  readonly accounts: readonly { readonly id: Address; readonly mayWipe: Leaf<boolean> }[]
}

export interface LineMomIlkFacts {
  /** Its name: `ALLOCATOR-SPARK-A`. */
  readonly id: string
  readonly ilk: Hex
  readonly listed: Leaf<boolean>
}
