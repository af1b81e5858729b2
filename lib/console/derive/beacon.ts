import { type Hex, isAddressEqual } from 'viem'
import { combine, every, type Leaf, type List } from '@/lib/leaf'
import type { BeaconFacts, IntegrationFacts, WireFact } from '../facts/pau'

/**
 * How an integration of a controller differs from what its Beacon recommends: the controller has not taken it over, has
 * one that the Beacon no longer recommends, or has it with another facet or other wires.
 */
export interface Drift {
  readonly id: Hex
  readonly kind: 'missing' | 'extra' | 'changed'
}

/**
 * Compares a controller with its Beacon. A controller copies what the Beacon has when its admin asks for it, and stays as
 * it is afterwards (`updateIntegrations` of the published Controller).
 * @returns what differs, in the order of the ids of the Beacon and then of the controller; unknown where a part is
 */
export function driftOf(own: List<IntegrationFacts>, beacon: BeaconFacts): Leaf<readonly Drift[]> {
  return combine({ has: whole(own), recommended: whole(beacon.integrations) }, ({ has, recommended }) => [
    ...recommended.flatMap(({ id, ...config }): Drift[] => {
      const found = has.find((one) => one.id === id)
      if (found === undefined) return [{ id, kind: 'missing' }]
      return isSame(found, config) ? [] : [{ id, kind: 'changed' }]
    }),
    ...has.flatMap(({ id }): Drift[] =>
      recommended.some((one) => one.id === id) ? [] : [{ id, kind: 'extra' }],
    ),
  ])
}

interface Config {
  readonly facet: `0x${string}`
  readonly wires: readonly WireFact[]
}

const whole = ({ length, items }: List<IntegrationFacts>): Leaf<readonly (Config & { readonly id: Hex })[]> =>
  combine(
    {
      length,
      all: every(
        items.map(({ id, facet, wires }) => combine({ facet, wires }, (config) => ({ id, ...config }))),
      ),
    },
    ({ all }) => all,
  )

/** The order of wires means nothing. */
const isSame = (one: Config, other: Config): boolean =>
  isAddressEqual(one.facet, other.facet) && wiresOf(one).join() === wiresOf(other).join()

const wiresOf = ({ wires }: Config): readonly string[] =>
  wires.map(({ callSelector, delegateSelector }) => `${callSelector}>${delegateSelector}`).sort()
