import type { Facts } from '@/lib/console/facts'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { Stage as FundsStage } from '../funnel/stage'
import type { Random } from '../funnel/states'
import type { ClaimStage } from './stage'
import type { Tally } from './tally'

/** What the console claims of a state at a time, and what is needed to play it. */
export interface Picture {
  readonly stage: ClaimStage
  readonly funds: FundsStage
  readonly facts: Facts
  readonly model: ConsoleModel
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** Time of a coming block, for which everything is claimed [unix s]. */
  readonly at: bigint
  readonly random: Random
  readonly tally: Tally
}
