/** What each client has on its way at once. */
export class InFlight {
  private readonly costs = new Map<string, number>()

  /** @param most Most that one client may have on its way. */
  constructor(private readonly most: number) {}

  /** @returns false where it would be more; a single request is always let through. */
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
