import { erc4626FacetAbi, usdsFacetAbi } from '@/lib/abi'
import type { Shares, Wad } from '@/lib/math'
import { addressesOf, type ExpectedCall } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind, type Routed, routedFields } from '../request'
import { amountInWad, numberOfShares } from '../stored'

/** A relayer of the Generator deposits USDS into the vault of a Prime, and mints before what its ALMProxy lacks. */
export interface AddRequest extends PrimeTarget, Routed {
  readonly kind: 'add-to-vault'
  /** What is deposited [wad]. */
  readonly amount: Wad
  /** What is minted before [wad]; 0 for nothing. */
  readonly minted: Wad
  /** The fewest shares that the deposit has to give. */
  readonly leastShares: Shares
}

export const addKind: RequestKind<AddRequest, true> = {
  kind: 'add-to-vault',
  verb: 'add to the vault',
  by: ['relayer'],
  at: '/primes',
  form: true,
  fields: {
    ...primeFields,
    amount: amountInWad,
    minted: amountInWad,
    leastShares: numberOfShares,
    ...routedFields,
  },
  abi: [...erc4626FacetAbi, ...usdsFacetAbi],
  expected: (request, model) => {
    const vault = addressesOf(request, model)?.vault
    if (!vault) return []
    const onDiamond = (signature: string, args: readonly unknown[]): ExpectedCall => ({
      targets: [request.generator],
      signature,
      arguments: args.map(String),
    })
    return [
      ...(request.minted > 0n ? [onDiamond('mintUSDS(uint256)', [request.minted])] : []),
      onDiamond('depositERC4626(address,uint256,uint256)', [vault, request.amount, request.leastShares]),
    ]
  },
}
