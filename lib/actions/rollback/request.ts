import { concat, pad, toFunctionSelector } from 'viem'
import { configuratorAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import { unitOf } from '@/lib/console/facts/units'
import { addressesOf } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind, type Routed, routedFields } from '../request'

/** A cBEAM reopens the legacy ilks of a Prime. */
export interface RollbackRequest extends PrimeTarget, Routed {
  readonly kind: 'rollback'
}

export const rollbackKind: RequestKind<RollbackRequest, false> = {
  kind: 'rollback',
  verb: 'roll back',
  by: ['cBeam'],
  at: '/primes',
  form: false,
  fields: { ...primeFields, ...routedFields },
  abi: [...configuratorAbi, ...legacyMigrationFacetAbi],
  expected: (request, model) => {
    const almProxy = addressesOf(request, model)?.almProxy
    const generator = model.generators.find(({ id }) => id === request.generator)
    if (!almProxy || !generator) return []
    const data = concat([toFunctionSelector('rollback(address)'), pad(almProxy, { size: 32 })])
    return [
      {
        targets: [unitOf(model, generator).configurator.addresses.configurator],
        signature: 'callControllerAction(address,bytes)',
        arguments: [request.generator, data.toLowerCase()],
      },
    ]
  },
}
