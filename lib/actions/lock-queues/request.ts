import { srUsdsFacetAbi } from '@/lib/abi'
import { type IssuerTarget, issuerFields, issuerOf } from '../issuer-of'
import { type RequestKind, type Routed, routedFields } from '../request'

/** The LCTS operator locks both queues of srUSDS, once for each day. */
export interface LockQueuesRequest extends IssuerTarget, Routed {
  readonly kind: 'lock-queues'
}

export const lockQueuesKind: RequestKind<LockQueuesRequest, false> = {
  kind: 'lock-queues',
  verb: 'lock the queues',
  by: ['lctsOperator'],
  at: '/srusds',
  form: false,
  fields: { ...issuerFields, ...routedFields },
  abi: srUsdsFacetAbi,
  expected: (request, model) =>
    issuerOf(request, model)
      ? [{ targets: [request.generator], signature: 'lockQueues()', arguments: [] }]
      : [],
}
