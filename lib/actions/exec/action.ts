import { type Address, encodeFunctionData, type Hex, stringToHex, toHex } from 'viem'
import { autoLineAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import type { ConsoleModel } from '@/lib/console/model'
import { type DebtState, increaseAllowedAt, type NextCeiling, nextCeiling, targetCeiling } from '@/lib/debt'
import { formatCompact, formatDuration, formatExact, whenWords } from '@/lib/format'
import { given, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { bySpell } from '@/lib/words/spells'
import type { ActionDefinition } from '../definition'
import { asItStands, type DirectAction } from '../direct'
import { emits, NO_WORD, noteOf, word } from '../emits'
import { ilkShownAt, type ShownIlk } from '../shown-ilk'
import { type ExecRequest, execKind } from './request'

const RAD_DECIMALS = 45

export const exec: ActionDefinition<ExecRequest, false> = { ...execKind, build }

/** `AutoLine.exec` of an ilk, which anyone may call. It lets the debt ceiling follow the debt. Source: DOMAIN.md §3. */
function build(request: ExecRequest, model: ConsoleModel, from: Address): DirectAction<ExecRequest> | null {
  const { autoLine } = model.mcd.addresses
  const shown = ilkShownAt(request.ilk, model)
  const [first] = shown
  if (autoLine === null || !first) return null
  const { id: name, ilk } = first.ilk
  const state = debtState(first.ilk, model.mcd)
  const next = attempt(state, (known) => nextCeiling(known, model.time, model.callsIn))
  const move = map(next, moveOf)
  const moved = move.ok ? move.value : null
  return {
    request,
    title: moved
      ? `${moved.change === 'up' ? 'Raise' : 'Lower'} the debt ceiling of ${name} to ${compact(moved.line)} by AutoLine`
      : `Move the debt ceiling of ${name} by AutoLine`,
    emergency: false,
    from,
    calls: [
      {
        to: autoLine,
        value: 0n,
        data: encodeFunctionData({ abi: autoLineAbi, functionName: 'exec', args: [ilk] }),
      },
    ],
    permission: {
      id: 'anyone',
      says: asItStands('Anyone may call exec of AutoLine'),
      holds: given(true),
      weight: 'blocks',
    },
    requirements: [
      {
        id: 'moves',
        says: asItStands(movesText(name, next, state, model.time)),
        holds: map(move, (known) => known !== null),
        weight: 'blocks',
      },
    ],
    effects: moved ? effectsOf(moved, shown, model) : [],
    events: moved && first.ilk.line.ok ? eventsOf(moved, first.ilk.line.value, ilk, autoLine, model) : [],
    afterwards: moved
      ? `At most ${compact(moved.line)} can be owed at ${name}, instead of ${first.ilk.line.ok ? compact(first.ilk.line.value) : 'an unknown amount'}.`
      : `The debt ceiling of ${name} stays as it is.`,
    disables: moved ? disabled(moved, state) : [],
    undo: `The ceiling follows the debt: once the debt has changed, anyone can call exec again. Only governance can set another ceiling, ${bySpell(model)}.`,
  }
}

type Move = Extract<NextCeiling, { readonly change: 'up' | 'down' }>

const moveOf = (next: NextCeiling): Move | null => (next.ok && next.change !== 'none' ? next : null)

const compact = (line: bigint): string => `${formatCompact(line, RAD_DECIMALS)} USDS`
const exact = (line: bigint): string => `${formatExact(line, RAD_DECIMALS)} USDS`

/** What exec does, or why it does nothing and from when it would do something. */
function movesText(name: string, next: Leaf<NextCeiling>, state: Leaf<DebtState>, now: bigint): string {
  if (!next.ok) return `AutoLine moves the ceiling (could not be checked: ${next.reason.message})`
  const found = next.value
  if (!found.ok) {
    return found.reason === 'none'
      ? 'exec reverts: a sum is out of range'
      : `The Vat is shut down and accepts no new ceiling (${found.reason})`
  }
  if (found.change !== 'none') return `AutoLine moves the ceiling ${found.change} to ${exact(found.line)}`
  switch (found.why) {
    case 'not-in-auto-line':
      return `${name} is not in AutoLine: exec does nothing to it`
    case 'already-this-block':
      return 'AutoLine moved the ceiling in this block already: exec does nothing before the next one'
    case 'at-target':
      return `The ceiling is where AutoLine wants it, at ${exact(found.line)}: exec changes nothing`
    case 'vat-not-live':
      return 'The Vat is shut down: exec can no longer raise a ceiling (Vat/not-live)'
    case 'waits':
      return state.ok ? waitText(state.value, now) : 'AutoLine waits before it raises the ceiling again'
  }
}

function waitText(state: DebtState, now: bigint): string {
  const [from, target] = [increaseAllowedAt(state), targetCeiling(state)]
  const to = target === null ? '' : ` to ${exact(target)}`
  const when = from === null ? '' : ` ${whenWords(from, now)}`
  return `Next raise${to}${when}: AutoLine waits ${formatDuration(state.autoLine.ttl)} after each raise`
}

function effectsOf(
  { change, line, Line }: Move,
  shown: readonly ShownIlk[],
  { time, callsIn }: ConsoleModel,
): readonly Effect[] {
  return [
    ...shown.flatMap(({ place }) => [
      sets(place.line, line),
      timed(place.autoLine.last, callsIn),
      // Only a raise starts a new wait.
      ...(change === 'up' ? [timed(place.autoLine.lastInc, time)] : []),
    ]),
    sets(places.mcd.Line, Line),
  ]
}

function eventsOf(
  { line: lineNew, Line }: Move,
  line: bigint,
  ilk: Hex,
  autoLine: Address,
  { mcd }: ConsoleModel,
): readonly ExpectedEvent[] {
  const { vat } = mcd.addresses
  const name = (text: string) => stringToHex(text, { size: 32 })
  return [
    noteOf(vat, 'file(bytes32,bytes32,uint256)', [ilk, name('line'), word(toHex(lineNew))]),
    noteOf(vat, 'file(bytes32,uint256)', [name('Line'), word(toHex(Line)), NO_WORD]),
    emits(autoLine, autoLineAbi, 'Exec', { ilk, line, lineNew }),
  ]
}

function disabled({ change }: Move, state: Leaf<DebtState>): readonly string[] {
  if (change === 'down') return ['Draws above the lower ceiling revert (Vat/ceiling-exceeded).']
  return state.ok
    ? [
        `The next raise has to wait ${formatDuration(state.value.autoLine.ttl)}; AutoLine lowers it at any time.`,
      ]
    : []
}
