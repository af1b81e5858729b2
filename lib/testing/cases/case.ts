import type { RoleName } from '@/contracts/script/roles'
import type { ActionRequest } from '@/lib/actions'
import type { Scene, Step } from '../scene'

/** An action, somebody who may take it, and what has to happen before it can be taken. */
export interface ActionCase {
  readonly title: string
  readonly by: RoleName
  readonly first?: (scene: Scene) => readonly Step[]
  readonly request: (scene: Scene) => ActionRequest
}

/** The cases of one kind, of which there is at least one. */
export type Cases = readonly [ActionCase, ...(readonly ActionCase[])]

/** The cases of some kinds of action. */
export type CasesOf = Readonly<Partial<Record<ActionRequest['kind'], Cases>>>
