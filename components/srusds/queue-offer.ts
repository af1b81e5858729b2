import { type Address, zeroAddress } from 'viem'
import { refusalOf } from '@/components/actions/forms/refusal'
import type { Offer } from '@/components/governance/operation-offer'
import {
  buildAction,
  type LockQueuesRequest,
  type RoutedRequest,
  routesOf,
  type SettleQueuesRequest,
} from '@/lib/actions'
import type { ConsoleModel } from '@/lib/console/model'

/** What the LCTS operator does with both queues of a Generator. */
export type QueuesRequest = LockQueuesRequest | SettleQueuesRequest

/**
 * A button of the LCTS operator. It is off with what stands in the way, and for an account without the role; a role that
 * could not be read keeps it, and so does a missing wallet.
 */
export function queuesOffer(
  request: QueuesRequest,
  model: ConsoleModel,
  account: Address | null,
): Offer<QueuesRequest> {
  const action = buildAction(request, model, account ?? zeroAddress)
  const refusal = action === null ? 'No srUSDS is issued here.' : refusalOf(action)
  return {
    request,
    reason: refusal ?? withoutRight(request, model, account, 'Not an LCTS operator, or frozen'),
  }
}

/** What an account is told that holds the right neither itself nor through a Safe; undefined for any other. */
function withoutRight(
  request: RoutedRequest,
  model: ConsoleModel,
  account: Address | null,
  words: string,
): string | undefined {
  const routes = account && routesOf(request, model, account)
  const cannot = routes?.safes.length === 0 && routes.direct.ok && !routes.direct.value
  return cannot ? words : undefined
}
