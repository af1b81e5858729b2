import { type Address, isAddressEqual } from 'viem'
import { andThen, combine, every, given, type Leaf, map, some, unknown } from '@/lib/leaf'
import { memo } from '@/lib/leaf/memo'
import type { RelayerState } from '@/lib/vaults'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from '../facts'
import type { GuardianFacts } from '../facts/guardians'
import type { PrimeFacts } from '../facts/primes'
import type { RelayerFacts, RoleFacts } from '../facts/roles'

/** A role of the Configurator Unit or of a PAU whose use a freeze takes away. */
export interface BeamRole {
  readonly kind: 'relayer' | 'cBeam' | 'immediate' | 'proposer' | 'canceller' | 'delayed' | 'guardian'
  /** "Relayer of USDS Generator". */
  readonly label: string
}

export interface FrozenBeam {
  readonly account: Address
  /** What it could do if it were not frozen. */
  readonly roles: readonly BeamRole[]
  readonly votes: bigint
}

type Unit = {
  readonly configurator: Pick<ConfiguratorFacts, 'addresses' | 'asked' | 'guardians' | 'users' | 'otherPairs'>
}

interface Holders extends Unit {
  readonly generators: readonly (Pick<GeneratorFacts, 'name' | 'roles' | 'scope'> & {
    readonly primes: readonly Pick<PrimeFacts, 'name' | 'relayers'>[]
  })[]
  readonly timelock: Pick<TimelockFacts, 'holders'>
}

const notAsked = unknown({
  kind: 'not-read',
  message: 'Whether a guardian froze this account has not been read yet.',
})

/** Whether a guardian froze an account; nobody is where there is no council of guardians. */
export function isFrozen({ configurator: { guardians, asked } }: Unit, account: Address): Leaf<boolean> {
  if (guardians === null) return given(false)
  return (
    freezesOf(guardians).get(account) ?? asked.find(({ id }) => id === account)?.freeze?.frozen ?? notAsked
  )
}

const freezesOf = memo(
  ({ beams }: GuardianFacts): ReadonlyMap<Address, Leaf<boolean>> =>
    new Map(beams.map(({ id, frozen }) => [id, frozen])),
)

/** A role as far as it can be used: held, and not frozen. One of the two that is known to fail decides. */
export function usable(unit: Unit, account: Address, holds: Leaf<boolean>): Leaf<boolean> {
  const fails = some([map(holds, (yes) => !yes), isFrozen(unit, account)])
  return map(fails, (failed) => !failed)
}

/**
 * Whether a relayer of a PAU, Generator or Prime, can act: it holds RELAYER, and no guardian froze it where the
 * controller asks. The rule of every function of a controller that moves funds.
 */
export function relayerState({ members: { length, items } }: RelayerFacts): Leaf<RelayerState> {
  // The answer rests on all reads: what one says must not hang on whether another one failed.
  const frozen = every(items.map((member) => member.frozen ?? given(false)))
  return andThen(length, (count) =>
    map(frozen, (list): RelayerState => (list.includes(false) ? 'active' : count > 0 ? 'frozen' : 'none')),
  )
}

/** Whether an account can act as a relayer of a PAU: by the same rule. */
export function canOperate(relayers: RelayerFacts, account: Address): Leaf<boolean> {
  const own = relayers.members.items.find((member) => member.account.ok && member.account.value === account)
  return own ? map(own.frozen ?? given(false), (frozen) => !frozen) : holdsRole(relayers, account)
}

/** A relayer of Primes that is frozen in another BeamState than that of the deployment, which its controller asks. */
export interface ForeignFreeze {
  readonly account: Address
  readonly beamState: Address
  /** "Relayer of Spark, Grove". */
  readonly label: string
}

/** Every relayer that is known to be frozen by other guardians than those of the deployment. */
export function foreignFreezes({ configurator, generators }: Holders): readonly Leaf<ForeignFreeze>[] {
  const found = new Map<
    string,
    { names: string[]; from: Leaf<unknown>[]; account: Address; beamState: Address }
  >()
  for (const { name, relayers } of pausOf(generators)) {
    const { freezesIn, members } = relayers
    if (!freezesIn.ok || isAddressEqual(freezesIn.value, configurator.addresses.beamState)) continue
    for (const { account, frozen } of members.items) {
      if (!account.ok || !frozen?.ok || !frozen.value) continue
      const key = `${account.value} ${freezesIn.value}`
      const one = found.get(key) ?? {
        ...{ names: [], from: [] },
        ...{ account: account.value, beamState: freezesIn.value },
      }
      one.names.push(name)
      one.from.push(account, frozen)
      found.set(key, one)
    }
  }
  return [...found.values()].map(({ names, from, account, beamState }) =>
    map(every(from), () => ({ account, beamState, label: `Relayer of ${listed(names)}` })),
  )
}

const pausOf = (generators: Holders['generators']) =>
  generators.flatMap(({ name, roles, primes }) => [{ name, relayers: roles.relayer }, ...primes])

/** What the account holds now of all that a freeze takes the use of. */
export function heldRoles(model: Holders, account: Address): Leaf<readonly BeamRole[]> {
  const roles = rolesOf(model, account)
  const own = map(every(roles.map(({ holds }) => holds)), (held) =>
    roles.filter((_, index) => held[index]).map(({ kind, label }) => ({ kind, label })),
  )
  const operated = relayersOfPrimes(model.generators, model.configurator.addresses).get(account)
  return operated === undefined
    ? own
    : andThen(own, (list) =>
        map(every(operated.map(({ from }) => from)), () => {
          const label = `Relayer of ${listed(operated.map(({ prime }) => prime))}`
          return [{ kind: 'relayer' as const, label }, ...list]
        }),
      )
}

/** Whom the controllers of Primes that ask this BeamState name as relayers. */
const relayersOfPrimes = memo(
  (generators: Holders['generators'], { beamState }: ConfiguratorFacts['addresses']) => {
    const found = new Map<Address, { readonly prime: string; readonly from: Leaf<Address> }[]>()
    for (const { name, relayers } of generators.flatMap(({ primes }) => primes)) {
      const { freezesIn, members } = relayers
      if (!freezesIn.ok || !isAddressEqual(freezesIn.value, beamState)) continue
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

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function rolesOf(
  { generators, configurator, timelock }: Holders,
  account: Address,
): readonly (BeamRole & { readonly holds: Leaf<boolean> })[] {
  const user = configurator.users.find(({ id }) => id === account)
  const onTimelock = (role: TimelockFacts['holders'][number]['role']) =>
    timelock.holders.find(({ id }) => id === `${role}-${account}`)?.active
  const isOwn = ({ cBeam }: { readonly cBeam: Address }) => cBeam === account
  const roles: readonly (readonly [BeamRole['kind'], label: string, holds: Leaf<boolean> | undefined])[] = [
    ...generators.flatMap(({ name, roles: { relayer }, scope }) => [
      ['relayer', `Relayer of ${name}`, holdsRole(relayer, account)] as const,
      ['cBeam', `cBEAM of ${name}`, anyOf(scope.pairs.filter(isOwn))] as const,
    ]),
    ['cBeam', 'cBEAM of another PAU', anyOf(configurator.otherPairs.filter(isOwn))],
    ['immediate', 'aBEAM with the IMMEDIATE role', user?.immediate],
    ['proposer', 'Proposer of the timelock', onTimelock('PROPOSER_ROLE')],
    ['canceller', 'Canceller of the timelock', onTimelock('CANCELLER_ROLE')],
    ['delayed', 'DELAYED role of BeamState', user?.delayed],
    ['guardian', 'GUARDIAN role of BeamState', user?.guardian],
  ]
  return roles.flatMap(([kind, label, holds]) => (holds === undefined ? [] : [{ kind, label, holds }]))
}

/**
 * For each account that a freeze can concern, the freeze that does; null where it is not frozen, or holds nothing that it
 * could use.
 */
export function frozenBeams(model: Holders): readonly Leaf<FrozenBeam | null>[] {
  const beams = model.configurator.guardians?.beams ?? []
  return beams.map(({ id, frozen, votesToLift }) =>
    andThen<boolean, FrozenBeam | null>(frozen, (isIt) =>
      isIt
        ? combine({ roles: heldRoles(model, id), votes: votesToLift }, ({ roles, votes }) =>
            roles.length === 0 ? null : { account: id, roles, votes },
          )
        : given(null),
    ),
  )
}

/** True or unknown: of a relayer it was not read whether it is frozen. */
export function everyRelayerAsked({ generators }: Holders): Leaf<true> {
  const asked = pausOf(generators).flatMap(({ relayers: { members } }): readonly Leaf<unknown>[] => [
    members.length,
    ...members.items.map(({ frozen }) => frozen ?? given(false)),
  ])
  return map(every(asked), () => true)
}

/** Whether an account is among the listed holders. Without the length nothing proves that the list is whole. */
export function holdsRole(role: Pick<RoleFacts | RelayerFacts, 'members'>, account: Address): Leaf<boolean> {
  const { length, items } = role.members
  const own = items.map((member) => map(member.account, (holder) => isAddressEqual(holder, account)))
  return some([...own, map(length, () => false)])
}

function anyOf(pairs: readonly { readonly active: Leaf<boolean> }[]): Leaf<boolean> | undefined {
  return pairs.length === 0 ? undefined : some(pairs.map(({ active }) => active))
}
