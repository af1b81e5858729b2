/** The state of one node of the server. */
export interface NodeStatus {
  /** The host: never a path or key. */
  readonly label: string
  /**
   * `behind`: it serves older blocks than another node served. `failing`: it answers, but gives no reading. Readings
   * come from `ok` nodes only.
   */
  readonly state: 'ok' | 'behind' | 'failing' | 'unreachable' | 'wrong-chain'
  /** Why it is not ok, in words. */
  readonly problem: string | null
  /** Time of its last answer [ms]. */
  readonly latencyMs: number | null
  /** The head it served last. */
  readonly blockNumber: bigint | null
  /**
   * What contradicts it, in words, although it answers: another node, or the clock. It is not a fault of this node,
   * which may be the one that is right.
   */
  readonly dissent: string | null
}

/** The first contradiction of what is shown, as a sentence; null when there is none. */
export function dissentIn(nodes: readonly Pick<NodeStatus, 'dissent'>[]): string | null {
  const found = nodes.find(({ dissent }) => typeof dissent === 'string')?.dissent
  return found ? `${found}.` : null
}

/** Missed blocks are normal on every chain; this many block times without a block are not. */
const missedBlocks = 3

/** How long a block takes from proposer to node, whatever the block time is [s]. */
const propagation = 2

/**
 * Whether a chain that has been at this block for so long has a problem. On a chain that mines on demand, age alone
 * never means that.
 * @param ageSeconds Time since the block was first seen [s].
 * @param blockTimeSeconds Usual time between two blocks [s]; null on a chain that mines on demand.
 */
export function isStale(ageSeconds: number, blockTimeSeconds: number | null): boolean {
  return blockTimeSeconds !== null && ageSeconds > missedBlocks * blockTimeSeconds + propagation
}
