import { pageTime } from './time'

/** How often the page is compared with what it should show [ms]. */
const lookEvery = 2_000

/** A page that shows an old block for this long is no longer being drawn [ms]. */
const longestLag = 6_000

/** How long an overwritten text is reported after it was last seen [ms]. */
const rememberedFor = 60_000

/** What is wrong with the page itself: texts on it are not ours, or it is no longer being drawn. */
export interface PageFaults {
  readonly rewritten: boolean
  readonly standsStill: boolean
}

const none: PageFaults = { rewritten: false, standsStill: false }

/**
 * Compares the page with what it should show: translators and extensions overwrite texts, and a page that failed is no
 * longer drawn. A text that is not ours is restored.
 */
export class PageGuard {
  private faults = none
  private readonly listeners = new Set<() => void>()
  private rewrittenAt: number | null = null
  private laggingSince: number | null = null

  /**
   * @param root Element that holds the page.
   * @param shouldShow Hash of the block that was read; null before the first.
   */
  constructor(
    private readonly root: () => ParentNode,
    private readonly shouldShow: () => string | null,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): PageFaults => this.faults

  start(): () => void {
    const timer = setInterval(() => this.look(), lookEvery)
    return () => clearInterval(timer)
  }

  look(): void {
    const now = pageTime()
    if (this.putBack() > 0) this.rewrittenAt = now
    const lags = this.lags()
    this.laggingSince = lags ? (this.laggingSince ?? now) : null
    this.publish({
      rewritten: this.rewrittenAt !== null && now - this.rewrittenAt < rememberedFor,
      standsStill: this.laggingSince !== null && now - this.laggingSince >= longestLag,
    })
  }

  /**
   * Restores texts that are not what they should be.
   * @returns how many there were.
   */
  private putBack(): number {
    const wrong = [...this.root().querySelectorAll<HTMLElement>('[data-live]')].filter(
      (element) => element.textContent !== element.dataset.live,
    )
    for (const element of wrong) element.textContent = element.dataset.live ?? ''
    return wrong.length
  }

  /** Whether the page shows another block than was read, or none at all. */
  private lags(): boolean {
    const block = this.shouldShow()
    const shown = this.root().querySelector<HTMLElement>('[data-block]')?.dataset.block
    return block !== null && shown !== block
  }

  private publish(faults: PageFaults): void {
    const { rewritten, standsStill } = this.faults
    if (faults.rewritten === rewritten && faults.standsStill === standsStill) return
    this.faults = faults
    for (const listener of this.listeners) listener()
  }
}
