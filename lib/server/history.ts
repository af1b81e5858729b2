import type { Hex } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'

/** How many blocks are remembered: more than any reorganisation replaces. */
const depth = 512n

/** How long a node without an expected block time must insist on an older block [ms]. */
const patience = 2_000

/** The blocks that were shown. They tell a chain that went back from a node that lags. */
export class History {
  private readonly shown = new Map<bigint, Hex>()
  private olderSince: number | null = null

  /** @param blockTimeSeconds Usual time between two blocks [s]; null on a chain that mines on demand. */
  constructor(private readonly blockTimeSeconds: number | null) {}

  /** Keeps a block that is shown from now on, and forgets the blocks that it replaces. */
  add(block: BlockRef): void {
    for (const number of this.shown.keys()) {
      if (number >= block.number || number < block.number - depth) this.shown.delete(number)
    }
    this.shown.set(block.number, block.hash)
    this.olderSince = null
  }

  /** The hash under which a block of this number was shown; undefined where none was. */
  hashOf(number: bigint): Hex | undefined {
    return this.shown.get(number)
  }

  /**
   * Whether a head may replace the block that is shown. An older head may when the chain was reorganised, which its
   * hash tells, or when its node insists on it, like a local chain that went back to a snapshot. A lagging node does
   * not insist: it catches up, or it is one of several behind one address and answers differently the next time.
   */
  accepts(head: BlockRef, current: BlockRef): boolean {
    if (head.number >= current.number) {
      this.olderSince = null
      return true
    }
    const replaced = this.shown.get(head.number)
    if (replaced !== undefined && replaced !== head.hash) return true
    this.olderSince ??= performance.now()
    const wait = this.blockTimeSeconds === null ? patience : 2_000 * this.blockTimeSeconds
    return performance.now() - this.olderSince >= wait
  }
}
