import { contentOf, planState } from '@/lib/governance'
import { map } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { Seconds } from '@/lib/math'
import type { GovernanceFacts, PlanFacts } from '../facts/governance'
import type { GovernanceModel, PlanModel } from '../model/governance'
import { type MigrationSurface, planExecutable } from './executable'

/** Governance at time `t` [s]. */
export function deriveGovernance(
  facts: GovernanceFacts,
  generators: readonly MigrationSurface[],
  t: Seconds,
): GovernanceModel {
  const { pause } = facts
  return {
    ...facts,
    pause: pause && { ...pause, plans: pause.plans.map((plan) => derivePlan(plan, generators, t)) },
  }
}

/** Time does not change what a plan asks for. */
const contentOnce = memo(contentOf)

function derivePlan(plan: PlanFacts, generators: readonly MigrationSurface[], t: Seconds): PlanModel {
  const { event, plotted, code } = plan
  const state = map(plotted, (now) => planState(now, event.status, event.eta, t))
  const intact = map(code.hash, (hash) => hash === event.tag)
  const content = contentOnce(event)
  return {
    ...plan,
    content,
    state,
    intact,
    executable: planExecutable(plan, content, generators, t),
  }
}
