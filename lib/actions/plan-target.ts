import type { Address, Hex } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import { word } from './stored'

/** A request about one plan of governance. */
export interface PlanTarget {
  /** Its id, which is the hash of all that it does and of its eta. */
  readonly plan: Hex
}

export const planFields = { plan: word }

/** A plan by its id, and the contracts that hold it; null for what the model does not know. */
export function plannedIn({ governance }: Pick<ConsoleModel, 'governance'>, id: Hex) {
  const plan: PlanModel | null = governance?.pause?.plans.find((one) => one.id === id) ?? null
  const pause: Address | null = governance?.addresses.pause ?? null
  const protego: Address | null = governance?.addresses.protego ?? null
  return { plan, pause, protego, governance }
}

/** What the pause and Protego are told of a plan, in the form in which a decoded call gives it. */
export const contentTold = ({ event: { usr, tag, fax, eta } }: PlanModel): readonly string[] => [
  usr,
  tag,
  fax,
  String(eta),
]
