import { type Address, encodeFunctionData } from 'viem'
import { lctsQueueAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { QueueModel } from '@/lib/console/model/srusds'
import { given, map, orElse } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { sub } from '@/lib/math'
import { queueName } from '@/lib/words/srusds'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction } from '../direct'
import { emits } from '../emits'
import { type Issuer, issuerOf } from '../issuer-of'
import { paidOut, paymentEffects, paymentWords, positionEnds } from '../queue-payment'
import { type Held, heldIn } from '../queue-target'
import { type ClaimFinalizedRequest, claimFinalizedKind } from './request'

export const claimFinalized: ActionDefinition<ClaimFinalizedRequest, false> = {
  ...claimFinalizedKind,
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    return issuer && build(request, issuer, from)
  },
}

/**
 * `claimFinalized` of a queue, which anyone may call at any time: it pays a user rewards and what was left of a generation
 * that has ended. Source: DOMAIN.md §12.1.
 */
function build(
  request: ClaimFinalizedRequest,
  issuer: Issuer,
  from: Address,
): DirectAction<ClaimFinalizedRequest> {
  const { user } = request
  const queue = issuer.srUsds[request.queue]
  const { id, address } = queue
  const held = heldIn(queue, user)
  const hasEnded = map(held, ({ standing }) => standing.state === 'ended')
  const known = hasEnded.ok && hasEnded.value ? orElse(held, null) : null
  const paid = known ? paymentWords(id, known.standing) : 'what it owes'
  return {
    request,
    title: `Claim for ${user} what has ended in the ${queueName[id]}`,
    emergency: false,
    from,
    calls: [
      {
        ...{ to: address, value: 0n },
        data: encodeFunctionData({ abi: lctsQueueAbi, functionName: 'claimFinalized', args: [user] }),
      },
    ],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may ask for it, and the user is paid'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'has-ended',
        says: {
          holds: `The generation of ${user} in the ${queueName[id]} has ended, and owes ${paid}`,
          fails: `${user} has nothing of a generation that has ended in the ${queueName[id]} (LctsQueue/nothing-finalized)`,
        },
        holds: hasEnded,
        weight: 'blocks',
      },
    ],
    effects: known
      ? orElse(
          attempt(held, (all) => effectsOf(issuer, queue, all, user)),
          [],
        )
      : [],
    events: known ? eventsOf(issuer, queue, known, user) : [],
    afterwards: known ? `${user} is paid ${paid}, and is owed no more by it.` : 'Nothing is paid.',
    disables: [],
    undo: 'Nobody can undo it. It is owed in any case, and nothing is lost by waiting.',
  }
}

function effectsOf(issuer: Issuer, queue: QueueModel, { standing }: Held, user: Address): readonly Effect[] {
  const { unclaimedUnderlying } = queue
  const place = places.generators(issuer.generator.id).srUsds[queue.id]
  return [
    ...positionEnds(issuer, queue.id, user),
    ...(standing.assets > 0n && unclaimedUnderlying.ok
      ? [sets(place.unclaimedUnderlying, sub(unclaimedUnderlying.value, standing.assets))]
      : []),
    ...paymentEffects(issuer, queue, standing, user),
  ]
}

/** Both tokens are sent, also where one of them is 0. */
const eventsOf = (
  issuer: Issuer,
  queue: QueueModel,
  { position: { gen }, standing: { reward, assets } }: Held,
  user: Address,
) => [
  paidOut(issuer, queue, 'reward', user, reward),
  paidOut(issuer, queue, 'asset', user, assets),
  emits(queue.address, lctsQueueAbi, 'ClaimFinalized', { user, gen, reward, assets }),
]
