import { srUsdsFacetAbi } from '@/lib/abi'
import type { Wad } from '@/lib/math'
import { type IssuerTarget, issuerFields, issuerOf } from '../issuer-of'
import { type RequestKind, type Routed, routedFields } from '../request'
import { amountInWad, MalformedError, type Read, uint } from '../stored'

/** The Core Council publishes what the settlement of a day will use, or replaces what it published. */
export interface PublishSettlementRequest extends IssuerTarget, Routed {
  readonly kind: 'publish-settlement'
  /** Day of the settlement [days since 1970]. */
  readonly day: bigint
  /** The most to mint beyond netting [sUSDS, wad]. */
  readonly capacity: Wad
  /** By what the rate is multiplied [wad]. */
  readonly factor: Wad
}

/** The greatest capacity and the greatest factor that the contract can be told. Source: ISrUsdsFacet, Publication. */
export const MOST_CAPACITY = 2n ** 128n - 1n
export const MOST_FACTOR = 2n ** 64n - 1n

const atMost =
  (most: bigint): Read<Wad> =>
  (value) => {
    const read = amountInWad(value)
    if (read > most) throw new MalformedError(`not at most ${most}`)
    return read
  }

export const publishSettlementKind: RequestKind<PublishSettlementRequest, true> = {
  kind: 'publish-settlement',
  verb: 'publish the settlement',
  by: ['publisher'],
  at: '/srusds',
  form: true,
  fields: {
    ...issuerFields,
    day: uint,
    capacity: atMost(MOST_CAPACITY),
    factor: atMost(MOST_FACTOR),
    ...routedFields,
  },
  abi: srUsdsFacetAbi,
  expected: (request, model) =>
    issuerOf(request, model)
      ? [
          {
            targets: [request.generator],
            signature: 'publishSettlement(uint256,uint128,uint64)',
            arguments: [request.day, request.capacity, request.factor].map(String),
          },
        ]
      : [],
}
