import type { Address } from 'viem'
import { every, given, type Leaf, map } from '@/lib/leaf'
import type { MemberList, PauFacts } from '../facts/pau'
import type { RelayerFacts } from '../facts/roles'
import { pairsIn } from '../facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '../model'
import { isFrozen } from './beams'

/** The power of one Configurator Unit, from the Core Council down to whoever operates a PAU. */
export interface BeamTree {
  /** Its BeamState. */
  readonly unit: Address
  readonly name: string
  readonly council: readonly Seat[]
  readonly cBeams: readonly CBeamBranch[]
  /** PAUs in its scope that no cBEAM is known to be paired with. */
  readonly unpaired: readonly BeamPau[]
}

/** Whoever acts as the Core Council, or for all that is known may. */
export interface Seat {
  readonly id: Address
  /** Whether it pairs, unpairs, deletes and stops at once; null where it never held that role. */
  readonly immediate: Leaf<boolean> | null
  /** Whether it schedules in the timelock; null where it never held that role. */
  readonly proposer: Leaf<boolean> | null
}

export interface CBeamBranch {
  readonly id: Address
  /** Whether it is registered, so that it can be paired anew; null where no event named it. */
  readonly registered: Leaf<boolean> | null
  /** Whether a guardian froze it. */
  readonly frozen: Leaf<boolean>
  readonly paus: readonly PauBranch[]
}

/** What one cBEAM may do to one PAU; each null where no such pair is known. */
export interface PauBranch {
  readonly id: string
  readonly pau: BeamPau
  /** Whether it may set its limits. */
  readonly limits: Leaf<boolean> | null
  /** Whether it may run approved calls on its controller, and replace who operates or freezes it. */
  readonly controller: Leaf<boolean> | null
}

export interface BeamPau {
  readonly id: Address
  /** Whose it is: a Generator, or the Primes that share it; null where the deployment does not have it. */
  readonly name: string | null
  readonly rateLimits: Address | null
  readonly controller: Address | null
  readonly holders: readonly BeamHolder[]
  /** True, or unknown because a list of them could not be read in full. */
  readonly whole: Leaf<true>
}

/** Somebody behind a controller. */
export interface BeamHolder {
  readonly id: string
  readonly account: Address
  readonly as: 'relayer' | 'actor' | 'allocator' | 'freezer' | 'revoker'
  /** The agent through which it acts, or that it frees of actors. */
  readonly agent: Address | null
  /** Whether guardians froze it where the controller asks, so that it holds the role and cannot use it. */
  readonly frozen: Leaf<boolean>
}

type Model = Pick<ConsoleModel, 'generators' | 'unfunded' | 'units'>

/** One tree for each Configurator Unit, in the order of the deployment. */
export const beamTrees = (model: Model): readonly BeamTree[] => {
  const all = pausIn(model)
  return model.units.map((unit) => treeOf(unit, all, model))
}

function treeOf(unit: ConfiguratorUnit, all: readonly ScopedPau[], { generators }: Model): BeamTree {
  const { cBeams } = unit.configurator
  const pairs = pairsIn(generators, unit).filter(({ active }) => maybe(active))
  const registered = cBeams.filter((one) => maybe(one.registered))
  const ids = [...new Set([...registered.map(({ id }) => id), ...pairs.map(({ cBeam }) => cBeam)])]
  const paired = new Set(pairs.map(({ target }) => target))
  return {
    unit: unit.id,
    name: unit.name,
    council: seatsOf(unit),
    cBeams: ids.map((id) => ({
      id,
      registered: cBeams.find((one) => one.id === id)?.registered ?? null,
      frozen: isFrozen(unit, id),
      paus: branchesOf(
        pairs.filter(({ cBeam }) => cBeam === id),
        all.map(({ pau }) => pau),
      ),
    })),
    unpaired: all
      .filter(({ units }) => units === null || units.includes(unit.id))
      .map(({ pau }) => pau)
      .filter(
        ({ rateLimits, controller }) => ![rateLimits, controller].some((one) => one && paired.has(one)),
      ),
  }
}

/** Whether it is so, or may be for all that was answered. */
const maybe = (leaf: Leaf<boolean>): boolean => !leaf.ok || leaf.value

/** Holders of the two roles of the Core Council; the contracts of the Unit, which act for others, are not among them. */
function seatsOf({ configurator: { users, addresses }, timelock }: ConfiguratorUnit): readonly Seat[] {
  const contracts: readonly (Address | null)[] = Object.values(addresses)
  const immediate = new Map(users.map((user) => [user.id, user.immediate]))
  const proposers = new Map(
    timelock.holders
      .filter(({ role }) => role === 'PROPOSER_ROLE')
      .map(({ account, active }) => [account, active]),
  )
  return [...new Set([...immediate.keys(), ...proposers.keys()])]
    .filter((id) => !contracts.includes(id))
    .map((id) => ({ id, immediate: immediate.get(id) ?? null, proposer: proposers.get(id) ?? null }))
    .filter((seat) => [seat.immediate, seat.proposer].some((leaf) => leaf !== null && maybe(leaf)))
}

type Pair = ReturnType<typeof pairsIn<ConfiguratorUnit['configurator']['otherPairs'][number]>>[number]

function branchesOf(pairs: readonly Pair[], all: readonly BeamPau[]): readonly PauBranch[] {
  const activeOf = (kind: Pair['kind'], target: Address | null) =>
    pairs.find((pair) => pair.kind === kind && pair.target === target)?.active ?? null
  const own = all
    .map((pau) => ({
      id: pau.id,
      pau,
      limits: activeOf('rateLimits', pau.rateLimits),
      controller: activeOf('controller', pau.controller),
    }))
    .filter(({ limits, controller }) => limits !== null || controller !== null)
  const known = new Set(own.flatMap(({ pau }) => [pau.rateLimits, pau.controller]))
  const others = pairs
    .filter(({ target }) => !known.has(target))
    .map(({ kind, target, active }): PauBranch => {
      const isLimits = kind === 'rateLimits'
      return {
        id: `${kind}-${target}`,
        pau: {
          ...{ id: target, name: null, holders: [], whole: given(true) },
          rateLimits: isLimits ? target : null,
          controller: isLimits ? null : target,
        },
        limits: isLimits ? active : null,
        controller: isLimits ? null : active,
      }
    })
  return [...own, ...others]
}

/** Whose RateLimits or controller an address is: "Keel"; null where the deployment does not have it. */
export function pauNameOf(model: Omit<Model, 'units'>, target: Address): string | null {
  const names = pausIn(model)
    .filter(({ pau: { rateLimits, controller } }) => rateLimits === target || controller === target)
    .flatMap(({ pau: { name } }) => name ?? [])
  return names.length === 0 ? null : names.join(', ')
}

interface ScopedPau {
  readonly pau: BeamPau
  /** The Units in whose scope it is; null where the deployment file names none, so that it may be any. */
  readonly units: readonly Address[] | null
}

/** Every PAU of the deployment: the Generators, then the controllers of the Primes, one that several share once. */
function pausIn({ generators, unfunded }: Omit<Model, 'units'>): readonly ScopedPau[] {
  const found = new Map<Address, ScopedPau>()
  for (const { id, name, unit, addresses, roles } of generators) {
    found.set(id, {
      units: [unit],
      pau: {
        ...{ id, name, rateLimits: addresses.rateLimits, controller: id },
        ...standingOf(roles.relayer, roles.freezer.members),
      },
    })
  }
  const primes = [
    ...generators.flatMap(({ unit, primes: own }) =>
      own.map((prime) => ({ ...prime, unit: prime.unit ?? unit })),
    ),
    ...unfunded,
  ]
  for (const { name, unit, controllers } of primes) {
    for (const pau of controllers) {
      const known = found.get(pau.id)
      found.set(pau.id, {
        units: known ? joined(known.units, unit) : unit && [unit],
        pau: known
          ? { ...known.pau, name: `${known.pau.name}, ${name}` }
          : {
              ...{ id: pau.id, controller: pau.id, rateLimits: pau.expected.rateLimits },
              name: controllers.length === 1 || pau.reader === null ? name : `${name} (${pau.reader})`,
              ...behind(pau),
            },
      })
    }
  }
  return [...found.values()]
}

const joined = (units: ScopedPau['units'], unit: Address | null): ScopedPau['units'] =>
  units === null || unit === null ? null : [...units, unit]

type Standing = Pick<BeamPau, 'holders' | 'whole'>

const behind = ({ relayers, freezers, agency }: PauFacts): Standing =>
  relayers === null ? agents(agency) : standingOf(relayers, freezers)

/** Relayers and freezers of a controller. */
function standingOf({ members }: RelayerFacts, freezers: MemberList | null): Standing {
  return {
    holders: [
      ...members.items.flatMap(({ account, frozen }) =>
        account.ok ? [holder('relayer', account.value, null, frozen ?? given(false))] : [],
      ),
      ...(freezers?.items ?? []).flatMap(({ account }) =>
        account.ok ? [holder('freezer', account.value, null)] : [],
      ),
    ],
    whole: wholeOf([members, ...(freezers ? [freezers] : [])]),
  }
}

/** Actors of the agents of a controller, who may remove them, and whoever operates it without an agent. */
function agents(agency: PauFacts['agency']): Standing {
  if (agency === null) return { holders: [], whole: given(true) }
  const { allocators } = agency
  return {
    holders: allocators.items.flatMap(({ account, agent }) => {
      if (!account.ok) return []
      const { value: id } = account
      if (agent === null) return [holder('allocator', id, null)]
      const listed = (as: 'actor' | 'revoker', { items }: MemberList) =>
        items.flatMap((one) => (one.account.ok ? [holder(as, one.account.value, id)] : []))
      return [...listed('actor', agent.actors), ...listed('revoker', agent.revokers)]
    }),
    whole: wholeOf([
      allocators,
      ...allocators.items.flatMap(({ agent }) => (agent === null ? [] : [agent.actors, agent.revokers])),
    ]),
  }
}

const holder = (
  as: BeamHolder['as'],
  account: Address,
  agent: Address | null,
  frozen: Leaf<boolean> = given(false),
): BeamHolder => ({ id: `${as}-${account}-${agent ?? ''}`, account, as, agent, frozen })

const wholeOf = (lists: readonly MemberList[]): Leaf<true> =>
  map(
    every<unknown>(lists.flatMap(({ length, items }) => [length, ...items.map(({ account }) => account)])),
    () => true as const,
  )
