import { outcomeOf } from '@/components/actions/run/outcome'
import { statusWords } from '@/components/actions/run/status-words'
import type { Aftermath } from '@/lib/chain/track/aftermath'
import type { Run } from '@/lib/react/run'
import { type Opened, sameElsewhere } from '../opened'
import type { Said } from './said'

/**
 * Pictures of the chain in which exactly what an action states happened, so that they contradict nobody who claims it
 * of its transactions.
 * @param others how many other sources confirm them
 */
function asPromised({ action, model, reading }: Opened, others: number): Aftermath {
  const effects = action.effects.map((effect) => ({ effect, change: null, verdict: 'as-stated' as const }))
  const diff = { effects, consequences: [], unexpected: [] }
  return {
    ...{ state: 'read', by: "this console's server", block: reading.block, span: 1n, after: model },
    comparison: { state: 'compared', before: model, diff, unmet: [], overtaken: false },
    opinions: Array.from({ length: others }, () => sameElsewhere(reading)),
  }
}

/** What the console says of a run where the pictures of its block show all that was promised. */
export function saidAsPromised(then: Opened, run: Run, others: number): Said {
  const calls = run.calls.map((call) => statusWords(call, { now: 0, knownAs: () => null }).state)
  const outcome = outcomeOf(run, asPromised(then, others), then.model)?.state ?? null
  return { run, calls, outcome }
}
