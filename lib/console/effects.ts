import { type LeafPlace, type Place, pathOf, placesOf, type ValueAt } from '@/lib/leaf/path'
import type { Effect } from './diff'
import type { ConsoleModel } from './model'

/** Every place of the console that has a leaf: `places.generators(id).debt.line`. */
export const places: Place<ConsoleModel> = placesOf<ConsoleModel>()

/** It will have this value, in the unit of the leaf. */
export function sets<P extends LeafPlace<unknown>>(place: P, value: ValueAt<P>): Effect {
  return { path: pathOf(place), after: { value } }
}

/** Likewise, of a value that depends on the second or the number of the block that the call is mined in. */
export function timed<P extends LeafPlace<unknown>>(place: P, value: ValueAt<P>): Effect {
  return { ...sets(place, value), timed: true }
}

/** It will no longer be there. */
export const removes = (place: LeafPlace<unknown>): Effect => ({ path: pathOf(place), after: 'gone' })
