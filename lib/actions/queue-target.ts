import type { Address } from 'viem'
import { queueLeaf } from '@/lib/console/derive/srusds'
import type { QueueModel } from '@/lib/console/model/srusds'
import type { Position, Queue, Side, Standing } from '@/lib/lcts'
import { combine, type Leaf, unknown } from '@/lib/leaf'
import { type Issuer, type IssuerTarget, issuerFields } from './issuer-of'
import { oneOf } from './stored'

/** A request about one queue of srUSDS. */
export interface QueueTarget extends IssuerTarget {
  readonly queue: Side
}

export const queueFields = { ...issuerFields, queue: oneOf('subscribe', 'redeem') }

/** The tokens of a queue: what is put in, and what it pays. */
export const queueTokens = (
  { srUsds: { addresses } }: Issuer,
  side: Side,
): { readonly asset: Address; readonly reward: Address } =>
  side === 'subscribe'
    ? { asset: addresses.underlying, reward: addresses.token }
    : { asset: addresses.token, reward: addresses.underlying }

/** What an account has in a queue, with the queue. */
export interface Held {
  readonly queue: Queue
  readonly position: Position
  readonly standing: Standing
}

/** The same, as it is read; unknown for an account that was not asked for yet. */
export function heldIn(model: QueueModel, account: Address): Leaf<Held> {
  const found = model.positions.find(({ id }) => id === account)
  if (found === undefined) {
    return unknown({ kind: 'being-read', message: 'What this account has in the queue is being read.' })
  }
  const { gen, shares, rewardDebt, standing } = found
  const position = combine({ gen, shares, rewardDebt }, (known) => known)
  return combine({ queue: queueLeaf(model), position, standing }, (known) => known)
}
