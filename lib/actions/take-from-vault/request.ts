import { administeredAgentAbi, dispatchedPauAbi, sparkVaultFacetAbi } from '@/lib/abi'
import type { PauReader } from '@/lib/deployment'
import type { Wad } from '@/lib/math'
import { type ByController, workingPrime } from '../prime-of'
import { operated } from '../read-back/operated'
import { type PrimeTarget, primeFields, type RequestKind, type Routed, routedFields } from '../request'
import { address, amountInWad, optional } from '../stored'

/** A relayer of a Prime takes USDS out of its vault. */
export interface TakeRequest extends PrimeTarget, ByController, Routed {
  readonly kind: 'take-from-vault'
  /** [wad] */
  readonly amount: Wad
}

const STAGED = 'takeFromSparkVault(address,uint256)'

const SIGNATURES: Readonly<Record<PauReader, string>> = {
  monolithic: STAGED,
  faceted: STAGED,
  eip2535: STAGED,
  'diamond-pau': 'sparkVault_take(address,uint256)',
}

export const takeKind: RequestKind<TakeRequest, true> = {
  kind: 'take-from-vault',
  verb: 'take from the vault',
  by: ['relayer'],
  at: '/primes',
  form: true,
  fields: { ...primeFields, controller: optional(address), amount: amountInWad, ...routedFields },
  abi: [...sparkVaultFacetAbi, ...dispatchedPauAbi, ...administeredAgentAbi],
  expected: (request, model) => {
    const prime = workingPrime(request, model)?.prime
    const [controller] = prime?.controllers ?? []
    if (!prime || !controller || controller.reader === null) return []
    const args = [prime.addresses.vault, request.amount]
    return operated(controller, SIGNATURES[controller.reader], args, request.through)
  },
}
