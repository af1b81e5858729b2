import { beamStateAbi, pasMomAbi } from '@/lib/abi'
import { type RequestKind, type UnitTarget, unitFields } from '../request'
import { namedUnit } from '../unit-of'

export interface StopConfiguratorRequest extends UnitTarget {
  readonly kind: 'stop-configurator'
}

export const stopConfiguratorKind: RequestKind<StopConfiguratorRequest, false> = {
  kind: 'stop-configurator',
  verb: 'stop the Configurator',
  by: ['councilNow', 'mom'],
  at: '/emergency',
  form: false,
  fields: unitFields,
  abi: [...beamStateAbi, ...pasMomAbi],
  expected: (request, model) => {
    const addresses = namedUnit(request, model)?.configurator.addresses
    if (!addresses) return []
    return [{ targets: [addresses.beamState, addresses.mom], signature: 'stop()', arguments: [] }]
  },
}
