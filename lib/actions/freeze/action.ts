import { type Address, encodeFunctionData } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { isFreezer } from '@/lib/console/authority'
import type { Effect } from '@/lib/console/diff'
import { places, removes, sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { given, map } from '@/lib/leaf'
import { newRelayerWords } from '@/lib/words/relayers'
import type { RoutedDefinition, Routing } from '../definition'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import {
  type FreezeAllRequest,
  type FreezeRelayerRequest,
  type FreezeRequest,
  freezeAllKind,
  freezeRelayerKind,
} from './request'

const routing: Routing<FreezeRequest> = {
  direct: (request, model, account) => {
    const generator = generatorOf(request, model)
    return generator ? isFreezer(generator, account) : null
  },
  safes: (request, model) => {
    const generator = generatorOf(request, model)
    return generator ? freezerSafes(model, generator) : []
  },
}

export const freezeRelayer: RoutedDefinition<FreezeRelayerRequest, false> = {
  ...freezeRelayerKind,
  routing,
  build,
}

export const freezeAll: RoutedDefinition<FreezeAllRequest, false> = { ...freezeAllKind, routing, build }

function build<Request extends FreezeRequest>(
  request: Request,
  model: ConsoleModel,
  from: Address,
): DirectAction<Request> | null {
  const generator = generatorOf(request, model)
  return generator ? freeze(request, generator, model, from) : null
}

const generatorOf = ({ generator }: FreezeRequest, { generators }: ConsoleModel) =>
  generators.find(({ id }) => id === generator)

/** Safes of the deployment that hold FREEZER of a Generator, and those for which that could not be read. */
export function freezerSafes(
  model: Pick<ConsoleModel, 'safes'>,
  generator: GeneratorModel,
): readonly SafeFacts[] {
  return model.safes.filter(({ id }) => {
    const holds = isFreezer(generator, id)
    return !holds.ok || holds.value
  })
}

/** Every freeze of a Generator that a Safe may be approving: of all relayers at once, and of each one. */
export function freezesThrough(safe: SafeFacts, generator: GeneratorModel): readonly FreezeRequest[] {
  const relayers = relayersOf(generator)
  const through = safe.id
  return [
    ...(relayers.length > 1 ? [{ kind: 'freeze-all', generator: generator.id, through } as const] : []),
    ...relayers.map(
      (relayer) => ({ kind: 'freeze-relayer', generator: generator.id, relayer, through }) as const,
    ),
  ]
}

/** `removeRelayer` for one relayer, or for every known holder of the role. Source: AdminFacet, DOMAIN.md §9. */
function freeze<Request extends FreezeRequest>(
  request: Request,
  generator: GeneratorModel,
  model: Pick<ConsoleModel, 'units' | 'governance'>,
  from: Address,
): DirectAction<Request> {
  const holders = relayersOf(generator)
  const targets = request.kind === 'freeze-relayer' ? [request.relayer] : inOrder(holders)
  const left = holders.filter((holder) => !targets.includes(holder))
  const { length } = generator.roles.relayer.members
  const unread = length.ok ? length.value - holders.length : null
  const one = targets.length === 1 && targets[0]
  return {
    request,
    title:
      request.kind === 'freeze-relayer'
        ? `Freeze relayer ${request.relayer}`
        : `Freeze all relayers of ${generator.name}`,
    emergency: true,
    from,
    calls: freezeCalls(generator.id, targets),
    permission: {
      id: 'freezer',
      says: {
        holds: `${from} holds FREEZER of ${generator.name}`,
        fails: `${from} does not hold FREEZER of ${generator.name}`,
      },
      holds: isFreezer(generator, from),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'holds-relayer',
        // `removeRelayer` succeeds for any address, so a success alone proves nothing.
        says: {
          holds: one ? `${one} holds RELAYER now` : 'At least one address holds RELAYER now',
          fails: one ? `${one} does not hold RELAYER` : 'No address holds RELAYER',
        },
        holds: map(generator.roles.relayer.members.length, () =>
          targets.some((target) => holders.includes(target)),
        ),
        weight: 'warn',
      },
      ...(request.kind === 'freeze-all' && targets.length === 0
        ? [
            {
              id: 'any-relayer',
              says: {
                holds: 'There is a known relayer to freeze',
                fails: 'There is no known relayer to freeze',
              },
              holds: map(generator.roles.relayer.members.length, (count) => count > 0),
              weight: 'blocks',
            } as const,
          ]
        : []),
      ...(request.kind === 'freeze-all' && unread !== 0
        ? [
            {
              id: 'every-relayer',
              says: {
                holds: 'It freezes every relayer',
                fails: 'It does not freeze every relayer',
              },
              holds: unread === null ? map(length, () => false) : given(false),
              weight: 'warn',
            } as const,
          ]
        : []),
    ],
    effects: freezeEffects(generator, targets),
    events: targets.flatMap((relayer) => removalEvents(generator, relayer, holders.includes(relayer), from)),
    afterwards:
      left.length > 0 || unread !== 0
        ? `${targets.join(', ') || 'Nobody'} can no longer operate ${generator.name}; other relayers still can.`
        : `No relayer can operate ${generator.name}.`,
    disables: [stops(generator, left, unread)],
    undo: newRelayerWords(generator, model),
    oneByOne: 'Freeze the relayers one by one.',
  }
}

/**
 * What no longer works.
 * @param unread how many relayers could not be read; null where not even their number is known
 */
function stops(generator: GeneratorModel, left: readonly Address[], unread: number | null): string {
  const { name } = generator
  const rest =
    unread === 0
      ? []
      : [unread === null ? 'and any that could not be read' : `and ${unread} that could not be read`]
  if (left.length > 0) {
    return `The frozen relayer can no longer operate ${name}. Still active: ${[left.join(', '), ...rest].join(' ')}.`
  }
  return unread === 0
    ? `No relayer is left: ${operationsOf(generator)} of ${name} stop. Funds stay where they are; Primes can still draw what is idle in their vaults.`
    : `The frozen relayer can no longer operate ${name}. It could not be read whether another relayer still can.`
}

/** The functions of a Diamond that only its relayers can call, in words. */
function operationsOf({ migration }: GeneratorModel): string {
  const flows = 'mintUSDS, burnUSDS, depositERC4626, withdrawERC4626'
  return migration === null
    ? `${flows} and redeemERC4626`
    : `${flows}, redeemERC4626, migrate and migrateBack`
}

/** The known holders of RELAYER, without those that could not be read. */
export function relayersOf(generator: Pick<GeneratorModel, 'roles'>): readonly Address[] {
  return generator.roles.relayer.members.items.flatMap(({ account }) => (account.ok ? [account.value] : []))
}

/** Sorted, because the list of holders is reordered when one leaves, and all owners of a Safe must get the same hash. */
const inOrder = (holders: readonly Address[]): readonly Address[] => holders.toSorted()

function freezeCalls(diamond: Address, relayers: readonly Address[]): readonly ActionCall[] {
  return relayers.map((relayer) => ({
    to: diamond,
    value: 0n,
    data: encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [relayer] }),
  }))
}

/** The calls of every freeze of a Generator that this console offers: of each relayer, and of all at once. */
export function callsOfFreezes(
  generator: Pick<GeneratorModel, 'id' | 'roles'>,
): readonly (readonly ActionCall[])[] {
  const relayers = inOrder(relayersOf(generator))
  const sets = [...relayers.map((relayer) => [relayer]), ...(relayers.length > 1 ? [relayers] : [])]
  return sets.map((targets) => freezeCalls(generator.id, targets))
}

/** @param holds whether `relayer` holds the role; `removeRelayer` succeeds even if it does not */
function removalEvents(
  { id, roles }: GeneratorModel,
  relayer: Address,
  holds: boolean,
  sender: Address,
): readonly ExpectedEvent[] {
  const { role } = roles.relayer
  return [
    ...(holds ? [emits(id, adminFacetAbi, 'RoleRevoked', { role, account: relayer, sender })] : []),
    emits(id, adminFacetAbi, 'RelayerRemoved', { relayer }),
  ]
}

function freezeEffects(generator: GeneratorModel, targets: readonly Address[]): readonly Effect[] {
  const { members } = places.generators(generator.id).roles.relayer
  const { length } = generator.roles.relayer.members
  const known = relayersOf(generator).filter((holder) => targets.includes(holder)).length
  return [
    ...targets.map((relayer) => removes(members.items(relayer).account)),
    // The number left follows from the number of holders, even if not every holder could be read.
    ...(length.ok ? [sets(members.length, length.value - known)] : []),
  ]
}
