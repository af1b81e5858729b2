import type { Address } from 'viem'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import type { Leaf } from '@/lib/leaf'
import type { AnyRequest, DirectAction } from './direct'
import type { RequestKind, Routed } from './request'

/** Everything that the console has to know about one kind of action. A definition without one of these does not compile. */
export interface ActionDefinition<Request extends AnyRequest, Form extends boolean = boolean>
  extends RequestKind<Request, Form> {
  /**
   * Builds the action for an account from a model, for the model's time.
   * @returns null when the request names something that the model does not have
   */
  readonly build: (request: Request, model: ConsoleModel, from: Address) => DirectAction<Request> | null
  /** The request under the name that fits now; null where its present name still fits. */
  readonly retold?: (request: Request, model: ConsoleModel) => AnyRequest | null
  /** Set where a Safe can take the action in place of the account. */
  readonly routing?: Routing<Request>
}

/** An action that a Safe can take. */
export interface RoutedDefinition<Request extends AnyRequest & Routed, Form extends boolean = boolean>
  extends ActionDefinition<Request, Form> {
  readonly routing: Routing<Request>
}

export interface Routing<Request extends AnyRequest> {
  /** Whether an account holds the right itself. Null when the request names something that the model does not have. */
  readonly direct: (request: Request, model: ConsoleModel, account: Address) => Leaf<boolean> | null
  /** Safes of the deployment that hold the right, and those for which that could not be read. */
  readonly safes: (request: Request, model: ConsoleModel) => readonly SafeFacts[]
}
