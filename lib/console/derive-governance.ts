import { contentOf, planState } from '@/lib/governance'
import type { GovernanceFacts, PlanFacts } from './governance-facts'
import type { GovernanceModel, PlanModel } from './governance-model'
import { chain, given, map } from './leaf'
import { memo } from './memo'

/** Governance at time `t` [s]. */
export function deriveGovernance(facts: GovernanceFacts, t: bigint): GovernanceModel {
  const { pause } = facts
  return { ...facts, pause: pause && { ...pause, plans: pause.plans.map((plan) => derivePlan(plan, t)) } }
}

/** Time does not change what a plan asks for. */
const contentOnce = memo(contentOf)

function derivePlan(plan: PlanFacts, t: bigint): PlanModel {
  const { event, plotted, code } = plan
  const state = map(plotted, (now) => planState(now, event.status, event.eta, t))
  const intact = map(code.hash, (hash) => hash === event.tag)
  return {
    ...plan,
    content: contentOnce(event),
    state,
    intact,
    executable: chain(state, (now) => (now === 'ready' ? intact : given(false))),
  }
}
