import { srUsdsFacetAbi } from '@/lib/abi'
import { type IssuerTarget, issuerFields, issuerOf } from '../issuer-of'
import { type RequestKind, type Routed, routedFields } from '../request'

/** The LCTS operator settles the queues of srUSDS that are locked, and with them moves the rate. */
export interface SettleQueuesRequest extends IssuerTarget, Routed {
  readonly kind: 'settle-queues'
}

export const settleQueuesKind: RequestKind<SettleQueuesRequest, false> = {
  kind: 'settle-queues',
  verb: 'settle the queues',
  by: ['lctsOperator'],
  at: '/srusds',
  form: false,
  fields: { ...issuerFields, ...routedFields },
  abi: srUsdsFacetAbi,
  expected: (request, model) =>
    issuerOf(request, model)
      ? [{ targets: [request.generator], signature: 'settleQueues()', arguments: [] }]
      : [],
}
