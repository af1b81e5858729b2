import { type Address, type Hex, hexToString } from 'viem'
import { autoLineAbi } from '@/lib/abi'
import type { Effect } from '@/lib/console/diff'
import { sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import { rad } from '@/lib/math'
import { emits } from './emits'
import { ilkShownAt } from './shown-ilk'

/** AutoLine no longer moves the ceiling of an ilk. */
export const leavesAutoLine = (autoLine: Address, ilk: Hex, model: ConsoleModel) => ({
  effects: autoLineRule(ilk, { line: 0n, gap: 0n, ttl: 0n }, model),
  events: [emits(autoLine, autoLineAbi, 'Remove', { ilk })],
})

interface Rule {
  /** [rad] */
  readonly line: bigint
  /** [rad] */
  readonly gap: bigint
  /** [s] */
  readonly ttl: bigint
}

/** How AutoLine moves the ceiling of an ilk from now on: it also forgets when it moved it last. */
export const autoLineRule = (ilk: Hex, { line, gap, ttl }: Rule, model: ConsoleModel): readonly Effect[] =>
  ilkShownAt(nameOf(ilk), model).flatMap(({ place: { autoLine: at }, ilk: { autoLine } }) =>
    autoLine === null
      ? []
      : [
          sets(at.line, rad(line)),
          sets(at.gap, rad(gap)),
          sets(at.ttl, ttl),
          sets(at.last, 0n),
          sets(at.lastInc, 0n),
        ],
  )

/** The text that a word encodes. */
export const nameOf = (name: Hex): string => hexToString(name, { size: 32 })
