/** A wait that can be cut short. A wake that comes before the wait is not lost. */
export class Pause {
  private woken = false
  private end: (() => void) | null = null

  wake(): void {
    this.woken = true
    this.end?.()
  }

  /** @param ms Longest wait [ms]. */
  async for(ms: number): Promise<void> {
    if (!this.woken) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.end = null
    }
    this.woken = false
  }
}
