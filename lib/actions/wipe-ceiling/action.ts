import { type Address, encodeFunctionData, stringToHex } from 'viem'
import { lineMomAbi } from '@/lib/abi'
import { mayWipe } from '@/lib/console/authority'
import { isWired } from '@/lib/console/derive/line-mom'
import type { Effect } from '@/lib/console/diff'
import { sets } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { LineMomFacts } from '@/lib/console/facts/line-mom'
import type { McdFacts } from '@/lib/console/facts/primes'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import { formatExact } from '@/lib/format'
import { combine, given, map } from '@/lib/leaf'
import { rad } from '@/lib/math'
import { bySpell } from '@/lib/words/spells'
import { leavesAutoLine } from '../auto-line-rule'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits, NO_WORD, noteOf } from '../emits'
import { ilkShownAt, type ShownIlk } from '../shown-ilk'
import { type WipeCeilingRequest, wipeCeilingKind } from './request'

const RAD_DECIMALS = 45

export const wipeCeiling: RoutedDefinition<WipeCeilingRequest, false> = {
  ...wipeCeilingKind,
  routing: {
    direct: (_, model, account) => (model.mcd.lineMom === null ? null : mayWipe(model, account)),
    safes: (_, model) => wiperSafes(model),
  },
  build,
}

/** Safes of the deployment that LineMom lets through, and those for which that could not be read. */
export function wiperSafes(model: Pick<ConsoleModel, 'safes' | 'mcd'>): readonly SafeFacts[] {
  if (model.mcd.lineMom === null) return []
  return model.safes.filter(({ id }) => {
    const may = mayWipe(model, id)
    return !may.ok || may.value
  })
}

/** Every wipe that a Safe may be approving: of each ilk that LineMom lists. */
export const wipesThrough = (
  safe: Pick<SafeFacts, 'id'>,
  { lineMom }: Pick<McdFacts, 'lineMom'>,
): readonly WipeCeilingRequest[] =>
  listedIn(lineMom).map(({ id }) => ({ kind: 'wipe-ceiling', ilk: id, through: safe.id }))

/** The calls with which this console would wipe each ceiling, as a Safe makes them; none where it may not. */
export function callsOfWipes(mcd: McdFacts, safe: Address): readonly (readonly ActionCall[])[] {
  const { lineMom } = mcd
  const may = mayWipe({ mcd }, safe)
  if (lineMom === null || (may.ok && !may.value)) return []
  return listedIn(lineMom).map(({ id }) => [wipeOf(lineMom, id)])
}

/** The ilks that it lists, or may list for all that is known. */
export const listedIn = (lineMom: LineMomFacts | null) =>
  (lineMom?.ilks ?? []).filter(({ listed }) => !listed.ok || listed.value)

const wipeOf = ({ address }: LineMomFacts, ilk: string): ActionCall => ({
  to: address,
  value: 0n,
  data: encodeFunctionData({
    abi: lineMomAbi,
    functionName: 'wipe',
    args: [stringToHex(ilk, { size: 32 })],
  }),
})

/**
 * `LineMom.wipe` of an ilk: its ceiling becomes 0 and it leaves AutoLine, without a delay. The ceiling of all debt stays.
 * Source: DOMAIN.md §3.
 */
function build(
  request: WipeCeilingRequest,
  model: ConsoleModel,
  from: Address,
): DirectAction<WipeCeilingRequest> | null {
  const { lineMom } = model.mcd
  const shown = ilkShownAt(request.ilk, model)
  const [first] = shown
  const named = lineMom?.ilks.find(({ id }) => id === request.ilk)
  if (lineMom === null || !first || !named) return null
  const { ilk } = first
  return {
    request,
    title: `Wipe the debt ceiling of ${ilk.id}`,
    // It has no delay on chain, so that it can stop a draw.
    emergency: true,
    from,
    calls: [wipeOf(lineMom, ilk.id)],
    permission: {
      id: 'wiper',
      says: {
        holds: `LineMom lets ${from} wipe a ceiling`,
        fails: `LineMom does not let ${from} wipe a ceiling (LineMom/not-authorized)`,
      },
      holds: mayWipe(model, from),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'ilk-listed',
        says: {
          holds: `LineMom lists ${ilk.id}`,
          fails: `LineMom does not list ${ilk.id}: governance adds it by a plan (LineMom/ilk-not-added)`,
        },
        holds: named.listed,
        weight: 'blocks',
      },
      wired(lineMom, model),
      {
        id: 'vat-runs',
        says: { holds: 'The Vat is live', fails: 'The Vat is shut down (Vat/not-live)' },
        holds: map(model.mcd.live, (live) => live === 1n),
        weight: 'blocks',
      },
      stillOpen(ilk),
    ],
    effects: effectsOf(shown, lineMom, model),
    events: eventsOf(ilk, lineMom, model),
    afterwards: `Nobody can draw at ${ilk.id} any more, until governance gives it a ceiling again.`,
    disables: [
      ...(ilk.line.ok
        ? [`The ceiling of ${ilk.id} falls from ${formatExact(ilk.line.value, RAD_DECIMALS)} USDS to 0.`]
        : []),
      `No new debt on ${ilk.id}: draws revert (Vat/ceiling-exceeded). What is owed stays, and can be repaid.`,
      'AutoLine no longer raises it. The ceiling of all debt stays as it is.',
      ...model.generators
        .filter(({ debt }) => debt.id === ilk.id)
        .map(
          ({ name }) =>
            `All Primes of ${name} share it: its relayers can mint nothing and migrate nothing over.`,
        ),
    ],
    undo: `Governance sets the ceiling and its rule in AutoLine again ${bySpell(model)}.`,
  }
}

/** That LineMom changes the contracts of this deployment, and that they let it. */
const wired = (lineMom: LineMomFacts, model: ConsoleModel): Requirement => ({
  id: 'line-mom-wired',
  says: {
    holds: 'LineMom works on the Vat and the AutoLine of this deployment, and both let it',
    fails:
      'LineMom works on another Vat or AutoLine than those of this deployment, or one of them does not let it',
  },
  holds: isWired(lineMom, model.mcd),
  weight: 'blocks',
})

/** That there is anything to wipe. */
function stillOpen({ id, line, autoLine }: IlkModel): Requirement {
  return {
    id: 'ceiling-open',
    says: {
      holds: `${id} has a ceiling, or AutoLine may raise it`,
      fails: `The ceiling of ${id} is 0, and it is not in AutoLine`,
    },
    holds: combine(
      { line, most: autoLine?.line ?? given(rad(0n)) },
      (read) => read.line > 0n || read.most > 0n,
    ),
    weight: 'blocks',
    already: true,
  }
}

function effectsOf(
  shown: readonly ShownIlk[],
  { autoLine }: LineMomFacts,
  model: ConsoleModel,
): readonly Effect[] {
  const [first] = shown
  return [
    ...shown.map(({ place }) => sets(place.line, rad(0n))),
    ...(first && autoLine.ok ? leavesAutoLine(autoLine.value, first.ilk.ilk, model).effects : []),
  ]
}

function eventsOf(
  { ilk, line }: IlkModel,
  { address, autoLine }: LineMomFacts,
  model: ConsoleModel,
): readonly ExpectedEvent[] {
  if (!line.ok || !autoLine.ok) return []
  return [
    ...leavesAutoLine(autoLine.value, ilk, model).events,
    noteOf(model.mcd.addresses.vat, 'file(bytes32,bytes32,uint256)', [
      ilk,
      stringToHex('line', { size: 32 }),
      NO_WORD,
    ]),
    emits(address, lineMomAbi, 'Wipe', { ilk, line: line.value }),
  ]
}
