import { erc20Abi } from 'viem'
import { lctsQueueAbi } from '@/lib/abi'
import type { Wad } from '@/lib/math'
import { issuerOf } from '../issuer-of'
import { type QueueTarget, queueFields, queueTokens } from '../queue-target'
import type { RequestKind } from '../request'
import { amountInWad } from '../stored'

/** Somebody puts sUSDS, or srUSDS, into a queue of srUSDS. */
export interface EnterQueueRequest extends QueueTarget {
  readonly kind: 'enter-queue'
  /** What is put in [asset, wad]. */
  readonly amount: Wad
}

export const enterQueueKind: RequestKind<EnterQueueRequest, true> = {
  kind: 'enter-queue',
  verb: 'enter the queue',
  by: ['saver'],
  at: '/srusds',
  form: true,
  fields: { ...queueFields, amount: amountInWad },
  abi: [...lctsQueueAbi, ...erc20Abi],
  expected: (request, model) => {
    const issuer = issuerOf(request, model)
    if (issuer === null) return []
    const { address } = issuer.srUsds[request.queue]
    const amount = String(request.amount)
    return [
      {
        targets: [queueTokens(issuer, request.queue).asset],
        signature: 'approve(address,uint256)',
        arguments: [address, amount],
      },
      { targets: [address], signature: 'enter(uint256)', arguments: [amount] },
    ]
  },
}
