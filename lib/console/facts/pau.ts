import type { Address, Hex } from 'viem'
import type { PauReader } from '@/lib/deployment'
import type { Leaf, List } from '@/lib/leaf'
import type { CodeFacts } from './code'
import type { RelayerFacts } from './roles'

/** Accounts that a contract lists. `items` holds those that could be read. */
export type MemberList = List<{ readonly id: string; readonly account: Leaf<Address> }>

/**
 * One controller of an ALMProxy: what it serves, whom it is wired to, who operates it and who can end that. Which parts it
 * has is a matter of its reader; a part that it cannot have is null, and one that could not be read is unknown.
 */
export interface PauFacts {
  /** The controller's address. */
  readonly id: Address
  /** How it is read; null where nobody says what it is. */
  readonly reader: PauReader | null
  /** What the controller itself answered to that; null where the deployment file says it. */
  readonly probed: Leaf<PauReader> | null
  /** What the deployment file says that it is wired to. */
  readonly expected: {
    readonly rateLimits: Address
    readonly accessControls: Address | null
    readonly agent: Address | null
  }
  /** The ALMProxy and RateLimits that it names itself. */
  readonly proxy: Leaf<Address>
  readonly rateLimits: Leaf<Address>
  readonly controllerOnProxy: Leaf<boolean>
  readonly controllerOnRateLimits: Leaf<boolean>
  /** Null where it has none, or tells of none. */
  readonly facets: List<PauFacetFacts> | null
  /** Null where it has no table of integrations. */
  readonly integrations: List<IntegrationFacts> | null
  /** What its integrations come from; null where it has no table of them. */
  readonly beacon: BeaconFacts | null
  /** Null where agents operate it. */
  readonly relayers: RelayerFacts | null
  /** Who may remove a relayer; null where agents operate it. */
  readonly freezers: MemberList | null
  /** Null where relayers operate it. */
  readonly agency: AgencyFacts | null
  /** Holders of DEFAULT_ADMIN_ROLE, on the controller or its AccessControls. */
  readonly admins: MemberList
}

export interface PauFacetFacts {
  readonly id: string
  readonly address: Leaf<Address>
  /** Null where the controller does not list what each serves. */
  readonly selectors: Leaf<readonly Hex[]> | null
}

/** The Beacon of a production controller: what it recommends, and the controller has or has not taken over. */
export interface BeaconFacts {
  readonly address: Leaf<Address>
  readonly integrations: List<IntegrationFacts>
}

/** An integration of a dispatch table: calls by one selector are delegated to the facet by another. */
export interface IntegrationFacts {
  readonly id: Hex
  readonly facet: Leaf<Address>
  readonly wires: Leaf<readonly WireFact[]>
}

export interface WireFact {
  readonly callSelector: Hex
  readonly delegateSelector: Hex
}

/** How agents operate a controller: whoever holds ALLOCATOR_ROLE on its AccessControls. */
export interface AgencyFacts {
  readonly accessControls: Leaf<Address>
  readonly allocators: List<AllocatorFacts>
}

/** A holder of ALLOCATOR_ROLE: an agent, or an account that has no code and operates itself. */
export interface AllocatorFacts {
  readonly id: string
  readonly account: Leaf<Address>
  readonly code: CodeFacts
  /** Null for an account without code. */
  readonly agent: AgentFacts | null
}

export interface AgentFacts {
  /** Who operates through it. */
  readonly actors: MemberList
  /** Who may remove an actor. */
  readonly revokers: MemberList
  readonly admins: MemberList
}

/** An account that an event made a controller of an ALMProxy and that the deployment file does not name. */
export interface StrangerFacts {
  readonly id: Address
  /** Whether it holds CONTROLLER now. */
  readonly active: Leaf<boolean>
}
