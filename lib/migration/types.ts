/** Phases of a Prime's migration, by the number that the LegacyMigrationFacet keeps. */
export const PHASES = ['Legacy', 'DualRun', 'CutOver', 'Retired'] as const

export type Phase = (typeof PHASES)[number]

/** The phase that the facet's number stands for; null for one that this console does not know. */
export function phaseOf(stored: number): Phase | null {
  return PHASES[stored] ?? null
}
