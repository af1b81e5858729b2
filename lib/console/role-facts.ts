import type { Address, Hex } from 'viem'
import type { Leaf, List } from './leaf'

/** Holders of an enumerable role. `members` lists those that could be read. */
export interface RoleFacts {
  readonly contract: Address
  readonly name: string
  readonly role: Hex
  readonly members: List<{ readonly id: string; readonly account: Leaf<Address> }>
}
