import { type Address, type Hex, isAddressEqual } from 'viem'
import { andThen, combine, every, given, type Leaf, map, some, unknown } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { RelayerState } from '@/lib/vaults'
import type { ConfiguratorFacts, GeneratorFacts } from '../facts'
import type { FreezeFacts, GuardianFacts } from '../facts/guardians'
import type { PrimeFacts, UnfundedFacts } from '../facts/primes'
import type { RelayerFacts, RoleFacts } from '../facts/roles'
import { ofUnit } from '../facts/units'

/** A role that a freeze takes, or whose use it takes from a relayer. The timelock asks nobody who is frozen. */
export interface BeamRole {
  readonly kind: 'relayer' | 'cBeam' | 'immediate' | 'delayed' | 'other'
  /** "Relayer of USDS Generator". */
  readonly label: string
}

export interface FrozenBeam {
  readonly account: Address
  /** As a relayer, it keeps the role and cannot use it. */
  readonly relayer: readonly BeamRole[]
  /** What the freeze took in BeamState, and a lift gives back. */
  readonly taken: readonly BeamRole[]
  /** What it has in BeamState all the same, and can use: a freeze that did not name it, or somebody gave it anew. */
  readonly left: readonly BeamRole[]
  readonly votes: bigint
}

interface Unit {
  readonly id: Address
  readonly configurator: Pick<ConfiguratorFacts, 'addresses' | 'asked' | 'guardians' | 'users' | 'otherPairs'>
}

interface Holders {
  readonly generators: readonly (Pick<GeneratorFacts, 'name' | 'unit' | 'roles' | 'scope' | 'addresses'> & {
    readonly primes: readonly Pick<PrimeFacts, 'name' | 'unit' | 'controllers'>[]
  })[]
  /** Primes that no Generator funds have relayers like any other. */
  readonly unfunded: readonly Pick<UnfundedFacts, 'name' | 'unit' | 'controllers'>[]
}

interface Units {
  readonly units: readonly Pick<Unit, 'configurator'>[]
}

const notAsked = unknown({
  kind: 'not-read',
  message: 'Whether a guardian froze this account has not been read yet.',
})

/** Whether a guardian of a Unit froze an account; nobody is frozen where there is no council of guardians. */
export function isFrozen(
  { configurator: { guardians, asked } }: Pick<Unit, 'configurator'>,
  account: Address,
): Leaf<boolean> {
  if (guardians === null) return given(false)
  return (
    freezesOf(guardians).get(account) ?? asked.find(({ id }) => id === account)?.freeze?.frozen ?? notAsked
  )
}

const freezesOf = memo(
  ({ beams }: GuardianFacts): ReadonlyMap<Address, Leaf<boolean>> =>
    new Map(beams.map(({ id, frozen }) => [id, frozen])),
)

/**
 * Whether a PAU, of a Generator or a Prime, has a relayer who can act: one that holds RELAYER and that no guardian
 * froze where the controller asks. It is the rule of every function of a controller that moves funds.
 */
export function relayerState({ members: { length, items } }: RelayerFacts): Leaf<RelayerState> {
  // The answer rests on all reads, so that it does not depend on whether one of them failed.
  const frozen = every(items.map((member) => member.frozen ?? given(false)))
  return andThen(length, (count) =>
    map(frozen, (list): RelayerState => (list.includes(false) ? 'active' : count > 0 ? 'frozen' : 'none')),
  )
}

/**
 * Whether an account can act as a relayer of a PAU: it holds RELAYER, and no guardian froze it where the controller
 * asks.
 */
export function canOperate(relayers: RelayerFacts, account: Address): Leaf<boolean> {
  const own = relayers.members.items.find((member) => member.account.ok && member.account.value === account)
  return own ? map(own.frozen ?? given(false), (frozen) => !frozen) : holdsRole(relayers, account)
}

/** A relayer of Primes that is frozen in the registry of its controller, which no Unit of the deployment has. */
export interface ForeignFreeze {
  readonly account: Address
  readonly registry: Address
  /** "Relayer of Spark, Grove". */
  readonly label: string
}

/** Every relayer in the scope of a Unit that is known to be frozen by guardians other than those of the deployment. */
export function foreignFreezes(
  model: Holders & Units,
  unit: Pick<Unit, 'id'>,
): readonly Leaf<ForeignFreeze>[] {
  const found = new Map<
    string,
    { names: string[]; from: Leaf<unknown>[]; account: Address; registry: Address }
  >()
  for (const { name, relayers } of relayedIn(model, unit)) {
    const { freezesIn, members } = relayers
    if (
      !freezesIn?.ok ||
      model.units.some(({ configurator }) => isAsked(freezesIn.value, configurator.addresses))
    )
      continue
    for (const { account, frozen } of members.items) {
      if (!account.ok || !frozen?.ok || !frozen.value) continue
      const key = `${account.value} ${freezesIn.value}`
      const one = found.get(key) ?? {
        ...{ names: [], from: [] },
        ...{ account: account.value, registry: freezesIn.value },
      }
      one.names.push(name)
      one.from.push(account, frozen)
      found.set(key, one)
    }
  }
  return [...found.values()].map(({ names, from, account, registry }) =>
    map(every(from), () => ({ account, registry, label: `Relayer of ${listed(names)}` })),
  )
}

/** Whether a registry is that of a Unit. */
const isAsked = (registry: Address, { freezeRegistry }: ConfiguratorFacts['addresses']) =>
  freezeRegistry !== null && isAddressEqual(registry, freezeRegistry)

/**
 * The PAUs of a Unit that relayers operate. A Prime of which no Unit is known counts as of that of its Generator, and where
 * it has none, as of any.
 */
const relayedIn = ({ generators, unfunded }: Holders, { id }: Pick<Unit, 'id'>) => [
  ...generators.flatMap(({ name, unit, roles, primes }) => [
    ...(unit === id ? [{ name, relayers: roles.relayer }] : []),
    ...primes.filter((prime) => (prime.unit ?? unit) === id).flatMap(relayedBy),
  ]),
  ...unfunded.filter((prime) => (prime.unit ?? id) === id).flatMap(relayedBy),
]

/** The controllers of a Prime that relayers operate. */
const relayedBy = ({ name, controllers }: Pick<PrimeFacts, 'name' | 'controllers'>) =>
  controllers.flatMap(({ relayers }) => (relayers === null ? [] : [{ name, relayers }]))

/** The roles that the account holds now in the scope of a Unit, and that a freeze there takes or makes unusable. */
export function heldRoles(model: Holders, unit: Unit, account: Address): Leaf<readonly BeamRole[]> {
  const roles = rolesOf(model, unit, account)
  const own = map(every(roles.map(({ holds }) => holds)), (held) =>
    roles.filter((_, index) => held[index]).map(({ kind, label }) => ({ kind, label })),
  )
  const operated = relayersOfPrimes(model.generators, model.unfunded, unit.configurator.addresses).get(
    account,
  )
  return operated === undefined
    ? own
    : andThen(own, (list) =>
        map(every(operated.map(({ from }) => from)), () => {
          const label = `Relayer of ${listed(operated.map(({ prime }) => prime))}`
          return [{ kind: 'relayer' as const, label }, ...list]
        }),
      )
}

/** An account that guardians of a Unit could freeze, with what that would take from it. */
export interface FreezableBeam {
  readonly account: Address
  /** What it holds, or why that is not known. */
  readonly roles: Leaf<readonly BeamRole[]>
  readonly frozen: Leaf<boolean>
}

/** Relayers first, since they can move funds; then who may change the limits, then the Core Council's own. */
const ORDER: readonly BeamRole['kind'][] = ['relayer', 'cBeam', 'immediate', 'delayed', 'other']

/**
 * Every account whose roles a freeze in a Unit takes away: who holds one, who is frozen, and of whom either could not be
 * read. The contracts of the Configurator Unit itself are not among them: to freeze the council or the timelock does not
 * stop an account that was stolen.
 */
export function freezableBeams(model: Holders, unit: Unit): readonly FreezableBeam[] {
  const { guardians, addresses } = unit.configurator
  if (guardians === null) return []
  const contracts: readonly (Address | null)[] = Object.values(addresses)
  return (
    guardians.beams
      .filter(({ id }) => !contracts.includes(id))
      .map(({ id }) => ({
        account: id,
        roles: heldRoles(model, unit, id),
        frozen: isFrozen(unit, id),
      }))
      .filter(({ roles, frozen }) => !roles.ok || roles.value.length > 0 || !frozen.ok || frozen.value)
      // All owners of a Safe must get the same order.
      .toSorted((a, b) => place(a) - place(b) || (a.account < b.account ? -1 : 1))
  )
}

/** Whether a freeze would take nothing more. */
export const isFrozenWhole = ({ frozen, roles }: Pick<FreezableBeam, 'frozen' | 'roles'>): boolean =>
  frozen.ok && frozen.value && roles.ok && roles.value.every(({ kind }) => kind === 'relayer')

/** What is not known comes first. */
function place({ roles }: FreezableBeam): number {
  if (!roles.ok) return -1
  const [first = ORDER.length] = roles.value.map(({ kind }) => ORDER.indexOf(kind)).toSorted((a, b) => a - b)
  return first
}

/** The relayers of the Prime controllers that ask the registry of a Unit. */
const relayersOfPrimes = memo(
  (
    generators: Holders['generators'],
    unfunded: Holders['unfunded'],
    addresses: ConfiguratorFacts['addresses'],
  ) => {
    const primes = [...generators.flatMap((generator) => generator.primes), ...unfunded]
    const found = new Map<Address, { readonly prime: string; readonly from: Leaf<Address> }[]>()
    for (const { name, relayers } of primes.flatMap(relayedBy)) {
      const { freezesIn, members } = relayers
      if (!freezesIn?.ok || !isAsked(freezesIn.value, addresses)) continue
      for (const { account } of members.items) {
        if (!account.ok) continue
        const known = found.get(account.value) ?? []
        known.push({ prime: name, from: account })
        found.set(account.value, known)
      }
    }
    return found
  },
)

const MOST_NAMES = 5

function listed(all: readonly string[]): string {
  const names = [...new Set(all)]
  const more = names.length - MOST_NAMES
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function rolesOf(
  { generators }: Holders,
  unit: Unit,
  account: Address,
): readonly (BeamRole & { readonly holds: Leaf<boolean> })[] {
  const { configurator } = unit
  const user = configurator.users.find(({ id }) => id === account)
  const asked = configurator.asked.find(({ id }) => id === account)
  const isOwn = ({ cBeam }: { readonly cBeam: Address }) => cBeam === account
  const roles: readonly (readonly [BeamRole['kind'], label: string, holds: Leaf<boolean> | undefined])[] = [
    ...ofUnit(generators, unit).flatMap(({ name, roles: { relayer }, scope }) => [
      ['relayer', `Relayer of ${name}`, holdsRole(relayer, account)] as const,
      ['cBeam', `cBEAM of ${name}`, anyOf(scope.pairs.filter(isOwn))] as const,
    ]),
    ['cBeam', OTHER_PAU, anyOf(configurator.otherPairs.filter(isOwn))],
    ['immediate', IMMEDIATE, user?.immediate],
    ['delayed', DELAYED, user?.delayed],
    ['other', OTHER_ROLE, asked && map(asked.roles, hasOther)],
  ]
  return roles.flatMap(([kind, label, holds]) => (holds === undefined ? [] : [{ kind, label, holds }]))
}

const OTHER_PAU = 'cBEAM of another PAU'
const IMMEDIATE = 'aBEAM with the IMMEDIATE role'
const DELAYED = 'DELAYED role of BeamState'
const OTHER_ROLE = 'Another role of BeamState'

const BIT = { delayed: 1n << 1n, immediate: 1n << 2n } as const

const has = (roles: Hex, bits: bigint): boolean => (BigInt(roles) & bits) !== 0n
const hasOther = (roles: Hex): boolean => has(roles, ~(BIT.delayed | BIT.immediate))

/** What a freeze of a Unit took from an account, by the name of what it was. */
export function takenRoles(
  { generators }: Holders,
  unit: Pick<Unit, 'id'>,
  { taken }: FreezeFacts,
): Leaf<readonly BeamRole[]> {
  return combine({ ...taken }, ({ roles, rateLimits, controllers }): readonly BeamRole[] => {
    const targets = [...rateLimits, ...controllers]
    const own = ofUnit(generators, unit).filter(({ addresses }) =>
      targets.some((target) => target === addresses.rateLimits || target === addresses.diamond),
    )
    const isOfOwn = (target: Address) =>
      own.some(({ addresses }) => target === addresses.rateLimits || target === addresses.diamond)
    const role = (kind: BeamRole['kind'], label: string, is: boolean) => (is ? [{ kind, label }] : [])
    return [
      ...own.map(({ name }) => ({ kind: 'cBeam' as const, label: `cBEAM of ${name}` })),
      ...role('cBeam', OTHER_PAU, !targets.every(isOfOwn)),
      ...role('immediate', IMMEDIATE, has(roles, BIT.immediate)),
      ...role('delayed', DELAYED, has(roles, BIT.delayed)),
      ...role('other', OTHER_ROLE, hasOther(roles)),
    ]
  })
}

/**
 * For each account that can be frozen in a Unit, its freeze; null where it is not frozen, or the freeze concerns nothing.
 */
export function frozenBeams(model: Holders, unit: Unit): readonly Leaf<FrozenBeam | null>[] {
  const beams = unit.configurator.guardians?.beams ?? []
  return beams.map((beam) =>
    andThen<boolean, FrozenBeam | null>(beam.frozen, (isIt) =>
      isIt
        ? combine(
            {
              held: heldRoles(model, unit, beam.id),
              taken: takenRoles(model, unit, beam),
              votes: beam.votesToLift,
            },
            ({ held, taken, votes }) =>
              held.length + taken.length === 0
                ? null
                : {
                    ...{ account: beam.id, taken, votes },
                    relayer: held.filter(({ kind }) => kind === 'relayer'),
                    left: held.filter(({ kind }) => kind !== 'relayer'),
                  },
          )
        : given(null),
    ),
  )
}

/** True, or unknown because it was not read whether a relayer in the scope of a Unit is frozen. */
export function everyRelayerAsked(model: Holders, unit: Pick<Unit, 'id'>): Leaf<true> {
  const asked = relayedIn(model, unit).flatMap(({ relayers: { members } }): readonly Leaf<unknown>[] => [
    members.length,
    ...members.items.map(({ frozen }) => frozen ?? given(false)),
  ])
  return map(every(asked), () => true)
}

/** Whether an account is among the listed holders. Without the length, nothing proves that the list is complete. */
export function holdsRole(role: Pick<RoleFacts | RelayerFacts, 'members'>, account: Address): Leaf<boolean> {
  const { length, items } = role.members
  const own = items.map((member) => map(member.account, (holder) => isAddressEqual(holder, account)))
  return some([...own, map(length, () => false)])
}

const anyOf = (pairs: readonly { readonly active: Leaf<boolean> }[]): Leaf<boolean> =>
  some(pairs.map(({ active }) => active))
