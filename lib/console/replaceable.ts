import { type Address, type Hex, isAddressEqual, zeroAddress } from 'viem'
import { combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import type { LeafPlace } from '@/lib/leaf/path'
import { isFrozen } from './derive/beams'
import { serves } from './derive/funnel'
import { places } from './effects'
import type { MemberList, PauFacts } from './facts/pau'
import type { RelayerFacts } from './facts/roles'
import { ofUnit, pairsIn } from './facts/units'
import type { ConfiguratorUnit, ConsoleModel } from './model'

/** A controller of which a cBEAM can replace relayers and freezers through the ControllerOperators of its Unit. */
export interface Replaceable {
  /** The controller's address. */
  readonly id: Address
  /** "USDS Generator", or the name of a Prime. */
  readonly name: string
  readonly relayers: RelayerFacts
  readonly freezers: MemberList
  /** Holders of DEFAULT_ADMIN_ROLE. */
  readonly admins: MemberList
  /** Whether ControllerOperators may do it there; null where that is not read, as of a Prime. */
  readonly operators: Leaf<boolean> | null
  /** Whether it serves a function. */
  readonly serves: (selector: Hex) => Leaf<boolean>
  /** Everywhere that the model shows the two lists: Primes may share a controller. */
  readonly shown: readonly { readonly relayers: RelayersPlace; readonly freezers: HoldersPlace }[]
}

type RelayersPlace = ReturnType<typeof places.generators>['roles']['relayer']['members']

interface HoldersPlace {
  readonly length: LeafPlace<number>
  readonly items: (id: string) => { readonly account: LeafPlace<Address> }
}

type Model = Pick<ConsoleModel, 'generators' | 'unfunded' | 'units'>

/** Every such controller of a Unit: its Generators, and controllers of Primes with which somebody is or may be paired there. */
export function replaceableIn(model: Model, unit: ConfiguratorUnit): readonly Replaceable[] {
  const paired = new Set(
    pairsIn(model.generators, unit)
      .filter(({ kind, active }) => kind === 'controller' && !(active.ok && !active.value))
      .map(({ target }) => target),
  )
  const found = new Map<Address, Replaceable>()
  for (const one of [...ofUnit(model.generators, unit).map(generatorOf), ...controllersOfPrimes(model)]) {
    const { id, shown } = one
    const known = found.get(id)
    if (known) found.set(id, { ...known, shown: [...known.shown, ...shown] })
    else if (one.operators !== null || paired.has(id)) found.set(id, one)
  }
  return [...found.values()]
}

function generatorOf(generator: ConsoleModel['generators'][number]): Replaceable {
  const { id, name, roles, wires } = generator
  const { relayer, freezer } = places.generators(id).roles
  return {
    ...{ id, name, relayers: roles.relayer, freezers: roles.freezer.members, admins: roles.admin.members },
    operators: wires.operatorsOnDiamond ?? given(false),
    serves: (selector) => serves(generator, selector),
    shown: [{ relayers: relayer.members, freezers: freezer.members }],
  }
}

/** Controllers of Primes that have a setRelayer at all: a Diamond, or one with facets behind it. */
function controllersOfPrimes({ generators, unfunded }: Model): readonly Replaceable[] {
  const primes = [
    ...generators.flatMap(({ id, primes: own }) =>
      own.map((prime) => ({ prime, placeOf: places.generators(id).primes(prime.id).controllers })),
    ),
    ...unfunded.map((prime) => ({ prime, placeOf: places.unfunded(prime.id).controllers })),
  ]
  return primes.flatMap(({ prime: { name, controllers }, placeOf }) =>
    controllers.flatMap((pau): Replaceable[] => {
      const { id, reader, relayers, freezers, admins } = pau
      if (relayers === null || freezers === null) return []
      if (reader !== 'eip2535' && reader !== 'faceted') return []
      const place = placeOf(id)
      return [
        {
          ...{ id, relayers, freezers, admins, operators: null },
          name: controllers.length === 1 ? name : `${name} (${KIND[reader]})`,
          serves: (selector) => servesOf(pau, selector),
          shown: [{ relayers: place.relayers.members, freezers: place.freezers }],
        },
      ]
    }),
  )
}

const KIND = { eip2535: 'Diamond', faceted: 'faceted controller' } as const

/** A controller that lists no functions has those of its kind. */
function servesOf({ facets }: Pick<PauFacts, 'facets'>, selector: Hex): Leaf<boolean> {
  const lists = facets?.items.flatMap(({ selectors }) => (selectors === null ? [] : [selectors])) ?? []
  if (facets === null || lists.length < facets.items.length) return given(true)
  return combine({ length: facets.length, served: every(lists) }, ({ served }) =>
    served.flat().includes(selector),
  )
}

type OfRole = 'relayer' | 'freezer'

/** The list of those who hold a role of a controller. */
export const listOf = (
  { relayers, freezers }: Pick<Replaceable, 'relayers' | 'freezers'>,
  role: OfRole,
): MemberList => (role === 'relayer' ? relayers.members : freezers)

/** Everybody in it, unknown while one of them is. */
export function holdersIn(
  controller: Pick<Replaceable, 'relayers' | 'freezers'>,
  role: OfRole,
): Leaf<readonly Address[]> {
  const { length, items } = listOf(controller, role)
  return map(every<unknown>([length, ...items.map(({ account }) => account)]), () =>
    items.flatMap(({ account }) => (account.ok ? [account.value] : [])),
  )
}

/** Whether guardians froze an account where a controller asks, so that it could not operate it. */
export function isFrozenFor(
  { units }: Model,
  { name, relayers: { freezesIn } }: Pick<Replaceable, 'name' | 'relayers'>,
  account: Address,
): Leaf<boolean> {
  if (freezesIn === null) return given(false)
  if (!freezesIn.ok) return freezesIn
  const { value: registry } = freezesIn
  if (registry === zeroAddress) return given(false)
  const asked = units.find(({ configurator: { addresses } }) =>
    addresses.freezeRegistry === null ? false : isAddressEqual(addresses.freezeRegistry, registry),
  )
  if (asked) return isFrozen(asked, account)
  const message = `The FreezeRegistry that ${name} asks is of no Unit of this deployment: ${registry}.`
  return unknown({ kind: 'out-of-range', message }, freezesIn.from)
}
