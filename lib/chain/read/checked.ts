import type { BlockRef } from '@/lib/leaf/source'

/** A result with the block that it is about, since the chain moves on while a check runs to its end. */
export interface Checked<T> {
  readonly value: T
  readonly block: BlockRef
}

/** Where the chain is, for whoever looks at a check. */
export interface Present {
  /** Block of the picture. */
  readonly block: BlockRef
  /** Time of the chain [s]. */
  readonly time: bigint
  /** Usual time between two blocks [s]; null on a chain that mines on demand. */
  readonly blockTimeSeconds: number | null
}

/** The greatest age of a check: this long, or this many blocks if they take longer. No node simulates for so long [s]. */
const longest = 60n
const longestInBlocks = 3n

/** Age of the block that a check is about [s], by the time of the chain. */
export function ageOf({ block }: Pick<Checked<unknown>, 'block'>, { time }: Pick<Present, 'time'>): bigint {
  const age = time - block.timestamp
  return age > 0n ? age : 0n
}

/** The age beyond which a check no longer counts for the present [s]. */
export function longestAge({ blockTimeSeconds }: Pick<Present, 'blockTimeSeconds'>): bigint {
  const blocks = longestInBlocks * BigInt(Math.ceil(blockTimeSeconds ?? 0))
  return blocks > longest ? blocks : longest
}

/**
 * Whether a check is too old to sign on. On a chain that mines on demand the newest block counts as new, however long
 * ago it was.
 */
export function isOutdated(checked: Pick<Checked<unknown>, 'block'>, present: Present): boolean {
  const isNewest = checked.block.hash === present.block.hash
  if (present.blockTimeSeconds === null && isNewest) return false
  return ageOf(checked, present) > longestAge(present)
}
