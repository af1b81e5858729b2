import type { Hex } from 'viem'
import { type Known, nothingKnown } from '@/lib/console/known'
import type { BlockRef } from '@/lib/console/source'
import type { Deployment } from '@/lib/deployment'
import { errorLine, RpcError } from './errors'
import { learnFrom, type RpcLog, watched } from './events'
import { readBlock } from './reader'
import type { Rpc } from './rpc'

/** Blocks asked for at once; nodes that allow fewer refuse, and the range is halved until they do not. */
const widestRange = 50_000n

/** After so many ranges without a refusal a wider one is tried again. */
const patience = 16

/** How many blocks behind the head a block counts as final here, where the chain does not say so itself. */
const tail = 64n

interface Range {
  readonly from: bigint
  readonly to: bigint
  readonly logs: readonly RpcLog[]
}

/**
 * What the events of a deployment tell, up to a block. Events of the last blocks are read again every time, so a
 * reorganisation needs no undoing: nothing that could still change is kept. A chain that starts over (another
 * genesis behind the same URL) is told by the hash of a kept block, and then everything is read anew.
 */
export class EventScan {
  /** Learned from blocks that are old enough not to change, all before `next`. */
  private settled: Known
  private next: bigint
  /** A block of the chain that `settled` was learned from. Nothing is settled without one. */
  private anchor: BlockRef | null = null
  /** The most that is known: kept while a later run has not got as far. */
  private latest: Known
  private last: { readonly rpc: Rpc; readonly head: BlockRef } | null = null
  private running: Promise<void> | null = null
  private width = widestRange
  private streak = 0

  constructor(private readonly deployment: Deployment) {
    this.next = BigInt(deployment.startBlock)
    this.settled = nothingKnown(this.next)
    this.latest = this.settled
  }

  /** The run that goes on after `upTo` ran out of time; null when there is none. */
  get background(): Promise<void> | null {
    return this.running
  }

  /**
   * Knows everything up to `head`, or says in `coverage` what is missing. Never throws and never takes longer than
   * the budget: the live picture does not wait for history, which is read on in the background. At most one run is
   * on its way, however often this is called.
   * @param budget [ms]
   */
  async upTo(rpc: Rpc, head: BlockRef, budget: number = Number.POSITIVE_INFINITY): Promise<Known> {
    const deadline = performance.now() + budget
    while (this.running) if (!(await ends(this.running, deadline))) return this.soFar(head)
    const run = this.scan(rpc, head)
    this.running = run.then(() => {
      this.running = null
    })
    return (await ends(this.running, deadline)) ? this.latest : this.soFar(head)
  }

  private soFar(head: BlockRef): Known {
    const { toBlock, fromBlock } = this.latest.coverage
    return withProblem(
      this.latest,
      `Events are still being read: block ${toBlock ?? fromBlock} of ${head.number}.`,
    )
  }

  private async scan(rpc: Rpc, head: BlockRef): Promise<void> {
    if (head.number < this.next) this.startOver()
    let from = this.next
    try {
      // All in one tick, so that it is one round trip, and the same one as the reads of the block.
      const [same, anchor, first] = await Promise.all([
        this.isSameChain(rpc, head),
        this.nextAnchor(rpc, head),
        this.range(rpc, this.next, head),
      ])
      if (!same) this.startOver()
      let known = this.settled
      let range = same ? first : await this.range(rpc, this.next, head)
      for (;;) {
        from = range.from
        known = this.take(range, known, anchor)
        if (range.to >= head.number) break
        from = range.to + 1n
        range = await this.range(rpc, from, head)
      }
      this.latest = known
      this.last = { rpc, head }
    } catch (error) {
      const problem = `The events from block ${from} on could not be read: ${rpc.label} ${errorLine(error)}.`
      this.latest = withProblem(this.latest, problem)
      this.last = null
    }
  }

  /** Adds a range to what is known, and keeps what of it is not later than the anchor. */
  private take({ from, to, logs }: Range, known: Known, anchor: BlockRef | null): Known {
    const next = covered(learnFrom(known, this.deployment, logs), to)
    if (anchor && from <= anchor.number) {
      const end = to < anchor.number ? to : anchor.number
      const final = logs.filter(({ blockNumber }) => BigInt(blockNumber) <= end)
      this.settled = covered(learnFrom(this.settled, this.deployment, final), end)
      this.next = end + 1n
      this.anchor = anchor
    }
    if (to >= (this.latest.coverage.toBlock ?? -1n)) this.latest = next
    return next
  }

  /** The block up to which this run may settle; null while too few blocks would come of it to be worth asking. */
  private async nextAnchor(rpc: Rpc, head: BlockRef): Promise<BlockRef | null> {
    return head.number - this.next >= 2n * tail ? readBlock(rpc, head.number - tail) : null
  }

  /** Follows from the parent hash where no block was missed, else the anchor is asked for. */
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

  private async range(rpc: Rpc, from: bigint, head: BlockRef): Promise<Range> {
    for (;;) {
      const to = from + this.width - 1n < head.number ? from + this.width - 1n : head.number
      try {
        const logs = from > to ? [] : await getLogs(rpc, this.deployment, from, to)
        if (logs.some((log) => BigInt(log.blockNumber) === head.number && log.blockHash !== head.hash)) {
          throw new Error('replaced the block while its events were read')
        }
        this.widen()
        return { from, to, logs }
      } catch (error) {
        const asked = to - from + 1n
        if (!(error instanceof RpcError) || asked <= 1n) throw error
        this.width = asked / 2n
        this.streak = 0
      }
    }
  }

  private widen(): void {
    this.streak += 1
    if (this.streak < patience || this.width >= widestRange) return
    this.width *= 2n
    this.streak = 0
  }
}

async function getLogs(
  rpc: Rpc,
  deployment: Deployment,
  from: bigint,
  to: bigint,
): Promise<readonly RpcLog[]> {
  return rpc.request<RpcLog[]>('eth_getLogs', [
    { address: watched(deployment), fromBlock: hex(from), toBlock: hex(to) },
  ])
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

function covered(known: Known, toBlock: bigint): Known {
  return { ...known, coverage: { ...known.coverage, toBlock, problem: null } }
}

function withProblem(known: Known, problem: string): Known {
  return { ...known, coverage: { ...known.coverage, problem } }
}

function hex(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
