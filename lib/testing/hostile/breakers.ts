import { actionBreakers } from './break-action'
import { entryBreakers } from './break-entries'
import { execBreakers } from './break-exec'
import { flowBreakers } from './break-flows'
import { guardrailBreakers } from './break-guardrails'
import { lctsBreakers, publicationBreakers, queueBreakers } from './break-lcts'
import { liftBreakers } from './break-lift'
import { limitBreakers } from './break-limits'
import { migrationBreakers } from './break-migration'
import { operationBreakers } from './break-operations'
import { pairBreakers } from './break-pair'
import { planBreakers } from './break-plan'
import { powerBreakers } from './break-power'
import { replaceBreakers } from './break-replace'
import { safeBreakers } from './break-safe'
import { scheduleBreakers } from './break-schedule'
import { setLimitsBreakers } from './break-set-limits'
import { wipeBreakers } from './break-wipe'
import type { Breaker } from './target'

/** For every requirement of an action, by its id, how somebody else makes it no longer hold; or why nobody can. */
export const breakers: ReadonlyMap<string, Breaker> = new Map<string, Breaker>(
  Object.entries<Breaker>({
    ...powerBreakers,
    ...operationBreakers,
    ...planBreakers,
    ...execBreakers,
    ...wipeBreakers,
    ...limitBreakers,
    ...setLimitsBreakers,
    ...guardrailBreakers,
    ...flowBreakers,
    ...migrationBreakers,
    ...liftBreakers,
    ...lctsBreakers,
    ...queueBreakers,
    ...publicationBreakers,
    ...replaceBreakers,
    ...pairBreakers,
    ...scheduleBreakers,
    ...actionBreakers,
    ...entryBreakers,
    ...safeBreakers,
  }),
)
