import { contentOf, officeOpensAt, planState } from '@/lib/governance'
import { combine, map } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import { max, type Seconds } from '@/lib/math'
import type { GovernanceFacts, PlanFacts, SpellFacts } from '../facts/governance'
import type { GovernanceModel, PlanModel, SpellModel } from '../model/governance'
import { type MigrationSurface, planExecutable } from './executable'

/** The model's time, and that of the block, at which views that depend on time answered [s]. */
interface Times {
  readonly t: Seconds
  readonly block: Seconds
}

/** Governance at a time. */
export function deriveGovernance(
  facts: GovernanceFacts,
  generators: readonly MigrationSurface[],
  times: Times,
): GovernanceModel {
  const { pause } = facts
  return {
    ...facts,
    pause: pause && { ...pause, plans: pause.plans.map((plan) => derivePlan(plan, generators, times)) },
  }
}

/** What a plan asks for does not change with time. */
const contentOnce = memo(contentOf)

function derivePlan(plan: PlanFacts, generators: readonly MigrationSurface[], times: Times): PlanModel {
  const { event, plotted, code, spell } = plan
  const { t } = times
  const state = map(plotted, (now) => planState(now, event.status, event.eta, t))
  const intact = map(code.hash, (hash) => hash === event.tag)
  const content = contentOnce(event)
  return {
    ...plan,
    content,
    state,
    intact,
    executable: planExecutable(plan, content, generators, t),
    spell: spell && deriveSpell(spell, event.eta, times),
  }
}

function deriveSpell(spell: SpellFacts, eta: Seconds, { t, block }: Times): SpellModel {
  const { officeHours, nextCastTime } = spell
  const castable = (keeps: boolean, at: Seconds) => {
    const due = max(eta, at)
    return keeps ? officeOpensAt(due) : due
  }
  return {
    ...spell,
    castableFrom: map(officeHours, (keeps) => castable(keeps, t)),
    consistent: combine(
      { officeHours, nextCastTime },
      (said) => said.nextCastTime === castable(said.officeHours, block),
    ),
  }
}
