import type { Address, Hex } from 'viem'
import { accessControlsAbi, administeredAgentAbi, beaconAbi, controllerAbi } from '@/lib/abi'
import type {
  AgencyFacts,
  AgentFacts,
  AllocatorFacts,
  IntegrationFacts,
  MemberList,
} from '@/lib/console/facts/pau'
import { andThen, dependOn, field, type Leaf, type List, map, unknown } from '@/lib/leaf'
import type { Ask } from '../../read/ask'
import { adminRole, gatherMembers, roleHash } from '../roles'
import type { Reader } from './reader'

/** How many integrations are listed; a contract that claims more is not believed. */
const mostIntegrations = 500

/**
 * The controller of a production PAU: its table gives each call a facet and a selector there, its roles are on an
 * AccessControls, and agents operate it.
 */
export const readDispatch: Reader = (ask, controller) => {
  const accessControls = ask.call(controller, controllerAbi, 'accessControls')
  const beacon = ask.call(controller, controllerAbi, 'beacon')
  return {
    proxy: ask.call(controller, controllerAbi, 'proxy'),
    rateLimits: ask.call(controller, controllerAbi, 'rateLimits'),
    facets: null,
    integrations: listed(ask.call(controller, controllerAbi, 'integrations')),
    beacon: {
      address: beacon,
      integrations: listed(andThen(beacon, (at) => ask.call(at, beaconAbi, 'integrations'))),
    },
    relayers: null,
    freezers: null,
    agency: gatherAgency(ask, accessControls),
    admins: holders(ask, accessControls, adminRole),
  }
}

interface Listed {
  readonly id: Hex
  readonly config: {
    readonly facet: Address
    readonly wires: readonly { readonly callSelector: Hex; readonly delegateSelector: Hex }[]
  }
}

/** The integrations of a controller or a Beacon. */
function listed(told: Leaf<readonly Listed[]>): List<IntegrationFacts> {
  const all =
    told.ok && told.value.length > mostIntegrations
      ? unknown(
          {
            kind: 'out-of-range',
            message: `The contract names ${told.value.length} integrations, more than are listed here (${mostIntegrations}).`,
          },
          told.from,
        )
      : told
  return {
    length: map(all, (list) => list.length),
    items: (all.ok ? all.value : []).map(({ id }, index) => {
      const config = field(field(all, index), 'config')
      return { id, facet: field(config, 'facet'), wires: field(config, 'wires') }
    }),
  }
}

function gatherAgency(ask: Ask, accessControls: AgencyFacts['accessControls']): AgencyFacts {
  const { length, items } = holders(ask, accessControls, roleHash('ALLOCATOR_ROLE'))
  return {
    accessControls,
    allocators: {
      length,
      items: items.map(({ id, account }): AllocatorFacts => {
        const code = andThen(account, (holder) => ask.code(holder))
        const size = field(code, 1)
        const own = size.ok && size.value === 0n
        return {
          id,
          account,
          code: { hash: field(code, 0), size },
          agent: own ? null : gatherAgent(ask, account, size),
        }
      }),
    },
  }
}

/** Holders of a role on an AccessControls that another read names. */
function holders(ask: Ask, contract: AgencyFacts['accessControls'], role: `0x${string}`): MemberList {
  return gatherMembers(
    andThen(contract, (at) => ask.call(at, accessControlsAbi, 'getRoleMemberCount', role)),
    (index) => andThen(contract, (at) => ask.call(at, accessControlsAbi, 'getRoleMember', role, index)),
  )
}

/** @param size of its code: only a contract is asked who acts through it */
function gatherAgent(ask: Ask, account: AllocatorFacts['account'], size: Leaf<bigint>): AgentFacts {
  const at = andThen(size, () => account)
  const members = (
    count: 'actorCount' | 'revokerCount' | 'adminCount',
    get: 'getActor' | 'getRevoker' | 'getAdmin',
  ) =>
    gatherMembers(
      andThen(at, (agent) => ask.call(agent, administeredAgentAbi, count)),
      (index) =>
        dependOn(
          andThen(at, (agent) => ask.call(agent, administeredAgentAbi, get, index)),
          at.from,
        ),
    )
  return {
    actors: members('actorCount', 'getActor'),
    revokers: members('revokerCount', 'getRevoker'),
    admins: members('adminCount', 'getAdmin'),
  }
}
