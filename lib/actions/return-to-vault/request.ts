import { administeredAgentAbi, dispatchedPauAbi, transferAssetFacetAbi } from '@/lib/abi'
import type { PauReader } from '@/lib/deployment'
import type { Wad } from '@/lib/math'
import { type ByController, workingPrime } from '../prime-of'
import { operated } from '../read-back/operated'
import { type PrimeTarget, primeFields, type RequestKind, type Routed, routedFields } from '../request'
import { address, amountInWad, optional } from '../stored'

/** A relayer of a Prime sends USDS back to its vault. */
export interface ReturnRequest extends PrimeTarget, ByController, Routed {
  readonly kind: 'return-to-vault'
  /** [wad] */
  readonly amount: Wad
}

const STAGED = 'transferAsset(address,address,uint256)'

const SIGNATURES: Readonly<Record<PauReader, string>> = {
  monolithic: STAGED,
  faceted: STAGED,
  eip2535: STAGED,
  'diamond-pau': 'transferAsset_transfer(address,address,uint256)',
}

export const returnKind: RequestKind<ReturnRequest, true> = {
  kind: 'return-to-vault',
  verb: 'return to the vault',
  by: ['relayer'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, controller: optional(address), amount: amountInWad, ...routedFields },
  abi: [...transferAssetFacetAbi, ...dispatchedPauAbi, ...administeredAgentAbi],
  expected: (request, model) => {
    const found = workingPrime(request, model)
    const [controller] = found?.prime.controllers ?? []
    if (!found || !controller || controller.reader === null) return []
    const args = [found.generator.addresses.usds, found.prime.addresses.vault, request.amount]
    return operated(controller, SIGNATURES[controller.reader], args, request.through)
  },
}
