import type { Hex } from 'viem'

export interface NamedSelector {
  readonly selector: Hex
  /** `mintUSDS(uint256)`, or null where no known interface has this selector. */
  readonly signature: string | null
}

/**
 * Gives each selector its signature, in the given order; a selector without a known signature stays in the list as
 * unknown.
 */
export function nameSelectors(selectors: readonly Hex[], known: ReadonlyMap<Hex, string>): NamedSelector[] {
  return selectors.map((selector) => ({ selector, signature: known.get(lower(selector)) ?? null }))
}

/** Hex in lower case, for comparison: a node answers in lower case, a person may paste something else. */
export const lower = (hex: Hex): Hex => hex.toLowerCase() as Hex
