import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi, pasMomAbi } from '@/lib/abi'
import { isImmediate, isMomAllowed } from '@/lib/console/authority'
import { places, sets } from '@/lib/console/effects'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { map, some } from '@/lib/leaf'
import type { ActionDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import { inNamedUnit } from '../unit-of'
import { type StopConfiguratorRequest, stopConfiguratorKind } from './request'

export const stopConfigurator: ActionDefinition<StopConfiguratorRequest, false> = {
  ...stopConfiguratorKind,
  build: inNamedUnit(build),
}

/**
 * Stops the Configurator of a Unit by `stop` of BeamState, directly with the IMMEDIATE role or through PASMom.
 * Source: DOMAIN.md §6.3.
 */
function build(
  request: StopConfiguratorRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<StopConfiguratorRequest> {
  const { beamState, mom } = unit.configurator.addresses
  const direct = isImmediate(unit, from)
  const viaMom = isMomAllowed(unit, from, 'stop')
  const route = !(direct.ok && direct.value) && viaMom.ok && viaMom.value ? 'mom' : 'beamState'
  const { minDelay } = unit.timelock
  return {
    request,
    title: inUnit(model, unit, 'Stop the Configurator'),
    emergency: true,
    from,
    calls: [
      route === 'mom'
        ? { to: mom, value: 0n, data: encodeFunctionData({ abi: pasMomAbi, functionName: 'stop' }) }
        : { to: beamState, value: 0n, data: encodeFunctionData({ abi: beamStateAbi, functionName: 'stop' }) },
    ],
    permission: {
      id: 'stopper',
      says: {
        holds: `${from} holds the IMMEDIATE role of BeamState, or is let through by PASMom`,
        fails: `${from} does not hold the IMMEDIATE role of BeamState, and PASMom does not let it through`,
      },
      holds: some([direct, viaMom]),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'not-stopped',
        says: {
          holds: 'The Configurator is not stopped yet',
          fails: 'The Configurator is stopped already',
        },
        holds: map(unit.configurator.stopped, (stopped) => !stopped),
        weight: 'blocks',
        already: true,
      },
    ],
    effects: [sets(places.units(unit.id).configurator.stopped, true)],
    events: [
      emits(beamState, beamStateAbi, 'Stop', []),
      ...(route === 'mom' ? [emits(mom, pasMomAbi, 'Stop', [])] : []),
    ],
    afterwards:
      'No cBEAM can change anything until the Configurator is started again; relayers keep working.',
    disables: [
      'No cBEAM can raise a limit, and none can lower one either.',
      'No approved controller action runs, including the rollback of a migration. Relayer and freezer cannot be replaced.',
      'Relayers keep working within the present limits: freeze them too if they are not trusted.',
    ],
    undo: `The Core Council can start it again through the timelock${minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''}.`,
  }
}
