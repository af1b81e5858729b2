/** How long a disagreement is remembered of which one side does not answer any more [ms]. */
const memory = 600_000

interface Dissent {
  readonly labels: readonly [string, string]
  readonly number: bigint
  /** When it was found last, on the monotonic clock [ms]. */
  readonly at: number
}

/** Which nodes say different things of the same block. Who is right nobody can tell: it concerns both. */
export class Agreement {
  private readonly dissents = new Map<string, Dissent>()

  /** What two nodes say of a block was compared. */
  compared(one: string, other: string, number: bigint, isSame: boolean): void {
    const labels = [one, other] as const
    const pair = labels.toSorted().join(' ')
    if (isSame) this.dissents.delete(pair)
    else this.dissents.set(pair, { labels, number, at: performance.now() })
  }

  /** What this node and others disagree on, in words; null when that is nothing. */
  of(label: string): string | null {
    const found = [...this.dissents.values()].find(
      ({ labels, at }) => labels.includes(label) && performance.now() - at < memory,
    )
    return found ? `${found.labels.join(' and ')} disagree at block ${found.number}` : null
  }
}
