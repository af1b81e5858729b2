import { type Address, encodeFunctionData } from 'viem'
import { adminFacetAbi } from '@/lib/abi'
import { isFreezer } from '@/lib/console/authority'
import type { Effect } from '@/lib/console/diff'
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

/** Safes of the deployment that hold FREEZER of a Generator, or of which that could not be read. */
export function freezerSafes(
  model: Pick<ConsoleModel, 'safes'>,
  generator: GeneratorModel,
): readonly SafeFacts[] {
  return model.safes.filter(({ id }) => {
    const holds = isFreezer(generator, id)
    return !holds.ok || holds.value
  })
}

/** Every freeze of a Generator that a Safe may be at: all relayers at once, and each of them. */
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

/** `removeRelayer` for one relayer, or for each that holds the role. Source: AdminFacet, DOMAIN.md §9. */
function freeze<Request extends FreezeRequest>(
  request: Request,
  generator: GeneratorModel,
  model: Pick<ConsoleModel, 'configurator' | 'governance'>,
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
                holds: 'A relayer is known that could be frozen',
                fails: 'No relayer is known that could be frozen',
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
                holds: 'Every relayer is among those that are frozen',
                fails: 'A relayer is not among those that are frozen',
              },
              holds: unread === null ? map(length, () => false) : given(false),
              weight: 'warn',
            } as const,
          ]
        : []),
    ],
    effects: freezeEffects(generator, targets),
    events: targets.flatMap((relayer) => removalEvents(generator, relayer, holders.includes(relayer), from)),
    disables: [stops(generator, left, unread)],
    undo: newRelayerWords(generator, model),
    oneByOne: 'Freeze the relayers one by one.',
  }
}

/**
 * What no longer works.
 * @param unread How many relayers more there are than could be read; null where nobody knows.
 */
function stops(generator: GeneratorModel, left: readonly Address[], unread: number | null): string {
  const { name } = generator
  const rest =
    unread === 0
      ? []
      : [unread === null ? 'and whoever could not be read' : `and ${unread} that could not be read`]
  if (left.length > 0) {
    return `The frozen relayer can no longer operate ${name}. Still active: ${[left.join(', '), ...rest].join(' ')}.`
  }
  return unread === 0
    ? `No relayer is left: ${operationsOf(generator)} of ${name} stop. Funds stay where they are; Primes can still draw what is idle in their vaults.`
    : `The frozen relayer can no longer operate ${name}. Whether another one still can could not be read.`
}

/** What a Diamond lets its relayers do, in words. */
function operationsOf({ migration }: GeneratorModel): string {
  const flows = 'mintUSDS, burnUSDS, depositERC4626, withdrawERC4626'
  return migration === null
    ? `${flows} and redeemERC4626`
    : `${flows}, redeemERC4626, migrate and migrateBack`
}

/** Known holders of RELAYER; those that could not be read are not among them. */
export function relayersOf(generator: Pick<GeneratorModel, 'roles'>): readonly Address[] {
  return generator.roles.relayer.members.items.flatMap(({ account }) => (account.ok ? [account.value] : []))
}

/** The list of holders shifts when one goes, and two owners of a Safe have to get the same hash. */
const inOrder = (holders: readonly Address[]): readonly Address[] => holders.toSorted()

function freezeCalls(diamond: Address, relayers: readonly Address[]): readonly ActionCall[] {
  return relayers.map((relayer) => ({
    to: diamond,
    value: 0n,
    data: encodeFunctionData({ abi: adminFacetAbi, functionName: 'removeRelayer', args: [relayer] }),
  }))
}

/** The calls of every freeze of a Generator that this console offers: each relayer, and all of them at once. */
export function callsOfFreezes(
  generator: Pick<GeneratorModel, 'id' | 'roles'>,
): readonly (readonly ActionCall[])[] {
  const relayers = inOrder(relayersOf(generator))
  const sets = [...relayers.map((relayer) => [relayer]), ...(relayers.length > 1 ? [relayers] : [])]
  return sets.map((targets) => freezeCalls(generator.id, targets))
}

/** @param holds whether it holds the role: `removeRelayer` passes for anybody */
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
  const members = `generators/${generator.id}/roles/relayer/members`
  const { length } = generator.roles.relayer.members
  const known = relayersOf(generator).filter((holder) => targets.includes(holder)).length
  return [
    ...targets.map((relayer) => ({ path: `${members}/items/${relayer}/account`, after: 'gone' }) as const),
    // How many are left follows from how many there are, of which not each has to be read.
    ...(length.ok ? [{ path: `${members}/length`, after: { value: length.value - known } }] : []),
  ]
}
