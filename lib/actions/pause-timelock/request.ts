import { beamTimeLockAbi, pasMomAbi } from '@/lib/abi'
import type { RequestKind } from '../request'

export interface PauseTimelockRequest {
  readonly kind: 'pause-timelock'
}

export const pauseTimelockKind: RequestKind<PauseTimelockRequest, false> = {
  kind: 'pause-timelock',
  verb: 'pause the timelock',
  form: false,
  fields: {},
  abi: [...beamTimeLockAbi, ...pasMomAbi],
  expected: (_, { configurator: { addresses } }) => [
    { targets: [addresses.timelock, addresses.mom], signature: 'pause()', arguments: [] },
  ],
}
