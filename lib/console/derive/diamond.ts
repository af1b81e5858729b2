import type { Address, Hex } from 'viem'
import { compareFacets, type FacetComparison, nameSelectors } from '@/lib/diamond'
import { every, map } from '@/lib/leaf'
import type { DiamondFacts, FacetFacts } from '../facts'
import type { FacetChange } from '../facts/watchlist'
import type { DiamondModel, FacetHistory, FacetModel, Signatures } from '../model'

/** The Diamond with its functions named, and compared with the deployment file by address, never by name. */
export function deriveDiamond(
  facts: DiamondFacts,
  allCuts: readonly FacetChange[],
  diamond: Address,
  signatures: Signatures,
): DiamondModel {
  const cuts = allCuts.filter((cut) => cut.diamond === diamond)
  const { length, items } = facts.facets
  const recorded = facts.manifest.map((facet) => ({
    ...facet,
    selectors: firstSelectors(facet.address, cuts),
  }))
  const now = items.map((facet) => ({ address: facet.id, selectors: selectorsOf(facet) }))
  const compared = compareFacets(recorded, now)
  return {
    ...facts,
    cuts,
    facets: { length, items: items.map((facet) => deriveFacet(facet, facts, compared, signatures)) },
    gone: map(every<unknown>([length, ...items.map(({ address }) => address)]), () =>
      [...compared.removed, ...compared.replaced.map(({ before }) => before)].map(({ name, address }) => ({
        name,
        address,
      })),
    ),
  }
}

function deriveFacet(
  facet: FacetFacts,
  { manifest }: DiamondFacts,
  compared: FacetComparison,
  signatures: Signatures,
): FacetModel {
  return {
    ...facet,
    functions: map(facet.selectors, (selectors) => nameSelectors(selectors, signatures)),
    name: manifest.find(({ address }) => address === facet.id)?.name ?? null,
    since: map(facet.selectors, () => historyOf(facet.id, compared)),
  }
}

function historyOf(facet: Address, { kept, replaced }: FacetComparison): FacetHistory {
  if (kept.some(({ address }) => address === facet)) return { type: 'deployed' }
  const replaces = replaced.filter(({ after }) => after.some(({ address }) => address === facet))
  return replaces.length > 0
    ? { type: 'replaced', replaces: replaces.map(({ before: { name, address } }) => ({ name, address })) }
    : { type: 'added' }
}

/** What a facet served when it was first cut in. */
function firstSelectors(facet: Address, cuts: readonly FacetChange[]): readonly Hex[] {
  return cuts.find((cut) => cut.facet === facet && cut.action !== 'remove')?.selectors ?? []
}

function selectorsOf({ selectors }: FacetFacts): readonly Hex[] {
  return selectors.ok ? selectors.value : []
}
