import { type Address, isAddressEqual } from 'viem'
import { plural } from '@/lib/format'
import { combine, every, given, type Leaf, map, some } from '@/lib/leaf'
import { driftWords, type PauWords, pauWords } from '@/lib/words/paus'
import { driftOf } from '../derive/beacon'
import { listedIn, operatorLists } from '../derive/pau'
import type { PauFacts, StrangerFacts } from '../facts/pau'
import type { Check } from '../model/check'

/** An ALMProxy with everybody who is named or known to control it. */
interface Controlled {
  /** "spark". */
  readonly id: string
  /** "Spark". */
  readonly name: string
  readonly almProxy: Address
  /** Whether those that the file names control it. */
  readonly named: readonly Leaf<boolean>[]
  readonly strangers: readonly StrangerFacts[]
  readonly shownAt: Check['shownAt']
}

/** Whether nobody but the controllers of the deployment file can move the funds of an ALMProxy. */
export function onlyNamed({ id, name, almProxy, named, strangers, shownAt }: Controlled): Check {
  const active = strangers.map((stranger) => stranger.active)
  // The answer rests on what the file names, too: a list that an event filled proves nothing where it is empty.
  const found = some([...active, map(every(named), () => false)])
  const others = strangers.flatMap((stranger) =>
    stranger.active.ok && stranger.active.value ? [stranger.id] : [],
  )
  return {
    id: `paus/only-named/${id}`,
    area: 'wiring',
    says: {
      holds: `Only controllers of the deployment file control ${name}'s ALMProxy`,
      fails: `Somebody whom no file names can move the funds of ${name}`,
    },
    level: 'critical',
    holds: map(found, (any) => !any),
    found: map(found, (any) =>
      any
        ? `${others.join(', ')} ${others.length === 1 ? 'holds' : 'hold'} CONTROLLER on ${almProxy}.`
        : 'Nobody else, as far as events tell.',
    ),
    expected: 'No other holder of CONTROLLER',
    remedy:
      'No freeze of the controllers that are shown here stops it. An admin of the ALMProxy can revoke CONTROLLER, or the file has to name it.',
    shownAt,
  }
}

/** What holds of a controller, whichever kind it is. Its name says whose it is. */
export function controllerChecks(
  pau: PauFacts,
  { almProxy, shownAt }: Pick<Controlled, 'almProxy' | 'shownAt'>,
): readonly Check[] {
  const words = pauWords(pau.reader)
  return [operatorsKnown(pau, words, shownAt), wired(pau, almProxy, shownAt), ...asRecommended(pau, shownAt)]
}

/** Whether a production controller runs what its Beacon recommends. */
function asRecommended({ id, integrations, beacon }: PauFacts, shownAt: Check['shownAt']): readonly Check[] {
  if (integrations === null || beacon === null) return []
  const drift = driftOf(integrations, beacon)
  return [
    {
      id: `paus/beacon/${id}`,
      area: 'wiring',
      says: {
        holds: `${id} runs what its Beacon recommends`,
        fails: `${id} runs something else than its Beacon recommends`,
      },
      level: 'attention',
      holds: map(drift, (found) => found.length === 0),
      found: map(drift, driftWords),
      expected: 'Every integration with the facet and the wires of the Beacon',
      remedy:
        'Find out which of the two is meant: an admin of the controller takes over what the Beacon has by updateIntegrations, and ends one by removeIntegrations.',
      shownAt,
    },
  ]
}

/** Whether everybody who operates a controller could be listed: a reader that does not fit lists nobody. */
function operatorsKnown(pau: PauFacts, { operator, operators }: PauWords, shownAt: Check['shownAt']): Check {
  const lists = operatorLists(pau)
  const read = every<unknown>(
    lists.flatMap(({ length, items }) => [length, ...items.map(({ account }) => account)]),
  )
  return {
    id: `paus/operators/${pau.id}`,
    area: 'wiring',
    says: {
      holds: `Everybody who operates ${pau.id} is listed`,
      fails: `Somebody may operate ${pau.id} whom no list names`,
    },
    level: 'attention',
    holds: map(read, () => true),
    found: map(read, () => {
      const all = pau.agency === null ? lists : pau.agency.allocators.items.map(actorsOf)
      const { length } = all.flatMap(listedIn)
      const as = pau.reader === null ? 'nothing that is known' : JSON.stringify(pau.reader)
      const by = pau.probed ? ', as it answers: the deployment file does not say' : ''
      return `${plural(length, operator, operators)}, read as ${as}${by}.`
    }),
    expected: 'Every list read in full, by the reader that fits the controller',
    remedy: 'Another reader may fit: whom a freeze has to remove is not known.',
    shownAt,
  }
}

const actorsOf = ({ account, agent }: NonNullable<PauFacts['agency']>['allocators']['items'][number]) =>
  agent === null ? { length: given(1), items: [{ id: '', account }] } : agent.actors

/** Whether a controller is wired to what the file says. One that does not control the ALMProxy harms nobody. */
function wired(pau: PauFacts, almProxy: Address, shownAt: Check['shownAt']): Check {
  const { expected, agency } = pau
  const parts: readonly (readonly [what: string, found: Leaf<Address>, right: Address])[] = [
    ['ALMProxy', pau.proxy, almProxy],
    ['RateLimits', pau.rateLimits, expected.rateLimits],
    ...(agency !== null && expected.accessControls !== null
      ? [['AccessControls', agency.accessControls, expected.accessControls] as const]
      : []),
  ]
  const agent =
    agency === null || expected.agent === null
      ? []
      : [
          {
            holds: holdsAllocator(agency, expected.agent),
            not: `The agent ${expected.agent} does not hold ALLOCATOR_ROLE.`,
          },
        ]
  const all = [
    ...parts.map(([what, found, right]) => ({
      holds: map(found, (at) => isAddressEqual(at, right)),
      not: `Its ${what} is ${found.ok ? found.value : 'unknown'}, not ${right}.`,
    })),
    ...agent,
  ]
  const held = combine(
    { controls: pau.controllerOnProxy, each: every(all.map(({ holds }) => holds)) },
    ({ controls, each }) => !controls || each.every(Boolean),
  )
  return {
    id: `paus/wired/${pau.id}`,
    area: 'wiring',
    says: {
      holds: `${pau.id} is wired as the deployment file says`,
      fails: `${pau.id} is wired otherwise than the deployment file says`,
    },
    level: 'critical',
    holds: held,
    found: combine(
      { controls: pau.controllerOnProxy, each: every(all.map(({ holds }) => holds)) },
      ({ controls, each }) =>
        controls
          ? all.flatMap(({ not }, index) => (each[index] ? [] : [not])).join(' ') || 'All of it is in place.'
          : 'It does not hold CONTROLLER on the ALMProxy.',
    ),
    expected: 'All of it is in place.',
    remedy: 'It acts on other funds, or is bound by other limits, than the ones shown here.',
    shownAt,
  }
}

function holdsAllocator(
  { allocators: { length, items } }: NonNullable<PauFacts['agency']>,
  agent: Address,
): Leaf<boolean> {
  return some([
    ...items.map(({ account }) => map(account, (holder) => isAddressEqual(holder, agent))),
    map(length, () => false),
  ])
}
