import { type Address, keccak256 } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import { isApproved } from '@/lib/console/approved-calls'
import { isPairedWith } from '@/lib/console/authority'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import { inUnit, pairsIn } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { given, map } from '@/lib/leaf'
import { tellCall } from '@/lib/words/calls'
import { inFull } from '@/lib/words/limits'
import { bySpell } from '@/lib/words/spells'
import { configuredCall } from '../configured-call'
import type { RoutedDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { heldBack } from '../held-back'
import { operatorSafes } from '../operator-safes'
import { namedUnit } from '../unit-of'
import { type Does, does } from './does'
import { type ControllerActionRequest, controllerActionKind } from './request'

export const controllerAction: RoutedDefinition<ControllerActionRequest, false> = {
  ...controllerActionKind,
  routing: {
    direct: ({ controller, ...request }, model, account) => {
      const unit = namedUnit(request, model)
      return unit && isPairedWith(model, unit, controller, account)
    },
    safes: ({ controller, ...request }, model) => {
      const unit = namedUnit(request, model)
      return unit ? operatorSafes(model, unit, controller) : []
    },
  },
  build: (request, model, from) => {
    const unit = namedUnit(request, model)
    return unit && isKnown(request.controller, model, unit) ? run(request, model, unit, from) : null
  },
}

/** Whether the Unit has that controller in its scope, or was asked about it. */
const isKnown = (controller: Address, model: ConsoleModel, unit: ConfiguratorUnit): boolean =>
  model.generators.some(({ id, unit: own }) => id === controller && own === unit.id) ||
  pairsIn(model.generators, unit).some(({ kind, target }) => kind === 'controller' && target === controller)

/**
 * `Configurator.callControllerAction` by a cBEAM that is paired with the controller, of a call that BeamState approves by
 * its hash. It can be made any number of times. Source: DOMAIN.md §6.2.
 */
function run(
  request: ControllerActionRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<ControllerActionRequest> {
  const { controller, data } = request
  const { configurator } = unit.configurator.addresses
  const done = does(controller, data, model)
  const name = pauNameOf(model, controller)
  const of = name === null ? controller : `the controller of ${name}`
  const words = tellCall({ target: controller, data }, model.generators, inFull)
  return {
    request,
    title: inUnit(model, unit, `Run the approved call on ${of}: ${words.text}`),
    emergency: false,
    from,
    calls: [configuredCall(configurator, controller, data)],
    permission: {
      id: 'controller-cbeam',
      says: {
        holds: `${from} is a cBEAM that is paired with ${of}`,
        fails: `${from} is no cBEAM that is paired with ${of}`,
      },
      holds: isPairedWith(model, unit, controller, from),
      weight: 'blocks',
    },
    requirements: [...requirementsOf(request, model, unit, of, done), heldBack(model)],
    effects: done.ok ? done.effects : [],
    events: done.ok
      ? [...done.events, emits(configurator, configuratorAbi, 'CallControllerAction', { controller, data })]
      : [],
    afterwards: `What the Core Council approved is done on ${of}, and can be done again.`,
    disables: done.ok ? done.disables : [],
    undo: `A cBEAM can take it back only by another approved call, of which each waits in the timelock first. Governance can set anything else, ${bySpell(model)}.`,
  }
}

function requirementsOf(
  { controller, data }: ControllerActionRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  of: string,
  done: Does,
): readonly Requirement[] {
  const generator = model.generators.find(({ id }) => id === controller)
  return [
    {
      id: 'action-running',
      says: {
        holds: 'The Configurator is not stopped',
        fails: 'The Configurator is stopped, and passes on no call (Configurator/stopped)',
      },
      holds: map(unit.configurator.stopped, (stopped) => !stopped),
      weight: 'blocks',
    },
    {
      id: 'action-approved',
      says: {
        holds: `BeamState approves exactly these bytes on ${of}: their hash is ${keccak256(data)}`,
        fails: `BeamState does not approve these bytes on ${of} (Configurator/not-valid-data): their hash is ${keccak256(data)}`,
      },
      holds: isApproved(unit, controller, data),
      weight: 'blocks',
    },
    ...(generator
      ? [
          {
            id: 'action-configurator',
            says: {
              holds: `The Configurator holds CONFIGURATOR of ${of}`,
              fails: `The Configurator does not hold CONFIGURATOR of ${of} (Configurator/call-failed)`,
            },
            holds: generator.wires.configuratorOnDiamond,
            weight: 'blocks',
          } as const,
        ]
      : []),
    {
      id: 'action-stated',
      says: {
        holds: 'All that it changes can be stated',
        fails: `What it changes cannot be stated: ${done.ok ? '' : done.because}`,
      },
      holds: given(done.ok),
      weight: 'blocks',
    },
    ...(done.ok
      ? [
          {
            id: 'action-changes',
            says: { holds: 'It changes something', fails: 'What it sets is set already' },
            holds: done.changes,
            weight: 'blocks',
            already: true,
          } as const,
        ]
      : []),
  ]
}
