interface Bucket {
  tokens: number
  /** When `tokens` was last computed, on the monotonic clock [ms]. */
  at: number
}

/** How many clients are remembered; the one that was quiet for longest is forgotten first, with a full bucket. */
const mostClients = 10_000

/** How much each client may ask for: a burst, and a rate over time. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>()

  /**
   * @param burst Most that can be taken at once.
   * @param perSecond What comes back [1/s].
   */
  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /**
   * Takes all of the tokens, or none.
   * @returns time until they are available [s]; 0 when they were taken.
   */
  take(client: string, count: number): number {
    const now = performance.now()
    const { tokens, at } = this.buckets.get(client) ?? { tokens: this.burst, at: now }
    const there = Math.min(this.burst, tokens + ((now - at) / 1_000) * this.perSecond)
    const left = there >= count ? there - count : there
    // Deleted and set again, so that the map is in the order of last use.
    this.buckets.delete(client)
    this.buckets.set(client, { tokens: left, at: now })
    const [quietest] = this.buckets.keys()
    if (this.buckets.size > mostClients && quietest !== undefined) this.buckets.delete(quietest)
    return there >= count ? 0 : (count - there) / this.perSecond
  }
}
