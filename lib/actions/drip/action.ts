import { type Address, encodeFunctionData } from 'viem'
import { jugAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import type { Effect } from '@/lib/console/diff'
import { places, timed } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { afterDrip, type DebtState } from '@/lib/debt'
import { formatDuration, formatExact } from '@/lib/format'
import { given, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction } from '../direct'
import { dripNotes } from '../mcd-events'
import { ilkShownAt, type ShownIlk } from '../shown-ilk'
import { type DripRequest, dripKind } from './request'

export const drip: ActionDefinition<DripRequest, false> = { ...dripKind, build }

const RAD_DECIMALS = 45

/** `Jug.drip` of an ilk, which anyone may call. It books the fees since the last drip as debt. Source: DOMAIN.md §3. */
function build(request: DripRequest, model: ConsoleModel, from: Address): DirectAction<DripRequest> | null {
  const { jug } = model.mcd.addresses
  const shown = ilkShownAt(request.ilk, model)
  const [first] = shown
  if (!first) return null
  const { id: name, ilk } = first.ilk
  const state = debtState(first.ilk, model.mcd)
  const dripped = attempt(state, (before): Dripped => ({ before, after: afterDrip(before, model.time) }))
  const passes = map(dripped, booksFees)
  const books = dripped.ok && booksFees(dripped.value)
  return {
    request,
    title: `Book the accrued fees of ${name}`,
    emergency: false,
    from,
    calls: [
      {
        to: jug,
        value: 0n,
        data: encodeFunctionData({ abi: jugAbi, functionName: 'drip', args: [ilk] }),
      },
    ],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may call drip of the Jug'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'accrued',
        says: asItStands(accruedText(name, dripped, model.time)),
        holds: passes,
        weight: 'blocks',
      },
    ],
    effects: books ? effectsOf(dripped.value, shown) : [],
    events: books ? dripNotes(model, ilk) : [],
    afterwards: `The fees that ${name} has accrued are booked as its debt, up to the second in which this is mined.`,
    disables: [
      'From then on the fees are part of all debt, below the ceiling that every ilk shares. AutoLine can follow them.',
    ],
    undo: 'Nobody can undo it. The fees are owed either way: a drip only books them.',
  }
}

/** What MCD holds before a drip and after it. */
interface Dripped {
  readonly before: DebtState
  readonly after: DebtState
}

/** What a drip adds to the debt of the ilk, and so to all debt [rad]; below 0 where the rate falls. */
const bookedBy = ({ before, after }: Dripped): bigint => after.vat.debt - before.vat.debt

const booksFees = (dripped: Dripped): boolean => dripped.before.vat.live === 1n && bookedBy(dripped) !== 0n

/** What the drip books, or why it books nothing. */
function accruedText(name: string, dripped: Leaf<Dripped>, now: bigint): string {
  if (!dripped.ok) return `Fees have accrued (could not be checked: ${dripped.reason.message})`
  const { before } = dripped.value
  if (before.vat.live !== 1n) return 'The Vat is shut down and books no fees any more (Vat/not-live)'
  const booked = bookedBy(dripped.value)
  const since = `since the last drip, ${formatDuration(now - before.jug.rho)} ago`
  if (booked === 0n) return `${name} has accrued no fees ${since}: a drip changes nothing that is owed`
  const amount = `${formatExact(booked < 0n ? -booked : booked, RAD_DECIMALS)} USDS`
  return booked < 0n
    ? `The debt of ${name} falls by ${amount}: its rate has been falling ${since}`
    : `${amount} of fees have accrued ${since}`
}

function effectsOf({ after: { ilk, jug, vat } }: Dripped, shown: readonly ShownIlk[]): readonly Effect[] {
  return [
    ...shown.flatMap(({ place }) => [timed(place.rate, ilk.rate), timed(place.rho, jug.rho)]),
    timed(places.mcd.debt, vat.debt),
  ]
}
