import type { BlockRef } from '@/lib/leaf/source'

/** A result beside the block that it is about: a check runs to its end, and the chain goes on meanwhile. */
export interface Checked<T> {
  readonly value: T
  readonly block: BlockRef
}

/** Where the chain stands for whoever looks at a check. */
export interface Present {
  /** Block of the picture. */
  readonly block: BlockRef
  /** Time of the chain [s]. */
  readonly time: bigint
  /** Usual time between two blocks [s]; null on a chain that mines on demand. */
  readonly blockTimeSeconds: number | null
}

/** A check may be as old as this, or as this many blocks: longer than any node takes to simulate [s]. */
const longest = 60n
const longestInBlocks = 3n

/** Age of the block that a check is about [s], by the clock of the chain. */
export function ageOf({ block }: Pick<Checked<unknown>, 'block'>, { time }: Pick<Present, 'time'>): bigint {
  const age = time - block.timestamp
  return age > 0n ? age : 0n
}

/** The age beyond which a check no longer speaks for now [s]. */
export function longestAge({ blockTimeSeconds }: Pick<Present, 'blockTimeSeconds'>): bigint {
  const blocks = longestInBlocks * BigInt(Math.ceil(blockTimeSeconds ?? 0))
  return blocks > longest ? blocks : longest
}

/**
 * Whether a check is too old to rest a signature on. On a chain that mines on demand the newest block is as good as
 * new, however long ago it was.
 */
export function isOutdated(checked: Pick<Checked<unknown>, 'block'>, present: Present): boolean {
  const isNewest = checked.block.hash === present.block.hash
  if (present.blockTimeSeconds === null && isNewest) return false
  return ageOf(checked, present) > longestAge(present)
}
