import type { AnyRequest, DirectAction, Requirement } from './direct'
import type { SafeRoute } from './safe/route'

/** An action built from a model: pure data, complete and frozen. Simulation, review and signing only read it. */
export interface ActionOf<Request extends AnyRequest> extends DirectAction<Request> {
  /** Set where a Safe takes the action: the calls are then what the account sends to the Safe. */
  readonly through?: SafeRoute
}

/** Whether the action can be taken: yes, no for a known reason, or unknown because something could not be checked. */
export type ActionReadiness =
  | { readonly state: 'ready' }
  | { readonly state: 'blocked'; readonly because: readonly Requirement[] }
  | { readonly state: 'unknown'; readonly because: readonly Requirement[] }

/**
 * Whether the action can be offered. A requirement that could not be checked never blocks an emergency action: the
 * action is offered with a warning.
 */
export function readinessOf({ permission, requirements, emergency }: DirectAction): ActionReadiness {
  const binding = [permission, ...requirements].filter(({ weight }) => weight === 'blocks')
  const broken = binding.filter(({ holds }) => holds.ok && !holds.value)
  if (broken.length > 0) return { state: 'blocked', because: broken }
  const unsure = binding.filter(({ holds }) => !holds.ok)
  if (unsure.length === 0) return { state: 'ready' }
  return { state: emergency ? 'unknown' : 'blocked', because: unsure }
}
