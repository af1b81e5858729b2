import type { BlockRef } from '@/lib/leaf/source'

/** The greatest age at which a node that follows the chain shows a new block: this long, or this many block times [s]. */
const leastTolerance = 60
const blocksOfTolerance = 5

/**
 * How far the time of a block that was just seen may differ from a clock [s]; null where it may be anything, because
 * the chain mines on demand according to its file.
 */
export function clockTolerance(blockTimeSeconds: number | null): number | null {
  return blockTimeSeconds === null ? null : Math.max(leastTolerance, blocksOfTolerance * blockTimeSeconds)
}

/**
 * Why the time of a block is not believed, in words; null where nothing contradicts it.
 * @param by who reported the block
 * @param seenAt when the block was first seen, by the clock of the machine [unix s]
 */
export function clockDissent(
  block: Pick<BlockRef, 'number' | 'timestamp'>,
  by: string,
  seenAt: number,
  blockTimeSeconds: number | null,
): string | null {
  const tolerance = clockTolerance(blockTimeSeconds)
  const ahead = Number(block.timestamp) - seenAt
  if (tolerance === null || Math.abs(ahead) <= tolerance) return null
  const side = ahead > 0 ? 'ahead of' : 'behind'
  return `Block ${block.number} of ${by} is ${spanText(Math.abs(ahead))} ${side} the clock of the machine that reads it`
}

function spanText(seconds: number): string {
  const [size, unit] = seconds >= 172_800 ? [86_400, 'd'] : seconds >= 7_200 ? [3_600, 'h'] : [60, 'min']
  return `${Math.round(seconds / size)} ${unit}`
}
