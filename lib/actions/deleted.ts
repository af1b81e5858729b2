import { type Address, zeroAddress } from 'viem'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { pausOf } from '@/lib/console/paus'
import { formatDuration } from '@/lib/format'
import { given } from '@/lib/leaf'
import type { Requirement } from './direct'

/** What an entry of BeamState is about: the RateLimits, or the controller. */
export type EntrySide = 'rateLimits' | 'controller'

const KINDS = { rateLimits: 'RateLimits', controller: 'controller' } as const

/** "the RateLimits of Keel", or "every RateLimits" for the entry under the zero address. */
export function entryTarget(model: ConsoleModel, side: EntrySide, target: Address): string {
  if (target === zeroAddress) return `every ${KINDS[side]}`
  const name = pauNameOf(model, target)
  return name === null ? `the ${KINDS[side]} ${target}` : `the ${KINDS[side]} of ${name}`
}

/** That an entry is about one PAU: a general one concerns all that are in the scope of the Unit. */
export function oneAlone(
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  side: EntrySide,
  target: Address,
): Requirement {
  const all = pausOf(model, unit)[side === 'rateLimits' ? 'rateLimits' : 'controllers']
  const names = all.map((each) => pauNameOf(model, each) ?? each)
  return {
    id: 'entry-of-one',
    says: {
      holds: `It is the entry of ${entryTarget(model, side, target)} alone`,
      fails: `It is a general entry: it counts for every ${KINDS[side]}, ${all.length} known here (${[...new Set(names)].join(', ')})`,
    },
    holds: given(target !== zeroAddress),
    weight: 'warn',
  }
}

/** Who gives back what was deleted, and how soon. @param what "an initial limit" */
export function againThroughTimelock(what: string, { timelock: { minDelay } }: ConfiguratorUnit): string {
  const after = minDelay.ok ? ` (${formatDuration(minDelay.value)})` : ''
  return `Only through the timelock${after}: the Core Council schedules ${what} anew, and anyone executes that once its delay is over.`
}
