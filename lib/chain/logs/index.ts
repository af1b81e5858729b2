import { nothingKnown, type Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { problemOf } from '../errors'
import { readBlock } from '../read/reader'
import type { Rpc } from '../rpc'
import { learnFrom } from './events'
import { GivenLogs } from './given-logs'
import { type LogRange, LogRanges } from './ranges'

/** How many blocks behind the head a block counts as final here, if the chain does not say so itself. */
const tail = 64n

/**
 * What the events of a deployment tell, up to a block. Events of the last blocks are read again every time, so a
 * reorganisation needs no undoing: nothing is kept that could still change. A chain that starts over (another genesis
 * behind the same URL) is recognised by the hash of a kept block, and then everything is read again.
 */
export class EventScan {
  /** Learned from blocks that are too old to change, all before `next`. */
  private settled: Watchlist
  private next: bigint
  /** A block of the chain that `settled` was learned from. Nothing is settled without one. */
  private anchor: BlockRef | null = null
  /** The most that is known; it is kept while a later run has not got as far. */
  private latest: Watchlist
  private last: { readonly rpc: Rpc; readonly head: BlockRef } | null = null
  private running: Promise<void> | null = null
  private readonly ranges: LogRanges
  private readonly given = new GivenLogs()

  constructor(private readonly deployment: Deployment) {
    this.ranges = new LogRanges(deployment)
    this.next = BigInt(deployment.startBlock)
    this.settled = nothingKnown(this.next)
    this.latest = this.settled
  }

  /** The run that continues after `upTo` ran out of time; null when there is none. */
  get background(): Promise<void> | null {
    return this.running
  }

  /**
   * Knows everything up to `head`, or says in `coverage` what is missing. Never throws and never takes longer than the
   * budget: the live picture does not wait for history, which is read in the background. At most one run is under way,
   * however often this is called.
   * @param budget [ms]
   */
  async upTo(rpc: Rpc, head: BlockRef, budget: number = Number.POSITIVE_INFINITY): Promise<Watchlist> {
    const deadline = performance.now() + budget
    while (this.running) if (!(await ends(this.running, deadline))) return this.soFar(head)
    const run = this.scan(rpc, head)
    this.running = run.then(() => {
      this.running = null
    })
    return (await ends(this.running, deadline)) ? this.latest : this.soFar(head)
  }

  private soFar(head: BlockRef): Watchlist {
    const { toBlock, fromBlock } = this.latest.coverage
    return withProblem(
      this.latest,
      `Events are still being read: block ${toBlock ?? fromBlock} of ${head.number}.`,
    )
  }

  private async scan(rpc: Rpc, head: BlockRef): Promise<void> {
    if (head.number < this.next) this.startOver()
    if (head.number < this.next) {
      // Nothing was read, so nothing was read whole.
      this.latest = withProblem(
        this.latest,
        `The deployment file has events begin at block ${this.next}, and the chain is at block ${head.number}: none was read.`,
      )
      return
    }
    let from = this.next
    try {
      // All in one tick, so that they share one round trip with the reads of the block.
      const [same, anchor, first] = await Promise.all([
        this.isSameChain(rpc, head),
        this.nextAnchor(rpc, head),
        this.ranges.first(rpc, this.next, head.number, head),
      ])
      if (!same) this.startOver()
      this.given.follow(head, this.next)
      let known = this.settled
      let range = same ? first : await this.ranges.first(rpc, this.next, head.number, head)
      for (;;) {
        from = range.from
        this.given.keep(range)
        known = this.take(range, known, anchor, rpc.label)
        if (range.to >= head.number) break
        from = range.to + 1n
        range = await this.ranges.first(rpc, from, head.number, head)
      }
      this.latest = known
      this.last = { rpc, head }
    } catch (error) {
      const problem = `The events from block ${from} on could not be read: ${problemOf(rpc, error)}.`
      this.latest = withProblem(this.latest, problem)
      this.last = null
    }
  }

  /** Adds a range to what is known, and settles the part of it that is not later than the anchor. */
  private take(
    { from, to, logs }: LogRange,
    known: Watchlist,
    anchor: BlockRef | null,
    by: string,
  ): Watchlist {
    const next = covered(learnFrom(known, this.deployment, logs), to, by)
    if (anchor && from <= anchor.number) {
      const end = to < anchor.number ? to : anchor.number
      const final = logs.filter(({ blockNumber }) => BigInt(blockNumber) <= end)
      this.settled = covered(learnFrom(this.settled, this.deployment, final), end, by)
      this.next = end + 1n
      this.anchor = anchor
    }
    if (to >= (this.latest.coverage.toBlock ?? -1n)) this.latest = next
    return next
  }

  /** The block up to which this run may settle; null while that would be too few blocks to be worth asking. */
  private async nextAnchor(rpc: Rpc, head: BlockRef): Promise<BlockRef | null> {
    return head.number - this.next >= 2n * tail ? readBlock(rpc, head.number - tail) : null
  }

  /** Follows from the parent hash if no block was missed; otherwise the anchor is read. */
  private async isSameChain(rpc: Rpc, head: BlockRef): Promise<boolean> {
    if (!this.anchor) return true
    const before = this.last?.rpc === rpc ? this.last.head.hash : null
    if (before === head.parentHash || before === head.hash) return true
    const block = await readBlock(rpc, this.anchor.number)
    return block === null || block.hash === this.anchor.hash
  }

  private startOver(): void {
    this.next = BigInt(this.deployment.startBlock)
    this.settled = nothingKnown(this.next)
    this.latest = this.settled
    this.anchor = null
    this.last = null
  }
}

/** Whether the work ends before the deadline [ms of the monotonic clock]. */
async function ends(work: Promise<void>, deadline: number): Promise<boolean> {
  const budget = deadline - performance.now()
  if (budget === Number.POSITIVE_INFINITY) return work.then(() => true)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, budget))
  })
  const inTime = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return inTime
}

function covered(known: Watchlist, toBlock: bigint, label: string): Watchlist {
  const by = known.coverage.by.includes(label) ? known.coverage.by : [...known.coverage.by, label]
  return { ...known, coverage: { ...known.coverage, toBlock, problem: null, by } }
}

function withProblem(known: Watchlist, problem: string): Watchlist {
  return { ...known, coverage: { ...known.coverage, problem } }
}
