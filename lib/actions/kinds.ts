import type { ActionOf } from './action'
import type { ActionDefinition, Routing } from './definition'
import * as registry from './registry'
import { choice, type Read, shape } from './stored'

type Definition = (typeof registry)[keyof typeof registry]

/** Anything that the console can be asked to do: a request of one of the registered kinds. */
export type ActionRequest = Parameters<Definition['build']>[0]

export type ActionKind = Definition['kind']

/** Kinds with a form that an operator fills in. */
export type FormKind = Extract<Definition, { readonly form: true }>['kind']

/** Requests that a Safe can carry out in place of the account. */
export type RoutedRequest = Parameters<Extract<Definition, { readonly routing: unknown }>['build']>[0]

/** An action of the console. */
export type Action = ActionOf<ActionRequest>

export const definitions: readonly Definition[] = Object.values(registry)

const byKind = Object.fromEntries(definitions.map((definition) => [definition.kind, definition])) as Readonly<
  Record<ActionKind, Definition>
>

/** The definition of a request's kind. */
export function definitionOf<Request extends ActionRequest>(request: Request): ActionDefinition<Request> {
  // The definition belongs to this request, as both have the same kind. The compiler cannot follow that through the union.
  return byKind[request.kind] as unknown as ActionDefinition<Request>
}

/** How Safes carry the request out; null where none can. */
export function routingOf<Request extends ActionRequest>(request: Request): Routing<Request> | null {
  return definitionOf(request).routing ?? null
}

/** Whether a Safe can carry the request out in place of the account. */
export function isRouted(request: ActionRequest): request is RoutedRequest {
  return routingOf(request) !== null
}

/** Reads a request of any kind from what was stored. @throws MalformedError */
export const storedRequest = choice(
  'kind',
  Object.fromEntries(definitions.map(({ kind, fields }) => [kind, shape(fields)])),
) as unknown as Read<ActionRequest>
