import type { Leaf } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import type { ReturnInputs } from '@/lib/vaults'
import type { GeneratorFacts } from '../facts'
import type { McdFacts, PrimeFacts } from '../facts/primes'
import { funnelLeaves } from './funnel'
import { storedLimit } from './limits'
import { returns } from './pau'

/** An answer on what a Prime can send back to its vault. It rests on what its formula reads. */
export function askReturn<T>(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  mcd: McdFacts,
  formula: (inputs: ReturnInputs) => T,
): Leaf<T> {
  const { relayer, controllerOnRateLimits, controllerOnProxy } = funnelLeaves(prime, generator, mcd).prime
    .wires
  return attemptWith(
    {
      held: prime.proxyIdle,
      limit: storedLimit(prime.returnLimit),
      wires: { returnFunction: returns(prime), relayer, controllerOnRateLimits, controllerOnProxy },
    },
    formula,
  )
}
