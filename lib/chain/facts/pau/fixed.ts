import type { Address } from 'viem'
import { facetedControllerAbi, mainnetControllerAbi } from '@/lib/abi'
import { every, map } from '@/lib/leaf'
import type { Ask } from '../../read/ask'
import { adminRole, gatherRelayers, gatherRole } from '../roles'
import type { PauReading, Reader } from './reader'

/** A controller with all functions in itself: it asks nobody whether a relayer is frozen. */
export const readMonolithic: Reader = (ask, controller) => {
  const { members, ...role } = gatherRole(ask, controller, 'RELAYER')
  return {
    ...gatherFixed(ask, controller),
    relayers: {
      ...role,
      freezesIn: null,
      members: { ...members, items: members.items.map((member) => ({ ...member, frozen: null })) },
    },
  }
}

/** The facets of a fixed controller, by the functions that name them. */
const fixedFacets = [
  'adminFacet',
  'usdsFacet',
  'erc4626Facet',
  'sparkVaultFacet',
  'transferAssetFacet',
] as const

/** A controller whose functions lie in facets, for good. As on a Diamond, these ask whether a relayer is frozen. */
export const readFaceted: Reader = (ask, controller, freezable) => {
  const items = fixedFacets.map((name) => ({
    id: name,
    address: ask.call(controller, facetedControllerAbi, name),
    selectors: null,
  }))
  return {
    ...gatherFixed(ask, controller),
    facets: { length: map(every(items.map(({ address }) => address)), (all) => all.length), items },
    relayers: gatherRelayers(ask, controller, freezable),
  }
}

/** What a controller with a fixed set of functions has: its roles itself, and no list of functions. */
function gatherFixed(ask: Ask, controller: Address): Omit<PauReading, 'relayers'> {
  return {
    proxy: ask.call(controller, mainnetControllerAbi, 'proxy'),
    rateLimits: ask.call(controller, mainnetControllerAbi, 'rateLimits'),
    facets: null,
    integrations: null,
    beacon: null,
    freezers: gatherRole(ask, controller, 'FREEZER').members,
    agency: null,
    admins: gatherRole(ask, controller, 'DEFAULT_ADMIN_ROLE', adminRole).members,
  }
}
