import { type Hex, isAddressEqual } from 'viem'
import { andThen, combine, every, given, type Leaf, map } from '@/lib/leaf'
import { MAX_UINT256, type Wad, wad } from '@/lib/math'
import type { GeneratorModel, LimitModel } from '../model'

/** What the limits of a Generator let its relayers move at most. */
export interface Reach {
  /** The sum over all keys that count USDS [wad]. */
  readonly usds: Wad | 'unlimited'
  /** Keys that are not used up and count something else, or of which nobody knows what they count. */
  readonly others: readonly Hex[]
}

type Limited = Pick<GeneratorModel, 'usds'> & {
  readonly limits: readonly Pick<LimitModel, 'id' | 'unit' | 'current'>[]
}

/**
 * What a relayer of a Generator can move at most by what its limits leave at the time of the model: the sum over its keys.
 * Unknown where a limit or what it counts could not be read.
 */
export function relayerReach({ limits, usds }: Limited): Leaf<Reach> {
  return map(every(limits.map((limit) => partOf(limit, usds))), (parts): Reach => {
    const sum = parts.reduce((total, { amount }) => total + amount, 0n)
    return {
      usds: sum >= MAX_UINT256 ? 'unlimited' : wad(sum),
      others: parts.flatMap(({ other }) => (other === null ? [] : [other])),
    }
  })
}

interface Part {
  readonly amount: bigint
  readonly other: Hex | null
}

function partOf({ id, unit, current }: Limited['limits'][number], usds: Limited['usds']): Leaf<Part> {
  return andThen(current, (amount): Leaf<Part> => {
    if (amount === 0n) return given({ amount, other: null })
    if (unit === null) return given({ amount: 0n, other: id })
    return map(
      combine({ token: unit.token, own: usds.token }, ({ token, own }) => isAddressEqual(token, own)),
      (isUsds) => (isUsds ? { amount, other: null } : { amount: 0n, other: id }),
    )
  })
}
