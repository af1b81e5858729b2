import type { Address } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** The council of guardians of the Configurator Unit, and whom it froze. */
export interface GuardianFacts {
  readonly council: Address
  readonly members: Leaf<readonly Address[]>
  /** How many of them lift a freeze, or remove one of their own. */
  readonly threshold: Leaf<bigint>
  /** What it acts on, by its own word. */
  readonly beamState: Leaf<Address>
  readonly timelock: Leaf<Address>
  /** Whether it holds role 3 of BeamState, GUARDIAN: it freezes and lifts. */
  readonly guardianRole: Leaf<boolean>
  /** Whether it may cancel in the timelock. */
  readonly canceller: Leaf<boolean>
  /** Every account that ever got a BEAM role or was frozen, and those that somebody connected. */
  readonly beams: readonly BeamFacts[]
}

export interface BeamFacts {
  readonly id: Address
  readonly frozen: Leaf<boolean>
  /** Today's guardians that spoke for lifting the freeze; 0 where there is none. */
  readonly votesToLift: Leaf<bigint>
}
