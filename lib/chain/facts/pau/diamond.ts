import { adminFacetAbi, diamondLoupeFacetAbi } from '@/lib/abi'
import { field, map } from '@/lib/leaf'
import { adminRole, gatherRelayers, gatherRole } from '../roles'
import type { Reader } from './reader'

/** A Diamond of EIP-2535: it lists its facets, has its roles itself, and asks BeamState whether a relayer is frozen. */
export const readDiamond: Reader = (ask, controller, freezable) => {
  const facets = ask.call(controller, diamondLoupeFacetAbi, 'facets')
  return {
    proxy: ask.call(controller, adminFacetAbi, 'proxy'),
    rateLimits: ask.call(controller, adminFacetAbi, 'rateLimits'),
    facets: {
      length: map(facets, (list) => list.length),
      items: (facets.ok ? facets.value : []).map(({ facetAddress }, index) => {
        const facet = field(facets, index)
        return {
          id: facetAddress,
          address: field(facet, 'facetAddress'),
          selectors: field(facet, 'functionSelectors'),
        }
      }),
    },
    integrations: null,
    beacon: null,
    relayers: gatherRelayers(ask, controller, freezable),
    freezers: gatherRole(ask, controller, 'FREEZER').members,
    agency: null,
    admins: gatherRole(ask, controller, 'DEFAULT_ADMIN_ROLE', adminRole).members,
  }
}
