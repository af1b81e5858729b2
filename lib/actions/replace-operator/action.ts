import {
  type Address,
  encodeFunctionData,
  isAddressEqual,
  keccak256,
  stringToHex,
  toFunctionSelector,
  zeroAddress,
} from 'viem'
import { adminFacetAbi, controllerOperatorsAbi } from '@/lib/abi'
import { isGuardian, isPairedWith } from '@/lib/console/authority'
import { heldRoles, holdsRole } from '@/lib/console/derive/beams'
import type { Effect } from '@/lib/console/diff'
import { removes, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { inUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { holdersIn, isFrozenFor, listOf, type Replaceable, replaceableIn } from '@/lib/console/replaceable'
import { every, given, type Leaf, map } from '@/lib/leaf'
import { bySpell } from '@/lib/words/spells'
import type { RoutedDefinition, Routing } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { heldBack } from '../held-back'
import { operatorSafes } from '../operator-safes'
import { namedUnit } from '../unit-of'
import {
  type ReplaceKind,
  type ReplaceRequest,
  type ReplaceRequestOf,
  replaceFreezerKind,
  replaceRelayerKind,
} from './request'

const routing: Routing<ReplaceRequest> = {
  direct: ({ controller, ...request }, model, account) => {
    const unit = namedUnit(request, model)
    return unit && isPairedWith(model, unit, controller, account)
  },
  safes: ({ controller, ...request }, model) => {
    const unit = namedUnit(request, model)
    return unit ? operatorSafes(model, unit, controller) : []
  },
}

export const replaceRelayer: RoutedDefinition<ReplaceRequestOf<'replace-relayer'>, true> = {
  ...replaceRelayerKind,
  routing,
  build,
}

export const replaceFreezer: RoutedDefinition<ReplaceRequestOf<'replace-freezer'>, true> = {
  ...replaceFreezerKind,
  routing,
  build,
}

/** What tells the two replacements apart. */
interface Role {
  readonly setter: 'setRelayer' | 'setFreezer'
  readonly event: 'SetRelayer' | 'SetFreezer'
  /** Name of the role on the controller. */
  readonly name: 'RELAYER' | 'FREEZER'
  readonly holder: 'relayer' | 'freezer'
  /** What somebody who loses the role can no longer do. */
  readonly loses: (controller: string) => string
}

const ROLES: Readonly<Record<ReplaceKind, Role>> = {
  'replace-relayer': {
    ...{ setter: 'setRelayer', event: 'SetRelayer', name: 'RELAYER', holder: 'relayer' },
    loses: (controller) => `can no longer operate ${controller}`,
  },
  'replace-freezer': {
    ...{ setter: 'setFreezer', event: 'SetFreezer', name: 'FREEZER', holder: 'freezer' },
    loses: (controller) => `can no longer remove a relayer of ${controller}`,
  },
}

function build<Request extends ReplaceRequest>(
  request: Request,
  model: ConsoleModel,
  from: Address,
): DirectAction<Request> | null {
  const unit = namedUnit(request, model)
  const controller = unit && replaceableIn(model, unit).find(({ id }) => id === request.controller)
  const operators = unit?.configurator.addresses.operators
  return unit && controller && operators ? replace(request, model, unit, controller, operators, from) : null
}

/**
 * `ControllerOperators.setRelayer` or `setFreezer` by a cBEAM that is paired with the controller: one account holds the
 * role afterwards, whoever held it before. Source: DOMAIN.md §6, AdminFacet.
 */
function replace<Request extends ReplaceRequest>(
  request: Request,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  controller: Replaceable,
  operators: Address,
  from: Address,
): DirectAction<Request> {
  const { account } = request
  const { id, name } = controller
  const role = ROLES[request.kind]
  const gone = knownOf(controller, role).filter((holder) => holder !== account)
  return {
    request,
    title: inUnit(model, unit, `Make ${account} the only ${role.holder} of ${name}`),
    emergency: false,
    from,
    calls: [
      {
        to: operators,
        value: 0n,
        data: encodeFunctionData({
          abi: controllerOperatorsAbi,
          functionName: role.setter,
          args: [id, account],
        }),
      },
    ],
    permission: {
      id: 'controller-cbeam',
      says: {
        holds: `${from} is a cBEAM that is paired with the controller of ${name}`,
        fails: `${from} is no cBEAM that is paired with the controller of ${name}`,
      },
      holds: isPairedWith(model, unit, id, from),
      weight: 'blocks',
    },
    requirements: [...requirementsOf(request, model, unit, controller, operators), heldBack(model)],
    effects: effectsOf(request, model, controller),
    events: eventsOf(request, controller, operators),
    afterwards: `${account} is the only ${role.holder} of ${name}${gone.length > 0 ? `; ${gone.length === 1 ? 'the one before is' : `${gone.length} others are`} out` : ''}.`,
    disables: gone.map((holder) => `${holder} ${role.loses(name)}.`),
    undo: `A cBEAM that is paired with the controller can name another account at once, also one of those that it replaced. Only governance can let several hold ${role.name}, ${bySpell(model)}.`,
  }
}

/** The known holders of the role. */
const knownOf = (controller: Replaceable, { holder }: Role): readonly Address[] =>
  listOf(controller, holder).items.flatMap(({ account }) => (account.ok ? [account.value] : []))

function requirementsOf(
  request: ReplaceRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  controller: Replaceable,
  operators: Address,
): readonly Requirement[] {
  const { kind, account } = request
  const { name } = controller
  const role = ROLES[kind]
  const holders = holdersIn(controller, role.holder)
  const frozen = isFrozenFor(model, controller, account)
  const others = otherRoles(request, model, unit, controller)
  return [
    {
      id: 'operators-running',
      says: {
        holds: 'The Configurator is not stopped',
        fails: 'The Configurator is stopped, and replaces nobody (ControllerOperators/stopped)',
      },
      holds: map(unit.configurator.stopped, (stopped) => !stopped),
      weight: 'blocks',
    },
    {
      id: 'serves-setter',
      says: {
        holds: `The controller of ${name} has ${role.setter}`,
        fails: `The controller of ${name} has no ${role.setter}`,
      },
      holds: controller.serves(toFunctionSelector(`${role.setter}(address)`)),
      weight: 'blocks',
    },
    ...(controller.operators === null
      ? []
      : [
          {
            id: 'operators-role',
            says: {
              holds: `ControllerOperators holds OPERATORS of ${name}`,
              fails: `ControllerOperators, ${operators}, does not hold OPERATORS of ${name}`,
            },
            holds: controller.operators,
            weight: 'blocks',
          } as const,
        ]),
    {
      id: 'account-given',
      says: {
        holds: `The new ${role.holder} is an account`,
        fails: `The zero address cannot be the ${role.holder} (AdminFacet/zero-address)`,
      },
      holds: given(!isAddressEqual(account, zeroAddress)),
      weight: 'blocks',
    },
    {
      id: 'holders-known',
      says: {
        holds: `Everybody who holds ${role.name} of ${name} is known`,
        fails: `Not everybody who holds ${role.name} of ${name} is known`,
      },
      holds: map(holders, () => true),
      weight: 'blocks',
    },
    {
      id: 'changes-holders',
      says: {
        holds: `${account} is not the only ${role.holder} of ${name} yet`,
        fails: `${account} is the only ${role.holder} of ${name} already`,
      },
      holds: map(holders, (all) => all.length !== 1 || all[0] !== account),
      weight: 'blocks',
      already: true,
    },
    ...(kind === 'replace-relayer' ? freezeRequirements(account, frozen) : []),
    {
      id: 'no-other-role',
      says: {
        holds: `${account} is known in no other role`,
        fails: `${account} is known in another role${others.ok && others.value.length > 0 ? `: ${others.value.join(', ')}` : ''}`,
      },
      holds: map(others, (labels) => labels.length === 0),
      weight: 'warn',
    },
  ]
}

/** Whether guardians froze the new relayer: it is stated what the controller would then say of it. */
const freezeRequirements = (account: Address, frozen: Leaf<boolean>): readonly Requirement[] => [
  {
    id: 'account-asked',
    says: {
      holds: `It is known whether guardians froze ${account}`,
      fails: `It is not known whether guardians froze ${account}`,
    },
    holds: map(frozen, () => true),
    weight: 'blocks',
  },
  {
    id: 'account-not-frozen',
    says: {
      holds: `No guardian froze ${account}`,
      fails: `Guardians froze ${account}: it holds the role then, and can operate nothing until they lift that`,
    },
    holds: map(frozen, (is) => !is),
    weight: 'warn',
  },
]

/** What else the new holder is known to be, in words: one account with two roles is two that are stolen at once. */
function otherRoles(
  { kind, account }: ReplaceRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  { name, admins, freezers }: Replaceable,
): Leaf<readonly string[]> {
  const isRelayer = kind === 'replace-relayer'
  const further: readonly (readonly [label: string, holds: Leaf<boolean>])[] = [
    ...(isRelayer ? [[`FREEZER of ${name}`, holdsRole({ members: freezers }, account)] as const] : []),
    [`DEFAULT_ADMIN_ROLE of ${name}`, holdsRole({ members: admins }, account)],
    ...(unit.configurator.guardians ? [['guardian', isGuardian(unit, account)] as const] : []),
  ]
  const beams = map(heldRoles(model, unit, account), (held) =>
    held.filter((one) => !(isRelayer && one.kind === 'relayer')).map(({ label }) => label),
  )
  const labels = further.map(([label, holds]) => map(holds, (is) => (is ? [label] : [])))
  return map(every<readonly string[]>([beams, ...labels]), (lists) => lists.flat())
}

/** Nothing is stated where a holder could not be read, as it is then not known who goes. */
function effectsOf(request: ReplaceRequest, model: ConsoleModel, controller: Replaceable): readonly Effect[] {
  const { kind, account } = request
  const holders = holdersIn(controller, ROLES[kind].holder)
  if (!holders.ok) return []
  const frozen = isFrozenFor(model, controller, account)
  const gone = holders.value.filter((holder) => holder !== account)
  const isNew = !holders.value.includes(account)
  return controller.shown.flatMap(({ relayers, freezers }) => {
    const place = kind === 'replace-relayer' ? relayers : freezers
    return [
      ...gone.map((holder) => removes(place.items(holder).account)),
      ...(isNew ? [sets(place.items(account).account, account)] : []),
      ...(isNew && kind === 'replace-relayer' && controller.relayers.freezesIn !== null && frozen.ok
        ? [sets(relayers.items(account).frozen, frozen.value)]
        : []),
      sets(place.length, 1),
    ]
  })
}

function eventsOf(
  request: ReplaceRequest,
  controller: Replaceable,
  operators: Address,
): readonly ExpectedEvent[] {
  const { kind, account } = request
  const { id } = controller
  const { name, event } = ROLES[kind]
  const role = keccak256(stringToHex(name))
  const holders = knownOf(controller, ROLES[kind])
  const said = (eventName: 'RoleGranted' | 'RoleRevoked', holder: Address) =>
    emits(id, adminFacetAbi, eventName, { role, account: holder, sender: operators })
  return [
    ...holders.filter((holder) => holder !== account).map((holder) => said('RoleRevoked', holder)),
    ...(holders.includes(account) ? [] : [said('RoleGranted', account)]),
    event === 'SetRelayer'
      ? emits(operators, controllerOperatorsAbi, event, { controller: id, relayer: account })
      : emits(operators, controllerOperatorsAbi, event, { controller: id, freezer: account }),
  ]
}
