import { type Abi, decodeEventLog, type Hex } from 'viem'
import type { ActionReadiness } from '@/lib/actions'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { titleOf } from '@/lib/console/model/check'
import { type LeafPlace, pathOf, textOf } from '@/lib/leaf/path'

/** Where a leaf stands, as `effectsBy` names it. */
export const pathTo = (place: LeafPlace<unknown>): string => textOf(pathOf(place))

/** The effects of an action: the value at each path afterwards, or that it is gone. */
export const effectsBy = (effects: readonly Effect[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    effects.map(({ path, after }) => [
      textOf(path),
      typeof after === 'object' && 'value' in after ? after.value : after,
    ]),
  )

/** The events of an action by name, with their values; a note of MCD by its function and words. */
export const eventsBy = (abi: Abi, events: readonly ExpectedEvent[]) =>
  events.map(({ address, topics, data }) => {
    if (data === null) return { address, note: topics }
    const { eventName, args } = decodeEventLog({ abi, topics: topics as [Hex, ...Hex[]], data })
    return { address, eventName, args: args ?? {} }
  })

/** What stands in the way of an action, in words. */
export const because = (readiness: ActionReadiness): readonly string[] =>
  readiness.state === 'ready' ? [] : readiness.because.map(titleOf)
