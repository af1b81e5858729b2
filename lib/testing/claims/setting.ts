import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { PrimeDeployment } from '@/lib/deployment'
import type { Stage as FundsStage } from '../funnel/stage'
import type { Random } from '../funnel/states'
import type { Call } from '../stages/simulate'
import type { ClaimStage } from './stage'

/** What a change of the state depends on. */
export interface Setting {
  readonly stage: ClaimStage
  readonly random: Random
  readonly prime: PrimeDeployment
  readonly funds: FundsStage
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly of: PrimeModel
  /** Time of the block in which it happens [unix s]. */
  readonly t: bigint
}

/** A change that makes a new state: calls by whoever may make them. */
export type Change = (setting: Setting) => readonly Call[]

/** A value that has to be known before anything is changed. */
export const value = <T>(leaf: { readonly ok: boolean; readonly value?: T }): T => {
  if (!leaf.ok) throw new Error('A state begins with what is known')
  return leaf.value as T
}
