import type { BlockRef } from '@/lib/leaf/source'
import type { History } from './history'
import type { ChainNode } from './node'

/** How long a disagreement is remembered after one side stopped answering [ms]. */
const memory = 600_000

interface Dissent {
  readonly labels: readonly [string, string]
  readonly number: bigint
  /** When it was last found, on the monotonic clock [ms]. */
  readonly at: number
}

/** Nodes that say different things of the same block. Nobody can tell which one is right, so it concerns both. */
export class Agreement {
  private readonly dissents = new Map<string, Dissent>()

  /**
   * Compares what a node says of the block that is shown with what was said by the node that it was read from. Never
   * throws: a node disputes only what it answers.
   */
  async compare(node: ChainNode, by: ChainNode, shown: BlockRef, history: History): Promise<void> {
    const head = node.head?.block
    if (node === by || !head || !node.isUsable) return
    // A node that is still behind is compared with what was shown at its block.
    const isBehind = head.number < shown.number
    const ours = isBehind ? history.hashOf(head.number) : shown.hash
    const theirs = isBehind ? head.hash : await node.hashOf(shown).catch(() => null)
    if (ours && theirs)
      this.found(by.label, node.label, isBehind ? head.number : shown.number, ours === theirs)
  }

  private found(one: string, other: string, number: bigint, isSame: boolean): void {
    const labels = [one, other] as const
    const pair = labels.toSorted().join(' ')
    if (isSame) this.dissents.delete(pair)
    else this.dissents.set(pair, { labels, number, at: performance.now() })
  }

  /** What this node and others disagree on, in words; null where they agree. */
  of(label: string): string | null {
    const found = [...this.dissents.values()].find(
      ({ labels, at }) => labels.includes(label) && performance.now() - at < memory,
    )
    return found ? `${found.labels.join(' and ')} disagree at block ${found.number}` : null
  }
}
