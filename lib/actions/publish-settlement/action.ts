import { type Address, encodeFunctionData } from 'viem'
import { srUsdsFacetAbi } from '@/lib/abi'
import { isPublisher } from '@/lib/console/authority'
import { places, sets } from '@/lib/console/effects'
import type { PublicationFacts } from '@/lib/console/facts/srusds'
import type { ConsoleModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { formatExact, fromDate, whenWords } from '@/lib/format'
import { haircutOf, lockDue, type Publication, rateAfter, settleDue, type Timetable } from '@/lib/lcts'
import { combine, given, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { divUp, excess, type Seconds, WAD, type Wad, wad } from '@/lib/math'
import { dateOf, factorWords, nextWords, timeOfDay } from '@/lib/words/srusds'
import type { RoutedDefinition } from '../definition'
import { asItStands, type DirectAction, type Requirement } from '../direct'
import { emits } from '../emits'
import { type Issuer, issuerOf } from '../issuer-of'
import { contractTimes } from '../lcts-operator'
import { type PublishSettlementRequest, publishSettlementKind } from './request'

export const publishSettlement: RoutedDefinition<PublishSettlementRequest, true> = {
  ...publishSettlementKind,
  routing: {
    direct: (request, model, account) => {
      const issuer = issuerOf(request, model)
      return issuer && isPublisher(issuer.srUsds, account)
    },
    safes: (request, model) => {
      const issuer = issuerOf(request, model)
      return issuer ? model.safes.filter(({ id }) => mayPublish(issuer.srUsds, id)) : []
    },
  },
  build: (request, model, from) => {
    const issuer = issuerOf(request, model)
    const published = issuer?.srUsds.publications.find(({ day }) => day === request.day)
    return issuer && published ? publish(request, issuer, published, model, from) : null
  },
}

function mayPublish(srUsds: Pick<SrUsdsModel, 'council'>, account: Address): boolean {
  const may = isPublisher(srUsds, account)
  return !may.ok || may.value
}

/** The greatest factor that the contract accepts: a slip of a digit shows. Source: SrUsdsFacet, MAX_FACTOR. */
const GREATEST: Wad = wad((11n * WAD) / 10n)

/** `publishSettlement` of the SrUsdsFacet, before the lock of the day is due. Source: DOMAIN.md §12.2. */
function publish(
  request: PublishSettlementRequest,
  issuer: Issuer,
  found: PublicationFacts,
  { time }: Pick<ConsoleModel, 'time'>,
  from: Address,
): DirectAction<PublishSettlementRequest> {
  const { generator, srUsds } = issuer
  const { day, capacity, factor } = request
  const times = contractTimes(srUsds)
  const before = beforeOf(found)
  const told = `${formatExact(capacity, 18)} sUSDS beyond netting, ${factorWords(factor)}`
  const place = places.generators(generator.id).srUsds.publications(found.id)
  return {
    request,
    title: `Publish the settlement of ${dateOf(day)}: ${told}`,
    emergency: false,
    from,
    calls: [
      {
        ...{ to: generator.id, value: 0n },
        data: encodeFunctionData({
          ...{ abi: srUsdsFacetAbi, functionName: 'publishSettlement', args: [day, capacity, factor] },
        }),
      },
    ],
    permission: {
      id: 'publisher',
      says: {
        holds: `${from} holds CORE_COUNCIL of ${generator.name}`,
        fails: `${from} does not hold CORE_COUNCIL of ${generator.name}`,
      },
      holds: isPublisher(srUsds, from),
      weight: 'blocks',
    },
    requirements: [
      openRequirement(times, day, time),
      factorRequirement(factor),
      changesRequirement(before, request),
      haircutRequirement(srUsds, factor),
      yieldRequirement(srUsds, factor),
    ],
    effects: [sets(place.published, true), sets(place.capacity, capacity), sets(place.factor, factor)],
    events: [emits(generator.id, srUsdsFacetAbi, 'SettlementPublished', { day, capacity, factor })],
    afterwards: `The settlement of ${dateOf(day)} uses it, or one that covers that day; it takes effect ${fromDate(settleDue(srUsds.timetable, day), time)}.`,
    disables: before.ok ? [replaced(before.value, day)] : [],
    undo: `Until the lock of ${dateOf(day)} is due, it can be replaced by another publication.`,
  }
}

/** What was published for the day so far; null for nothing. */
const beforeOf = ({ published, capacity, factor }: PublicationFacts): Leaf<Publication | null> =>
  combine({ published, capacity, factor }, (known) =>
    known.published ? { capacity: known.capacity, factor: known.factor } : null,
  )

const replaced = (before: Publication | null, day: bigint): string =>
  before === null
    ? `Nothing was published for ${dateOf(day)} so far.`
    : `It replaces what was published. ${nextWords({ day, published: before, isOpen: true })}`

const openRequirement = (times: Leaf<Timetable>, day: bigint, now: Seconds): Requirement => ({
  id: 'publish-open',
  says: asItStands(
    times.ok
      ? openText(times.value, day, now)
      : `The lock of ${dateOf(day)} is not due yet (could not be checked: ${times.reason.message})`,
  ),
  holds: map(times, (known) => now < lockDue(known, day)),
  weight: 'blocks',
})

function openText(times: Timetable, day: bigint, now: Seconds): string {
  const due = lockDue(times, day)
  return now < due
    ? `The lock of ${dateOf(day)} is due ${whenWords(due, now)}, and until then it can be published`
    : `The lock of ${dateOf(day)} is due since ${timeOfDay(times.lockAt)} UTC, and nothing can be published for it any more (SrUsdsFacet/too-late)`
}

const factorRequirement = (factor: Wad): Requirement => ({
  id: 'factor-valid',
  says: {
    holds: 'The factor is above 0, and at most 1.1',
    fails: 'The factor has to be above 0, and at most 1.1 (SrUsdsFacet/invalid-factor)',
  },
  holds: given(factor > 0n && factor <= GREATEST),
  weight: 'blocks',
})

const changesRequirement = (
  before: Leaf<Publication | null>,
  { day, capacity, factor }: PublishSettlementRequest,
): Requirement => ({
  id: 'publishes-anew',
  says: {
    holds: `It is not what is published for ${dateOf(day)} already`,
    fails: `Just that is published for ${dateOf(day)} already`,
  },
  holds: map(before, (known) => known?.capacity !== capacity || known.factor !== factor),
  weight: 'blocks',
  already: true,
})

/** A haircut takes from everybody who has srUSDS, and cannot be taken back once it is settled. */
function haircutRequirement({ supply, rate }: SrUsdsModel, factor: Wad): Requirement {
  const lost = attempt(
    combine({ supply, rate }, (known) => known),
    (known) => haircutOf(known.supply, known.rate, rateAfter(known.rate, factor)),
  )
  const amount = lost.ok ? `${formatExact(lost.value, 18)} sUSDS as it stands` : 'an amount that is unknown'
  return {
    id: 'no-haircut',
    says: {
      holds: 'Nobody who has srUSDS loses by it',
      fails: `It takes from everybody who has srUSDS: ${factorWords(factor)}, ${amount}`,
    },
    holds: given(factor >= WAD),
    weight: 'confirm',
  }
}

/** A yield has to lie in the HoldingSystem by the settlement. */
function yieldRequirement({ supply, rate, held }: SrUsdsModel, factor: Wad): Requirement {
  const lacking = attempt(
    combine({ supply, rate, held }, (known) => known),
    (known) => excess(wad(divUp(known.supply * rateAfter(known.rate, factor), WAD)), known.held),
  )
  const amount = lacking.ok ? `${formatExact(lacking.value, 18)} sUSDS` : 'sUSDS'
  return {
    id: 'yield-there',
    says: {
      holds: 'The HoldingSystem has what all srUSDS will be worth, as it stands',
      fails: `The HoldingSystem lacks ${amount} for it: the settlement reverts until that is brought`,
    },
    holds: map(lacking, (known) => known === 0n),
    weight: 'warn',
  }
}
