/** How far a controller has come from the monolith to a Diamond. */
export type Stage = 'diamond' | 'facets behind a fixed controller' | 'monolithic'

/** What the probes of a controller answered; `undefined` where a read failed. */
export interface StageProbes {
  /** `facets()` of EIP-2535 answered with at least one facet. */
  readonly loupe: boolean | undefined
  /** `integrations()` of a dispatch table with selector remapping answered. */
  readonly dispatchTable: boolean | undefined
}

/**
 * The stage of a controller, or null while a probe that decides it is unanswered. Only a probe that the contract itself
 * refused proves that it lacks an interface.
 */
export function stageOf({ loupe, dispatchTable }: StageProbes): Stage | null {
  if (loupe === true) return 'diamond'
  if (dispatchTable === true) return 'facets behind a fixed controller'
  return loupe === false && dispatchTable === false ? 'monolithic' : null
}
