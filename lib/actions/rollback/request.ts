import { concat, pad, toFunctionSelector } from 'viem'
import { configuratorAbi, legacyMigrationFacetAbi } from '@/lib/abi'
import { addressesOf } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind } from '../request'

/** Reopens the legacy surface of a Prime, by a cBEAM. */
export interface RollbackRequest extends PrimeTarget {
  readonly kind: 'rollback'
}

export const rollbackKind: RequestKind<RollbackRequest, false> = {
  kind: 'rollback',
  verb: 'roll back',
  form: false,
  fields: primeFields,
  abi: [...configuratorAbi, ...legacyMigrationFacetAbi],
  expected: (request, model) => {
    const almProxy = addressesOf(request, model)?.almProxy
    if (!almProxy) return []
    const data = concat([toFunctionSelector('rollback(address)'), pad(almProxy, { size: 32 })])
    return [
      {
        targets: [model.configurator.addresses.configurator],
        signature: 'callControllerAction(address,bytes)',
        arguments: [request.generator, data.toLowerCase()],
      },
    ]
  },
}
