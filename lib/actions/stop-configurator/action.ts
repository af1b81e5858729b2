import { type Address, encodeFunctionData } from 'viem'
import { beamStateAbi, pasMomAbi } from '@/lib/abi'
import { isImmediate, isMomAllowed } from '@/lib/console/authority'
import type { ConsoleModel } from '@/lib/console/model'
import { formatDuration } from '@/lib/format'
import { map, some } from '@/lib/leaf'
import type { ActionDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import { type StopConfiguratorRequest, stopConfiguratorKind } from './request'

export const stopConfigurator: ActionDefinition<StopConfiguratorRequest, false> = {
  ...stopConfiguratorKind,
  build,
}

/** Stops BeamState, directly with the IMMEDIATE role or through PASMom. Source: DOMAIN.md §6.3. */
function build(
  request: StopConfiguratorRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<StopConfiguratorRequest> {
  const { beamState, mom } = model.configurator.addresses
  const direct = isImmediate(model, from)
  const viaMom = isMomAllowed(model, from, 'stop')
  const route = !(direct.ok && direct.value) && viaMom.ok && viaMom.value ? 'mom' : 'beamState'
  const { minDelay } = model.timelock
  return {
    request,
    title: 'Stop the Configurator',
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
        holds: `${from} holds the IMMEDIATE role of BeamState and is not frozen, or is let through by PASMom`,
        fails: `${from} does not hold the IMMEDIATE role of BeamState or is frozen, and PASMom does not let it through`,
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
        holds: map(model.configurator.stopped, (stopped) => !stopped),
        weight: 'blocks',
      },
    ],
    effects: [{ path: 'configurator/stopped', after: { value: true } }],
    events: [
      emits(beamState, beamStateAbi, 'Stop', []),
      ...(route === 'mom' ? [emits(mom, pasMomAbi, 'Stop', [])] : []),
    ],
    disables: [
      'No cBEAM can raise a limit, and none can lower one either.',
      'No approved controller action runs, rollback of a migration among them; relayer and freezer cannot be replaced.',
      'Relayers keep working within the limits as they are: freeze them too if they are not trusted.',
    ],
    undo: `Starting it again is scheduled by the Core Council in the timelock${minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''}.`,
  }
}
