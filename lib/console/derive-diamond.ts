import type { Address, Hex } from 'viem'
import type { DiamondFacts, FacetFacts } from './facts'
import type { FacetChange } from './known'
import { every, map } from './leaf'
import type { DiamondModel, FacetHistory, FacetModel } from './model'
import type { Signatures } from './signatures'

/** The Diamond with its facets named, and compared with the deployment file by address, never by name. */
export function deriveDiamond(
  facts: DiamondFacts,
  cuts: readonly FacetChange[],
  diamond: Address,
  signatures: Signatures,
): DiamondModel {
  const ownCuts = cuts.filter((cut) => cut.diamond === diamond)
  const { length, items } = facts.facets
  const present = new Set(items.map(({ id }) => id))
  return {
    ...facts,
    cuts: ownCuts,
    facets: { length, items: items.map((facet) => deriveFacet(facet, facts, ownCuts, signatures)) },
    gone: map(every<unknown>([length, ...items.map(({ address }) => address)]), () =>
      facts.manifest.filter(({ address }) => !present.has(address)),
    ),
  }
}

function deriveFacet(
  facet: FacetFacts,
  { manifest }: DiamondFacts,
  cuts: readonly FacetChange[],
  signatures: Signatures,
): FacetModel {
  const selectors = facet.selectors.ok ? facet.selectors.value : []
  const functions = selectors.map((selector) => ({
    selector,
    signature: signatures[selector]?.signature ?? null,
  }))
  return {
    ...facet,
    functions,
    name:
      manifest.find(({ address }) => address === facet.id)?.name ?? nameByFunctions(selectors, signatures),
    since: historyOf(facet.id, selectors, manifest, cuts),
  }
}

/** The one contract that declares all the functions; null when there is none, or one function is in no known ABI. */
function nameByFunctions(selectors: readonly Hex[], signatures: Signatures): string | null {
  const [first, ...others] = selectors.map((selector) => signatures[selector]?.contracts ?? [])
  const declaring = first?.filter((contract) => others.every((contracts) => contracts.includes(contract)))
  return declaring?.[0] ?? null
}

function historyOf(
  facet: Address,
  selectors: readonly Hex[],
  manifest: DiamondFacts['manifest'],
  cuts: readonly FacetChange[],
): FacetHistory {
  if (manifest.some(({ address }) => address === facet)) return { type: 'deployed' }
  const serves = new Set(selectors)
  const replaces = cuts
    .filter(
      (cut) => cut.facet !== facet && cut.action !== 'remove' && cut.selectors.some((s) => serves.has(s)),
    )
    .map((cut) => cut.facet)
  return replaces.length > 0 ? { type: 'replaced', replaces: [...new Set(replaces)] } : { type: 'added' }
}
