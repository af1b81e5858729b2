/** How one node of the server does. */
export interface NodeStatus {
  /** The host: never a path or key. */
  readonly label: string
  /**
   * `behind`: it serves blocks that are older than what another node served. `failing`: it answers, but not with a
   * reading. Readings come from `ok` nodes only.
   */
  readonly state: 'ok' | 'behind' | 'failing' | 'unreachable' | 'wrong-chain'
  /** Why it is not ok, in words. */
  readonly problem: string | null
  /** Time of its last answer [ms]. */
  readonly latencyMs: number | null
  /** The head it served last. */
  readonly blockNumber: bigint | null
  /**
   * What speaks against what it says, in words, although it answers: another node, or the clock. Not a fault of this
   * node: it may be the one that is right.
   */
  readonly dissent: string | null
}

/** The first of what speaks against what is shown, as a sentence; null when nothing does. */
export function dissentIn(nodes: readonly Pick<NodeStatus, 'dissent'>[]): string | null {
  const found = nodes.find(({ dissent }) => typeof dissent === 'string')?.dissent
  return found ? `${found}.` : null
}

/** Missed blocks are normal on every chain; this many block times without one are not. */
const missedBlocks = 3

/** On its way from proposer to node a block takes some time, whatever the block time is [s]. */
const propagation = 2

/**
 * Whether a chain that is at this block for so long does not work as usual. Never by age alone on a chain that mines
 * on demand.
 * @param ageSeconds Time since the block was first seen [s].
 * @param blockTimeSeconds Usual time between two blocks [s]; null on a chain that mines on demand.
 */
export function isStale(ageSeconds: number, blockTimeSeconds: number | null): boolean {
  return blockTimeSeconds !== null && ageSeconds > missedBlocks * blockTimeSeconds + propagation
}
