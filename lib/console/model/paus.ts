import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'
import type { PauFacts } from '../facts/pau'

/** A controller with its functions named. */
export interface PauModel extends PauFacts {
  /** Null for a controller with a fixed set of functions, which it does not list. */
  readonly functions: Leaf<readonly PauFunction[]> | null
}

/** The controllers of an ALMProxy; of a Prime with a vault the first is the one that takes from it. */
export type Paus = readonly [PauModel, ...PauModel[]]

/** A function of a controller, and what it is served by. */
export interface PauFunction {
  readonly selector: Hex
  /** Null for a selector that no known interface has. */
  readonly signature: string | null
  readonly facet: Address
  /** The selector by which the facet is called, where that is another one. */
  readonly as: Hex | null
}
