import { nothingKnown, type Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { errorLine } from '../errors'
import { learnFrom, type RpcLog } from '../logs/events'
import { LogRanges } from '../logs/ranges'
import { readBlock } from '../read/reader'
import type { Rpc } from '../rpc'

/** How many blocks behind the head logs are kept; those of newer blocks are read again every time. */
const tail = 64n

/** After this many blocks, logs that became old enough are kept too. */
const longestTail = 4n * tail

/** What the logs of one source tell, and for which blocks it gave them. */
export interface CheckedLogs {
  readonly known: Watchlist
  readonly from: bigint
  readonly to: bigint
  /** Why they do not begin with the first block of the deployment, in words; null when they do. */
  readonly gap: string | null
}

/**
 * Reads the logs of a deployment from a second source, the newest first. A node that has pruned its history, or a
 * wallet that allows only narrow ranges, still gives the logs that are worth hiding. Every call continues where the
 * last one ended.
 */
export class ListCheck {
  private readonly ranges: LogRanges
  private readonly start: bigint
  /** Learned from the blocks `from` to `to`, which are too old to change. */
  private settled: Watchlist
  private from = 0n
  private to: BlockRef | null = null
  /** One call at a time, since each continues where the one before ended. */
  private running: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly rpc: Rpc,
    private readonly deployment: Deployment,
  ) {
    this.ranges = new LogRanges(deployment)
    this.start = BigInt(deployment.startBlock)
    this.settled = nothingKnown(this.start)
  }

  /**
   * @param budget after this time no further range is asked for [ms]
   * @throws what `Rpc` throws, when even the newest logs could not be read.
   */
  upTo(head: BlockRef, budget: number): Promise<CheckedLogs> {
    const run = this.running.then(() => this.read(head, budget))
    this.running = run.catch(() => undefined)
    return run
  }

  private async read(head: BlockRef, budget: number): Promise<CheckedLogs> {
    const deadline = performance.now() + budget
    if (!(await this.isSameChain(head))) await this.startOver(head)
    const first = this.to ? this.to.number + 1n : this.start
    const fresh = await this.between(first, head)
    const gap = this.to ? await this.older(head, deadline) : null
    const known = learnAll(this.settled, learnFrom(nothingKnown(this.start), this.deployment, fresh))
    if (head.number - first > longestTail) await this.settle(head, fresh)
    return { known, from: this.to ? this.from : this.start, to: head.number, gap }
  }

  private async isSameChain(head: BlockRef): Promise<boolean> {
    const { to } = this
    if (!to || to.number > head.number) return false
    const block = await readBlock(this.rpc, to.number)
    return block?.hash === to.hash
  }

  /** Forgets what was settled; a chain shorter than the tail is read completely every time. */
  private async startOver(head: BlockRef): Promise<void> {
    const edge = head.number - tail
    this.settled = nothingKnown(this.start)
    this.to = edge > this.start ? await readBlock(this.rpc, edge) : null
    this.from = edge + 1n
  }

  private async between(first: bigint, head: BlockRef): Promise<readonly RpcLog[]> {
    const logs: RpcLog[] = []
    for (let to = head.number; to >= first; ) {
      const part = await this.ranges.last(this.rpc, first, to, head)
      logs.unshift(...part.logs)
      to = part.from - 1n
    }
    return logs
  }

  /**
   * Reads on into the past, one range at least: what came before may have taken all of the time, and without a new block
   * nothing would ask again.
   * @returns why it ended early, in words
   */
  private async older(head: BlockRef, deadline: number): Promise<string | null> {
    try {
      while (this.from > this.start) {
        const part = await this.ranges.last(this.rpc, this.start, this.from - 1n, head)
        this.settled = learnFrom(this.settled, this.deployment, part.logs)
        this.from = part.from
        if (this.from > this.start && performance.now() >= deadline)
          return `its logs before block ${this.from} were not read yet`
      }
      return null
    } catch (error) {
      return `its logs before block ${this.from} could not be read (${errorLine(error)})`
    }
  }

  private async settle(head: BlockRef, fresh: readonly RpcLog[]): Promise<void> {
    const edge = await readBlock(this.rpc, head.number - tail)
    if (!this.to || !edge) return
    const old = fresh.filter(({ blockNumber }) => BigInt(blockNumber) <= edge.number)
    this.settled = learnFrom(this.settled, this.deployment, old)
    this.to = edge
  }
}

/** What either source tells, for a comparison without regard to order or repetition. */
function learnAll(a: Watchlist, b: Watchlist): Watchlist {
  return {
    ...a,
    limitKeys: [...a.limitKeys, ...b.limitKeys],
    timelock: [...a.timelock, ...b.timelock],
    plans: [...a.plans, ...b.plans],
    grants: [...a.grants, ...b.grants],
    controls: [...a.controls, ...b.controls],
    pairs: [...a.pairs, ...b.pairs],
    inits: [...a.inits, ...b.inits],
    approvals: [...a.approvals, ...b.approvals],
    runs: [...a.runs, ...b.runs],
    cuts: [...a.cuts, ...b.cuts],
  }
}
