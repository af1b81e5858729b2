import { beamStateAbi, pasMomAbi } from '@/lib/abi'
import type { RequestKind } from '../request'

export interface StopConfiguratorRequest {
  readonly kind: 'stop-configurator'
}

export const stopConfiguratorKind: RequestKind<StopConfiguratorRequest, false> = {
  kind: 'stop-configurator',
  verb: 'stop the Configurator',
  form: false,
  fields: {},
  abi: [...beamStateAbi, ...pasMomAbi],
  expected: (_, { configurator: { addresses } }) => [
    { targets: [addresses.beamState, addresses.mom], signature: 'stop()', arguments: [] },
  ],
}
