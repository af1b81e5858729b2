import type { CallOutcome } from '../stages/simulate'

/** What was claimed and played, and where the chain disagreed. */
export class Tally {
  readonly differences: string[] = []
  readonly #claims = new Map<string, number>()

  /** The changes of the present state, so that a difference can be reproduced. */
  #state = ''

  readonly #changes = new Map<string, number>()

  /** Notes a change of the present state. */
  met(change: string): void {
    this.#changes.set(change, (this.#changes.get(change) ?? 0) + 1)
  }

  /** In how many states each change occurred. */
  get changes(): ReadonlyMap<string, number> {
    return this.#changes
  }

  in(state: string): void {
    this.#state = state
  }

  get claims(): number {
    return [...this.#claims.values()].reduce((sum, count) => sum + count, 0)
  }

  of(kind: string): number {
    return this.#claims.get(kind) ?? 0
  }

  /** Notes one claim. A false claim is kept, and the next one is still played. */
  claim(kind: string, holds: boolean, what: () => string): void {
    this.#claims.set(kind, this.of(kind) + 1)
    if (!holds) this.differences.push(`${kind} [${this.#state}]: ${what()}`)
  }

  /** Claims that a call passes, or is refused for one of some reasons. */
  outcome(
    kind: string,
    found: CallOutcome | undefined,
    reasons: readonly string[] | null,
    what: string,
  ): void {
    const told = found?.revert ?? null
    const holds =
      found !== undefined && (reasons === null ? told === null : told !== null && reasons.includes(told))
    const expected = reasons === null ? 'to pass' : `to be refused with ${reasons.join(' or ')}`
    this.claim(kind, holds, () => `${what} was ${expected}; ${told ?? 'it passed'}`)
  }

  /**
   * A separate proof, which throws where it fails.
   * @param claims how many claims it stands for
   */
  async proof(kind: string, claims: number, prove: () => Promise<unknown>): Promise<void> {
    let failure: string | null = null
    try {
      await prove()
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
    }
    for (let n = 0; n < claims; n++) this.claim(kind, n > 0 || failure === null, () => failure ?? '')
  }

  toString(): string {
    return [...this.#claims]
      .sort()
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')
  }
}
