import { type Address, isAddressEqual } from 'viem'
import { every, given, type Leaf, map } from '@/lib/leaf'
import type { ConfiguratorUnitFacts, GeneratorFacts, PairFacts, TimelockRoleFacts } from '.'
import type { GovernanceFacts } from './governance'
import type { MemberList, PauFacts, StrangerFacts } from './pau'
import type { PrimeFacts, UnfundedFacts } from './primes'
import type { SafeFacts } from './safes'

/** What somebody may do to a contract. Names follow those of the contracts' roles. */
export type PowerKind =
  | 'admin'
  | 'relayer'
  | 'freezer'
  | 'allocator'
  | 'actor'
  | 'revoker'
  | 'agentAdmin'
  | 'controller'
  | 'limitsController'
  | 'limitsAdmin'
  | 'configurator'
  | 'operators'
  | 'allocatorWard'
  | 'taker'
  | 'depositor'
  | 'guardrails'
  | 'cBeamLimits'
  | 'cBeamController'
  | 'delayed'
  | 'immediate'
  | 'beamWard'
  | 'registryWard'
  | 'guardian'
  | 'momOwner'
  | 'momAuthority'
  | 'pauseOwner'
  | 'pauseAuthority'
  | 'hat'
  | 'owner'
  | TimelockRoleFacts['role']

/** Why a power that is held cannot be used, or should no longer be held. */
export type PowerFlaw = 'frozen' | 'unregistered' | 'stopped' | 'paused' | 'stranger' | 'retired'

/** One account's power over one contract. */
export interface Power {
  readonly id: string
  readonly kind: PowerKind
  readonly contract: Address
  /** The contract that says who may take the power away: mostly the same. */
  readonly under: Address
  /** Name of the Generator, Prime, Unit or Safe whose part the contract is. */
  readonly of: string
  /** Unknown where the contract did not say who. */
  readonly holder: Leaf<Address>
  /** Whether it is held: a list says so of everybody on it, and of others the contract was asked. */
  readonly held: Leaf<boolean>
  /** What may stand in the way of its use, each with whether it does. */
  readonly flaws: readonly { readonly flaw: PowerFlaw; readonly stands: Leaf<boolean> }[]
}

/** What the powers are found in: facts, or a model. */
export interface Powerful {
  readonly generators: readonly (Pick<
    GeneratorFacts,
    'id' | 'name' | 'unit' | 'addresses' | 'roles' | 'wires' | 'scope' | 'strangers'
  > & { readonly primes: readonly PowerfulPrime[] })[]
  readonly unfunded: readonly Pick<UnfundedFacts, 'id' | 'name' | 'almProxy' | 'controllers' | 'strangers'>[]
  readonly units: readonly PowerfulUnit[]
  readonly governance: Pick<GovernanceFacts, 'addresses' | 'pause' | 'hat'> | null
  readonly safes: readonly Pick<SafeFacts, 'id' | 'name' | 'owners'>[]
}

type PowerfulUnit = Pick<ConfiguratorUnitFacts, 'id' | 'name' | 'configurator' | 'mom'> & {
  readonly timelock: Pick<ConfiguratorUnitFacts['timelock'], 'paused' | 'holders'>
}

type PowerfulPrime = Pick<
  PrimeFacts,
  'id' | 'name' | 'addresses' | 'controllers' | 'strangers' | 'wires' | 'migration'
> & { readonly vault: Pick<PrimeFacts['vault'], 'guardrails'> }

type Draft = Omit<Power, 'id' | 'under' | 'flaws'> & Partial<Pick<Power, 'under' | 'flaws'>>

/** Number of the phase in which a Prime owes nothing under its own ilks any more. */
const RETIRED = 3

/**
 * Every power that the console reads, over all contracts of a deployment: those that somebody holds and those of which it
 * is unknown whether, or by whom, they are held. A power that nobody holds is none.
 */
export function powersOf(facts: Powerful): readonly Power[] {
  const drafts = [
    ...facts.generators.flatMap((generator) => ofGenerator(facts, generator)),
    ...facts.unfunded.flatMap((prime) => [
      ...prime.controllers.flatMap((controller) => ofController(prime.name, prime.almProxy, controller)),
      ...prime.strangers.map((stranger) => ofStranger(prime.name, prime.almProxy, stranger)),
    ]),
    ...facts.units.flatMap(ofUnit),
    ...(facts.governance ? ofGovernance(facts.governance) : []),
    ...facts.safes.flatMap(({ id, name, owners }) => listedBy('owner', id, name, owners)),
  ]
  const held = drafts.filter((draft) => !draft.held.ok || draft.held.value)
  // What two lists say of one account is one power: the first says it.
  const byId = new Map(held.toReversed().map((draft, index) => [idOf(draft, index), draft]))
  return [...byId].toReversed().map(([id, draft]) => ({ under: draft.contract, flaws: [], ...draft, id }))
}

const idOf = ({ kind, contract, holder }: Draft, index: number): string =>
  `${kind}-${contract}-${holder.ok ? holder.value : `unknown-${index}`}`

function ofGenerator(
  { units }: Powerful,
  {
    id,
    name,
    unit: unitId,
    addresses,
    roles,
    wires,
    scope,
    strangers,
    primes,
  }: Powerful['generators'][number],
): readonly Draft[] {
  const { almProxy, rateLimits, allocatorVault } = addresses
  const unit = units.find((one) => one.id === unitId)
  const configurator = unit?.configurator
  const wired = (kind: PowerKind, contract: Address, holder: Address | null, held: Leaf<boolean> | null) =>
    holder === null || held === null ? [] : [{ kind, contract, of: name, holder: given(holder), held }]
  return [
    ...members('admin', id, name, roles.admin.members),
    ...roles.relayer.members.items.map(({ account, frozen }) => ({
      ...entry('relayer', id, name, account),
      flaws: frozen === null ? [] : [{ flaw: 'frozen' as const, stands: frozen }],
    })),
    ...unlisted('relayer', id, name, roles.relayer.members.length),
    ...members('freezer', id, name, roles.freezer.members),
    ...wired('controller', almProxy, id, wires.controllerOnProxy),
    ...wired('limitsController', rateLimits, id, wires.controllerOnRateLimits),
    ...wired(
      'limitsAdmin',
      rateLimits,
      configurator?.addresses.configurator ?? null,
      wires.configuratorOnRateLimits,
    ),
    ...wired('configurator', id, configurator?.addresses.configurator ?? null, wires.configuratorOnDiamond),
    ...wired('operators', id, configurator?.addresses.operators ?? null, wires.operatorsOnDiamond),
    ...wired('allocatorWard', allocatorVault, almProxy, wires.proxyWardOnVault),
    ...strangers.map((stranger) => ofStranger(name, almProxy, stranger)),
    ...scope.pairs.map((pair) => ofPair(name, unitId, pair, pair.registered, configurator?.stopped ?? null)),
    ...primes.flatMap((prime) => ofPrime(id, almProxy, prime)),
  ]
}

function ofPrime(diamond: Address, depositor: Address, prime: PowerfulPrime): readonly Draft[] {
  const { name, addresses, controllers, strangers, wires, migration, vault } = prime
  const { guardrails } = vault
  const own = (kind: PowerKind, contract: Address, holder: Address, held: Leaf<boolean>): Draft => ({
    ...{ kind, contract, of: name, held },
    holder: given(holder),
  })
  return [
    ...controllers.flatMap((controller) => ofController(name, addresses.almProxy, controller)),
    ...strangers.map((stranger) => ofStranger(name, addresses.almProxy, stranger)),
    {
      ...own('controller', addresses.almProxy, diamond, wires.generatorOnProxy),
      flaws:
        migration === null
          ? []
          : [{ flaw: 'retired' as const, stands: map(migration.phase, (phase) => phase === RETIRED) }],
    },
    own('taker', addresses.vault, addresses.almProxy, wires.taker),
    own('taker', addresses.vault, depositor, wires.depositorTakes),
    ...(guardrails === null
      ? []
      : [
          ...members('depositor', addresses.vault, name, guardrails.depositors.members),
          ...members('guardrails', addresses.vault, name, guardrails.operators.members),
        ]),
  ]
}

function ofController(name: string, almProxy: Address, pau: PauFacts): readonly Draft[] {
  const { id, relayers, freezers, agency, admins, controllerOnProxy, controllerOnRateLimits, expected } = pau
  const wired = (kind: PowerKind, contract: Address, held: Leaf<boolean>): Draft => ({
    ...{ kind, contract, of: name, held },
    holder: given(id),
  })
  return [
    wired('controller', almProxy, controllerOnProxy),
    wired('limitsController', expected.rateLimits, controllerOnRateLimits),
    ...members('admin', expected.accessControls ?? id, name, admins),
    ...(relayers?.members.items ?? []).map(({ account, frozen }) => ({
      ...entry('relayer', id, name, account),
      flaws: frozen === null ? [] : [{ flaw: 'frozen' as const, stands: frozen }],
    })),
    ...(relayers === null ? [] : unlisted('relayer', id, name, relayers.members.length)),
    ...(freezers === null ? [] : members('freezer', id, name, freezers)),
    ...(agency?.allocators.items ?? []).flatMap(({ account, agent }) => [
      entry('allocator', expected.accessControls ?? id, name, account),
      ...(agent === null || !account.ok
        ? []
        : [
            ...members('actor', account.value, name, agent.actors),
            ...members('revoker', account.value, name, agent.revokers),
            ...members('agentAdmin', account.value, name, agent.admins),
          ]),
    ]),
    ...(agency === null
      ? []
      : unlisted('allocator', expected.accessControls ?? id, name, agency.allocators.length)),
  ]
}

const ofStranger = (name: string, almProxy: Address, { id, active }: StrangerFacts): Draft => ({
  ...{ kind: 'controller', contract: almProxy, of: name, held: active },
  holder: given(id),
  flaws: [{ flaw: 'stranger', stands: given(true) }],
})

function ofPair(
  name: string,
  beamState: Address,
  { kind, target, cBeam, active }: Pick<PairFacts, 'kind' | 'target' | 'cBeam' | 'active'>,
  registered: Leaf<boolean> | null,
  stopped: Leaf<boolean> | null,
): Draft {
  const isNot = (leaf: Leaf<boolean>) => map(leaf, (is) => !is)
  return {
    kind: kind === 'rateLimits' ? 'cBeamLimits' : 'cBeamController',
    ...{ contract: target, under: beamState, of: name, held: active },
    holder: given(cBeam),
    flaws: [
      ...(registered ? [{ flaw: 'unregistered' as const, stands: isNot(registered) }] : []),
      ...(stopped ? [{ flaw: 'stopped' as const, stands: stopped }] : []),
    ],
  }
}

function ofUnit({ id, name, configurator, timelock, mom }: PowerfulUnit): readonly Draft[] {
  const { addresses, users, cBeams, otherPairs, wards, guardians, stopped } = configurator
  const one = (kind: PowerKind, contract: Address, holder: Address, held: Leaf<boolean>): Draft => ({
    ...{ kind, contract, of: name, held },
    holder: given(holder),
  })
  const paused = { flaw: 'paused' as const, stands: timelock.paused }
  return [
    ...users.flatMap(({ id: account, delayed, immediate }) => [
      one('delayed', id, account, delayed),
      one('immediate', id, account, immediate),
    ]),
    ...otherPairs.map((pair) =>
      ofPair(
        name,
        id,
        pair,
        cBeams.find(({ id: cBeam }) => cBeam === pair.cBeam)?.registered ?? null,
        stopped,
      ),
    ),
    ...wards.map(({ id: account, active }) => one('beamWard', id, account, active)),
    ...(guardians === null
      ? []
      : [
          ...listedBy('guardian', guardians.council, name, guardians.members),
          ...guardians.wards.map(({ id: account, active }) =>
            one('registryWard', guardians.registry, account, active),
          ),
        ]),
    ...timelock.holders.map(({ role, account, active }) => ({
      ...one(role, addresses.timelock, account, active),
      flaws: role === 'PAUSER_ROLE' || role === 'DEFAULT_ADMIN_ROLE' ? [] : [paused],
    })),
    named('momOwner', addresses.mom, name, mom.owner),
    named('momAuthority', addresses.mom, name, mom.authority),
  ]
}

const GOVERNANCE = 'Governance'

function ofGovernance({ addresses, pause, hat }: NonNullable<Powerful['governance']>): readonly Draft[] {
  const { chief, pause: pauseAddress } = addresses
  return [
    ...(pause === null || !pauseAddress
      ? []
      : [
          named('pauseOwner', pauseAddress, GOVERNANCE, pause.owner),
          named('pauseAuthority', pauseAddress, GOVERNANCE, pause.authority),
        ]),
    ...(hat === null || !chief ? [] : [named('hat', chief, GOVERNANCE, hat)]),
  ]
}

const NOBODY = 0n

/** A power of the one account that a contract names; the zero address is nobody. */
const named = (kind: PowerKind, contract: Address, of: string, holder: Leaf<Address>): Draft => ({
  ...{ kind, contract, of, holder },
  held: map(holder, (account) => BigInt(account) !== NOBODY),
})

const entry = (kind: PowerKind, contract: Address, of: string, holder: Leaf<Address>): Draft => ({
  ...{ kind, contract, of, holder },
  held: map(holder, () => true),
})

/** A list whose length could not be read may hold anybody. */
const unlisted = (kind: PowerKind, contract: Address, of: string, length: Leaf<number>): readonly Draft[] =>
  length.ok ? [] : [{ kind, contract, of, holder: length, held: length }]

const members = (
  kind: PowerKind,
  contract: Address,
  of: string,
  { length, items }: MemberList,
): readonly Draft[] => [
  ...items.map(({ account }) => entry(kind, contract, of, account)),
  ...unlisted(kind, contract, of, length),
]

const listedBy = (
  kind: PowerKind,
  contract: Address,
  of: string,
  list: Leaf<readonly Address[]>,
): readonly Draft[] =>
  list.ok
    ? list.value.map((account) =>
        entry(
          kind,
          contract,
          of,
          map(list, () => account),
        ),
      )
    : [{ kind, contract, of, holder: list, held: list }]

/** Whether all that may stand in the way of a power was read, and what does. */
export function flawsOf({ flaws }: Power): Leaf<readonly PowerFlaw[]> {
  return map(every(flaws.map(({ stands }) => stands)), (standing) =>
    flaws.flatMap(({ flaw }, index) => (standing[index] ? [flaw] : [])),
  )
}

/** Which powers over a contract may take another away there. */
const TAKEN_BY: Readonly<Partial<Record<PowerKind, readonly PowerKind[]>>> = {
  admin: ['admin'],
  relayer: ['freezer', 'admin'],
  freezer: ['admin'],
  allocator: ['admin'],
  actor: ['revoker', 'agentAdmin'],
  revoker: ['agentAdmin'],
  agentAdmin: ['agentAdmin'],
  cBeamLimits: ['immediate', 'beamWard'],
  cBeamController: ['immediate', 'beamWard'],
  delayed: ['beamWard'],
  immediate: ['beamWard'],
  beamWard: ['beamWard'],
  registryWard: ['registryWard'],
  momOwner: ['momOwner'],
  momAuthority: ['momOwner'],
  pauseOwner: ['pauseOwner'],
  pauseAuthority: ['pauseOwner'],
  PROPOSER_ROLE: ['DEFAULT_ADMIN_ROLE'],
  CANCELLER_ROLE: ['DEFAULT_ADMIN_ROLE'],
  EXECUTOR_ROLE: ['DEFAULT_ADMIN_ROLE'],
  PAUSER_ROLE: ['DEFAULT_ADMIN_ROLE'],
  DEFAULT_ADMIN_ROLE: ['DEFAULT_ADMIN_ROLE'],
}

/** The powers that may take a power away, as far as they are read; those of the holder itself are not among them. */
export function takersOf(power: Power, all: readonly Power[]): readonly Power[] {
  const kinds = TAKEN_BY[power.kind] ?? []
  const isSelf = ({ holder }: Power) =>
    holder.ok && power.holder.ok && isAddressEqual(holder.value, power.holder.value)
  return all.filter((other) => other.contract === power.under && kinds.includes(other.kind) && !isSelf(other))
}
