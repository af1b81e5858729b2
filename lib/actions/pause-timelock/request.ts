import { beamTimeLockAbi, pasMomAbi } from '@/lib/abi'
import { type RequestKind, type UnitTarget, unitFields } from '../request'
import { namedUnit } from '../unit-of'

export interface PauseTimelockRequest extends UnitTarget {
  readonly kind: 'pause-timelock'
}

export const pauseTimelockKind: RequestKind<PauseTimelockRequest, false> = {
  kind: 'pause-timelock',
  verb: 'pause the timelock',
  by: ['mom', 'pauser'],
  at: '/emergency',
  form: false,
  fields: unitFields,
  abi: [...beamTimeLockAbi, ...pasMomAbi],
  expected: (request, model) => {
    const addresses = namedUnit(request, model)?.configurator.addresses
    if (!addresses) return []
    return [{ targets: [addresses.timelock, addresses.mom], signature: 'pause()', arguments: [] }]
  },
}
