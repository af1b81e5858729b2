import type { Address, Hex } from 'viem'
import type { Leaf, List } from './leaf'

/** Who operates a PAU, and where its controller asks whether a guardian froze them. */
export interface RelayerFacts extends RoleFacts {
  /** BeamState by the controller's own word. */
  readonly freezesIn: Leaf<Address>
}

/** Holders of an enumerable role. `members` lists those that could be read. */
export interface RoleFacts {
  readonly contract: Address
  readonly name: string
  readonly role: Hex
  readonly members: List<{ readonly id: string; readonly account: Leaf<Address> }>
}
