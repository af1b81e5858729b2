import { execBreakers } from './break-exec'
import { guardrailBreakers } from './break-guardrails'
import { liftBreakers } from './break-lift'
import { limitBreakers } from './break-limits'
import { migrationBreakers } from './break-migration'
import { operationBreakers } from './break-operations'
import { powerBreakers } from './break-power'
import { replaceBreakers } from './break-replace'
import { safeBreakers } from './break-safe'
import type { Breaker } from './target'

/** For every requirement of an action, by its id, how somebody else makes it no longer hold; or why nobody can. */
export const breakers: ReadonlyMap<string, Breaker> = new Map<string, Breaker>(
  Object.entries<Breaker>({
    ...powerBreakers,
    ...operationBreakers,
    ...execBreakers,
    ...limitBreakers,
    ...guardrailBreakers,
    ...migrationBreakers,
    ...liftBreakers,
    ...replaceBreakers,
    ...safeBreakers,
  }),
)
