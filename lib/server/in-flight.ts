/** The requests of each client that are under way. */
export class InFlight {
  private readonly costs = new Map<string, number>()

  /** @param most how much one client may have under way */
  constructor(private readonly most: number) {}

  /** @returns false where it would be too much; a single request is always let through. */
  begin(client: string, cost: number): boolean {
    const before = this.costs.get(client) ?? 0
    if (before > 0 && before + cost > this.most) return false
    this.costs.set(client, before + cost)
    return true
  }

  end(client: string, cost: number): void {
    const left = (this.costs.get(client) ?? 0) - cost
    if (left > 0) this.costs.set(client, left)
    else this.costs.delete(client)
  }
}
