import { type Abi, type Address, type Hex, keccak256, stringToHex } from 'viem'
import { type RoleName, roles } from '@/contracts/script/roles'
import type { Action, ActionRequest } from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import type { Scene, Step } from '../scene'
import { type Call, call } from '../stages/simulate'

/** An action under review, and the chain that somebody else is about to change. */
export interface Target {
  readonly scene: Scene
  readonly model: ConsoleModel
  readonly action: Action
  readonly request: ActionRequest
  /** The holder of the required right: the account, or the Safe that acts in its place. */
  readonly holder: Address
}

/** Ways in which somebody breaks a requirement, by name. */
export type Ways = Readonly<Record<string, readonly Step[]>>

/** Why no state of the chain breaks the requirement. */
export interface Unbreakable {
  readonly never: string
}

export type Breaker = (target: Target) => Ways | Unbreakable

export const isUnbreakable = (ways: Ways | Unbreakable): ways is Unbreakable =>
  typeof (ways as Partial<Unbreakable>).never === 'string'

export const role = (name: string): Hex => keccak256(stringToHex(name))

/** A call by an account of the scenario. */
export const by = (
  who: RoleName,
  to: Address,
  abi: Abi,
  functionName: string,
  ...args: readonly unknown[]
): Call => call(roles[who].address, to, { abi, functionName, args })

/**
 * The request as one of these kinds.
 * @throws where it is of another kind: a breaker does not know this action
 */
export function requestOf<Kind extends ActionRequest['kind']>(
  { request }: Target,
  ...kinds: readonly Kind[]
): Extract<ActionRequest, { kind: Kind }> {
  if (!kinds.some((kind) => kind === request.kind)) {
    throw new RangeError(`Nobody has said how ${request.kind} is broken here`)
  }
  return request as Extract<ActionRequest, { kind: Kind }>
}
