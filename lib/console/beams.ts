import { type Address, isAddressEqual } from 'viem'
import type { ConfiguratorFacts, GeneratorFacts, TimelockFacts } from './facts'
import { chain, combine, every, given, type Leaf, map, some, unknown } from './leaf'

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
  readonly configurator: Pick<ConfiguratorFacts, 'asked' | 'guardians' | 'users' | 'otherPairs'>
}

interface Holders extends Unit {
  readonly generators: readonly Pick<GeneratorFacts, 'name' | 'roles' | 'scope'>[]
  readonly timelock: Pick<TimelockFacts, 'holders'>
}

const notAsked = unknown({
  kind: 'not-read',
  message: 'Whether a guardian froze this account has not been read yet.',
})

/** Whether a guardian froze an account; nobody is where there is no council of guardians. */
export function isFrozen({ configurator: { guardians, asked } }: Unit, account: Address): Leaf<boolean> {
  if (guardians === null) return given(false)
  const beam = guardians.beams.find(({ id }) => id === account)
  return beam?.frozen ?? asked.find(({ id }) => id === account)?.freeze?.frozen ?? notAsked
}

/** A role as far as it can be used: held, and not frozen. One of the two that is known to fail decides. */
export function usable(unit: Unit, account: Address, holds: Leaf<boolean>): Leaf<boolean> {
  const fails = some([map(holds, (yes) => !yes), isFrozen(unit, account)])
  return map(fails, (failed) => !failed)
}

/** Whether any relayer of a Generator can act: it holds RELAYER, and no guardian froze it. */
export function hasActiveRelayer(unit: Unit, { roles }: Pick<GeneratorFacts, 'roles'>): Leaf<boolean> {
  const { length, items } = roles.relayer.members
  if (unit.configurator.guardians === null) return map(length, (count) => count > 0)
  const frozen = items.map(({ account }) => chain(account, (holder) => isFrozen(unit, holder)))
  return chain(length, () => map(every(frozen), (list) => list.includes(false)))
}

/** What the account holds now of all that a freeze takes the use of. */
export function heldRoles(model: Holders, account: Address): Leaf<readonly BeamRole[]> {
  const roles = rolesOf(model, account)
  return map(every(roles.map(({ holds }) => holds)), (held) =>
    roles.filter((_, index) => held[index]).map(({ kind, label }) => ({ kind, label })),
  )
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
    chain<boolean, FrozenBeam | null>(frozen, (isIt) =>
      isIt
        ? combine({ roles: heldRoles(model, id), votes: votesToLift }, ({ roles, votes }) =>
            roles.length === 0 ? null : { account: id, roles, votes },
          )
        : given(null),
    ),
  )
}

/** True or unknown: a relayer that no event named yet was not asked for. */
export function everyRelayerAsked(model: Holders): Leaf<true> {
  const listed = model.generators.flatMap(({ roles }) => {
    const { length, items } = roles.relayer.members
    return [
      map(length, () => true as const),
      ...items.map(({ account }) =>
        chain<Address, true>(account, (holder) => map(isFrozen(model, holder), () => true)),
      ),
    ]
  })
  return map(every(listed), () => true)
}

/** Whether an account is among the listed holders. Without the length nothing proves that the list is whole. */
export function holdsRole(role: GeneratorFacts['roles']['relayer'], account: Address): Leaf<boolean> {
  const { length, items } = role.members
  const own = items.map((member) => map(member.account, (holder) => isAddressEqual(holder, account)))
  return some([...own, map(length, () => false)])
}

function anyOf(pairs: readonly { readonly active: Leaf<boolean> }[]): Leaf<boolean> | undefined {
  return pairs.length === 0 ? undefined : some(pairs.map(({ active }) => active))
}
