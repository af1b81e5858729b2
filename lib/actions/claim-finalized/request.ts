import type { Address } from 'viem'
import { lctsQueueAbi } from '@/lib/abi'
import { issuerOf } from '../issuer-of'
import { type QueueTarget, queueFields } from '../queue-target'
import type { RequestKind } from '../request'
import { address } from '../stored'

/** Has a queue of srUSDS pay a user what a generation owes that has ended. Anyone may ask for it. */
export interface ClaimFinalizedRequest extends QueueTarget {
  readonly kind: 'claim-finalized'
  /** Who is paid. */
  readonly user: Address
}

export const claimFinalizedKind: RequestKind<ClaimFinalizedRequest, false> = {
  kind: 'claim-finalized',
  verb: 'claim what has ended',
  by: ['anyone'],
  at: '/srusds',
  form: false,
  fields: { ...queueFields, user: address },
  abi: lctsQueueAbi,
  expected: (request, model) => {
    const issuer = issuerOf(request, model)
    return issuer
      ? [
          {
            targets: [issuer.srUsds[request.queue].address],
            signature: 'claimFinalized(address)',
            arguments: [request.user],
          },
        ]
      : []
  },
  asks: ({ user }) => [user],
}
