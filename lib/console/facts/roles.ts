import type { Address, Hex } from 'viem'
import type { Leaf, List } from '@/lib/leaf'

/** Holders of an enumerable role. `members` lists those that could be read. */
export interface RoleFacts {
  readonly contract: Address
  readonly name: string
  readonly role: Hex
  readonly members: List<{ readonly id: string; readonly account: Leaf<Address> }>
}

/** Who operates a PAU, each with whether guardians froze it where the controller of the PAU asks. */
export interface RelayerFacts extends Omit<RoleFacts, 'members'> {
  /** BeamState by the controller's own word; the Primes can have another one than their Generator. */
  readonly freezesIn: Leaf<Address>
  /** `frozen` is null where the deployment names no council of guardians: then nobody is asked about. */
  readonly members: List<{
    readonly id: string
    readonly account: Leaf<Address>
    readonly frozen: Leaf<boolean> | null
  }>
}
