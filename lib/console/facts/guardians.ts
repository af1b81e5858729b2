import type { Address, Hex } from 'viem'
import type { Leaf } from '@/lib/leaf'

/** The council of guardians of the Configurator Unit, and whom it froze. */
export interface GuardianFacts {
  readonly council: Address
  /** Where its freezes are recorded, by the deployment file. */
  readonly registry: Address
  readonly members: Leaf<readonly Address[]>
  /** How many of them have to agree to lift a freeze, or to remove one of their own. */
  readonly threshold: Leaf<bigint>
  /** The BeamState that it acts on, as it says itself. */
  readonly beamState: Leaf<Address>
  /** The FreezeRegistry that it acts on, as it says itself. */
  readonly freezeRegistry: Leaf<Address>
  readonly timelock: Leaf<Address>
  /** Whether it is a ward of BeamState: it takes pairs and roles, and gives them back. */
  readonly wardOfBeamState: Leaf<boolean>
  /** Whether it is a ward of the FreezeRegistry: it freezes and lifts. */
  readonly wardOfRegistry: Leaf<boolean>
  /** Every account that an event says became a ward of the FreezeRegistry: each freezes and lifts alone. */
  readonly wards: readonly { readonly id: Address; readonly active: Leaf<boolean> }[]
  /** Whether it may cancel in the timelock. */
  readonly canceller: Leaf<boolean>
  /** Every account that ever got a BEAM role or was frozen, and every account that somebody connected. */
  readonly beams: readonly BeamFacts[]
}

/** What a freeze took in BeamState, and a lift gives back; nothing where there is no freeze. */
export interface TakenFacts {
  /** One bit each. */
  readonly roles: Leaf<Hex>
  readonly rateLimits: Leaf<readonly Address[]>
  readonly controllers: Leaf<readonly Address[]>
}

export interface FreezeFacts {
  readonly frozen: Leaf<boolean>
  /** How many present guardians voted to lift the freeze; 0 where there is none. */
  readonly votesToLift: Leaf<bigint>
  readonly taken: TakenFacts
}

export interface BeamFacts extends FreezeFacts {
  readonly id: Address
}
