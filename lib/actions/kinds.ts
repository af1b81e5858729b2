import type { ActionOf } from './action'
import type { ActionDefinition, Routing } from './definition'
import * as registry from './registry'
import { choice, type Read, shape } from './stored'

type Definition = (typeof registry)[keyof typeof registry]

/** Whatever the console can be asked for: a request of one of the registered kinds. */
export type ActionRequest = Parameters<Definition['build']>[0]

export type ActionKind = Definition['kind']

/** Kinds for which an operator fills something in. */
export type FormKind = Extract<Definition, { readonly form: true }>['kind']

/** Requests that a Safe can take in the place of the account. */
export type RoutedRequest = Parameters<Extract<Definition, { readonly routing: unknown }>['build']>[0]

/** An action of the console. */
export type Action = ActionOf<ActionRequest>

export const definitions: readonly Definition[] = Object.values(registry)

const byKind = Object.fromEntries(definitions.map((definition) => [definition.kind, definition])) as Readonly<
  Record<ActionKind, Definition>
>

/** What is declared of the kind of a request. */
export function definitionOf<Request extends ActionRequest>(request: Request): ActionDefinition<Request> {
  // By the kind, the definition is that of this request; the compiler does not follow that through the union.
  return byKind[request.kind] as unknown as ActionDefinition<Request>
}

/** The part about Safes; null where none can take it. */
export function routingOf<Request extends ActionRequest>(request: Request): Routing<Request> | null {
  return definitionOf(request).routing ?? null
}

/** Whether a Safe can take it in the place of the account. */
export function isRouted(request: ActionRequest): request is RoutedRequest {
  return routingOf(request) !== null
}

/** Reads a request of any kind from what was stored. @throws MalformedError */
export const storedRequest = choice(
  'kind',
  Object.fromEntries(definitions.map(({ kind, fields }) => [kind, shape(fields)])),
) as unknown as Read<ActionRequest>
