import { lctsQueueAbi } from '@/lib/abi'
import type { ConsoleModel } from '@/lib/console/model'
import { issuerOf } from '../issuer-of'
import { type QueueTarget, queueFields } from '../queue-target'
import type { ExpectedCall } from '../read-back/expected'
import type { RequestKind } from '../request'

/** A user of a queue of srUSDS collects what was paid for the shares, and keeps them. */
export interface ClaimRewardsRequest extends QueueTarget {
  readonly kind: 'claim-rewards'
}

/** A user leaves a queue of srUSDS with the rewards and with what was not converted. */
export interface LeaveQueueRequest extends QueueTarget {
  readonly kind: 'leave-queue'
}

export const claimRewardsKind: RequestKind<ClaimRewardsRequest, false> = {
  kind: 'claim-rewards',
  verb: 'claim the rewards',
  by: ['saver'],
  at: '/srusds',
  form: false,
  fields: queueFields,
  abi: lctsQueueAbi,
  expected: (request, model) => ofQueue(request, model, 'claim()'),
}

export const leaveQueueKind: RequestKind<LeaveQueueRequest, false> = {
  kind: 'leave-queue',
  verb: 'leave the queue',
  by: ['saver'],
  at: '/srusds',
  form: false,
  fields: queueFields,
  abi: lctsQueueAbi,
  expected: (request, model) => ofQueue(request, model, 'claimAndExit()'),
}

function ofQueue(request: QueueTarget, model: ConsoleModel, signature: string): readonly ExpectedCall[] {
  const issuer = issuerOf(request, model)
  return issuer ? [{ targets: [issuer.srUsds[request.queue].address], signature, arguments: [] }] : []
}
