import { erc4626FacetAbi } from '@/lib/abi'
import type { Shares, Wad } from '@/lib/math'
import { addressesOf } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind, type Routed, routedFields } from '../request'
import { amountInWad, numberOfShares } from '../stored'

/** A relayer of the Generator withdraws USDS from the vault of a Prime. */
export interface RecallRequest extends PrimeTarget, Routed {
  readonly kind: 'recall-from-vault'
  /** [wad] */
  readonly amount: Wad
  /** The most shares that may be burned for it. */
  readonly mostShares: Shares
}

export const recallKind: RequestKind<RecallRequest, true> = {
  kind: 'recall-from-vault',
  verb: 'recall from the vault',
  by: ['relayer'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, amount: amountInWad, mostShares: numberOfShares, ...routedFields },
  abi: erc4626FacetAbi,
  expected: (request, model) => {
    const vault = addressesOf(request, model)?.vault
    if (!vault) return []
    return [
      {
        targets: [request.generator],
        signature: 'withdrawERC4626(address,uint256,uint256)',
        arguments: [vault, String(request.amount), String(request.mostShares)],
      },
    ]
  },
}
