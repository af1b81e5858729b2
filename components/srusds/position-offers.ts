import type { Address } from 'viem'
import { refusalOf } from '@/components/actions/forms/refusal'
import {
  buildAction,
  type ClaimFinalizedRequest,
  type ClaimRewardsRequest,
  type LeaveQueueRequest,
} from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'
import type { QueueModel } from '@/lib/console/model/srusds'
import { queueName } from '@/lib/words/srusds'

/** What can be done with a position in a queue. */
export interface PositionOffer {
  readonly label: string
  readonly request: ClaimRewardsRequest | LeaveQueueRequest | ClaimFinalizedRequest
  /** Why it cannot be done now. */
  readonly reason: string | undefined
}

const NOT_THE_ACCOUNT = 'Only the account itself can do this'

/**
 * The buttons of a position: for one who waits, to claim and to leave; for one whose generation has ended, to be paid, which
 * anyone may ask for. None for one who has nothing, nor where that could not be read.
 *
 * @param account whose position it is
 * @param connected the account of the wallet; null for none, when pressing leads to connecting one
 */
export function positionOffers(
  generator: Address,
  { id: queue, positions }: QueueModel,
  model: ConsoleModel,
  account: Address,
  connected: Address | null,
): readonly PositionOffer[] {
  const standing = positions.find(({ id }) => id === account)?.standing
  if (!standing?.ok) return []
  const offer = (label: string, request: PositionOffer['request']): PositionOffer => {
    const isOthers = request.kind !== 'claim-finalized' && connected !== null && connected !== account
    const action = buildAction(request, model, account)
    const refusal = action === null ? undefined : refusalOf(action)
    return { label, request, reason: isOthers ? NOT_THE_ACCOUNT : refusal }
  }
  switch (standing.value.state) {
    case 'none':
      return []
    case 'ended':
      return [offer('Claim what has ended', { kind: 'claim-finalized', generator, queue, user: account })]
    case 'waiting':
    case 'locked':
      return [
        offer('Claim rewards', { kind: 'claim-rewards', generator, queue }),
        offer(`Leave the ${queueName[queue]}`, { kind: 'leave-queue', generator, queue }),
      ]
  }
}
