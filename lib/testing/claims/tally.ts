import type { CallOutcome } from '../stages/simulate'

/** What was claimed and played, and where the chain said otherwise. */
export class Tally {
  readonly differences: string[] = []
  readonly #claims = new Map<string, number>()

  /** What was changed, so that a difference can be found again. */
  #state = ''

  readonly #changes = new Map<string, number>()

  /** A change that a state has. */
  met(change: string): void {
    this.#changes.set(change, (this.#changes.get(change) ?? 0) + 1)
  }

  /** Changes by how many states have them. */
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

  /** One claim; what is false is kept, and the next is played all the same. */
  claim(kind: string, holds: boolean, what: () => string): void {
    this.#claims.set(kind, this.of(kind) + 1)
    if (!holds) this.differences.push(`${kind} [${this.#state}]: ${what()}`)
  }

  /** That a call passes, or is refused for one of some reasons. */
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

  /** A proof of its own, which throws where it fails. @param claims how many it stands for */
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
