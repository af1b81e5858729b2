import type { Address, Hex } from 'viem'
import { lower } from './selectors'
import type { Facet } from './types'

/** A facet as the deployment recorded it. */
export interface RecordedFacet {
  readonly name: string
  readonly address: Address
  /** The selectors that it served when it was deployed, where they are known. Only then can its successor be named. */
  readonly selectors?: readonly Hex[]
}

export interface FacetReplacement {
  readonly before: RecordedFacet
  /** Every new facet that now serves a selector of `before`. */
  readonly after: readonly Facet[]
}

export interface FacetComparison {
  readonly kept: readonly Facet[]
  /** New facets that serve no selector of a recorded facet. */
  readonly added: readonly Facet[]
  /** Facets that are gone, and whose selectors no new facet is known to serve. */
  readonly removed: readonly RecordedFacet[]
  readonly replaced: readonly FacetReplacement[]
}

/**
 * What changed since deployment. A facet *is* its address: two facets with the same name or without a name are two
 * facets, and the same code at a new address is a change.
 */
export function compareFacets(recorded: readonly RecordedFacet[], now: readonly Facet[]): FacetComparison {
  const before = new Set(recorded.map(({ address }) => lower(address)))
  const after = new Set(now.map(({ address }) => lower(address)))
  const arrived = now.filter(({ address }) => !before.has(lower(address)))
  const gone = recorded.filter(({ address }) => !after.has(lower(address)))

  const replaced = gone
    .map((facet) => ({ before: facet, after: arrived.filter((candidate) => succeeds(candidate, facet)) }))
    .filter((replacement) => replacement.after.length > 0)

  return {
    kept: now.filter(({ address }) => before.has(lower(address))),
    added: arrived.filter((facet) => !replaced.some((replacement) => replacement.after.includes(facet))),
    removed: gone.filter((facet) => !replaced.some((replacement) => replacement.before === facet)),
    replaced,
  }
}

function succeeds(candidate: Facet, facet: RecordedFacet): boolean {
  const served = new Set(facet.selectors?.map(lower))
  return candidate.selectors.some((selector) => served.has(lower(selector)))
}
