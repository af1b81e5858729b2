import type { Address, Hex } from 'viem'
import type { Leaf, List } from '@/lib/leaf'

/** Holders of an enumerable role. `members` holds those that could be read. */
export interface RoleFacts {
  readonly contract: Address
  readonly name: string
  readonly role: Hex
  readonly members: List<{ readonly id: string; readonly account: Leaf<Address> }>
}

/** Who operates a PAU, each with whether guardians froze it in the FreezeRegistry that the PAU's controller asks. */
export interface RelayerFacts extends Omit<RoleFacts, 'members'> {
  /**
   * The FreezeRegistry that the controller names, zero where it asks none; that of the Primes can differ from that of their
   * Generator. Null where the deployment names none, so that nobody is asked about, and for a controller that asks nobody.
   */
  readonly freezesIn: Leaf<Address> | null
  /** `frozen` is null where nobody is asked about. */
  readonly members: List<{
    readonly id: string
    readonly account: Leaf<Address>
    readonly frozen: Leaf<boolean> | null
  }>
}
