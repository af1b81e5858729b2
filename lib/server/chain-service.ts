import { ContradictionError, problemOf } from '@/lib/chain/errors'
import { EventScan } from '@/lib/chain/logs'
import { gatheredFrom, type Reading, read } from '@/lib/chain/read/reader'
import { type DeltaMessage, deltaMessage } from '@/lib/chain/wire'
import { dissentIn, isStale, type NodeStatus } from '@/lib/chain/wire/status'
import type { Facts } from '@/lib/console/facts'
import { nothingKnown } from '@/lib/console/facts/watchlist'
import { type Deployment, identityOf } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { Agreement } from './agreement'
import { History } from './history'
import type { ChainNode, Head } from './node'

/** A reading waits for events no longer than this [ms]. */
const eventBudget = 2_000

/** Pause before events that could not be read are asked for again [ms]. */
const eventRetry = 2_000

/** Longest pause before a node at fault is asked again [ms]: short, so that recovery is quick. */
const longestPause = 2_000

/** Longest pause before asking again, where other nodes can be read meanwhile or asking hardly helps [ms]. */
const relaxedPause = 30_000

/** Least time between two polls of a node that is not read from [ms]. */
const spareInterval = 4_000

/** How long the head of a node that went away still counts as the newest [ms]. */
const headMemory = 60_000

/** How many readings in a row of one block may find more to read. */
const mostRounds = 3

/** What the server shows: the same reading to every viewer. */
export interface Live {
  readonly reading: Reading
  readonly facts: Facts
  /** When this process first saw the block, on the monotonic clock [ms]. */
  readonly seenAt: number
}

export interface Update {
  readonly live: Live
  /** Difference to the reading before; null for the first. */
  readonly delta: DeltaMessage | null
  /** How long the reading took [s]. */
  readonly seconds: number
  /** HTTP requests for the head and the reading. */
  readonly roundTrips: number
}

export interface ServiceStatus {
  readonly nodes: readonly NodeStatus[]
  /** Whether newer blocks than the one shown should have come long ago. */
  readonly isStale: boolean
  /** Why the last attempt at a reading failed; null when it did not. */
  readonly lastError: string | null
  /** What contradicts what is shown, as a sentence: another node, or the clock; null when nothing does. */
  readonly dissent: string | null
}

export interface ServiceListener {
  readonly onUpdate?: (update: Update) => void
  /** State or problem of a node changed. */
  readonly onStatus?: (nodes: readonly NodeStatus[]) => void
  readonly onClose?: () => void
}

/**
 * How often the head is asked for [ms]: often enough to see a block soon, and not more often. A chain that mines on
 * demand runs on the machine of the person who waits for the block, so it is asked most often.
 */
export function pollInterval(blockTimeSeconds: number | null): number {
  return blockTimeSeconds === null ? 125 : Math.min(Math.max((blockTimeSeconds * 1_000) / 4, 500), 4_000)
}

/**
 * Reads the chain once per block for every viewer. Each reading comes from one node as a whole; when that fails,
 * the next of `RPC_URL` is read. The last reading stays, with its age, until there is a newer one.
 */
export class ChainService {
  /** The last reading; null before the first. */
  live: Live | null = null
  private readonly listeners = new Set<ServiceListener>()
  private readonly scan: EventScan
  private readonly history: History
  private readonly interval: number
  private source: ChainNode | null = null
  /** The node that the last reading came from. */
  private readBy: ChainNode | null = null
  private readonly agreement = new Agreement()
  private isReading = false
  /** The block that is shown has to be read once more: events were learned, or reads led to others. */
  private again = false
  private rounds = 0
  private isLearning = false
  private lastError: string | null = null
  private announced = ''
  private state: 'new' | 'running' | 'closed' = 'new'

  constructor(
    readonly deployment: Deployment,
    readonly nodes: readonly ChainNode[],
  ) {
    this.scan = new EventScan(deployment)
    this.history = new History(deployment.blockTimeSeconds)
    this.interval = pollInterval(deployment.blockTimeSeconds)
  }

  /** Starts to watch every node; once. */
  start(): void {
    if (this.state !== 'new') return
    this.state = 'running'
    for (const node of this.nodes) void this.watch(node)
  }

  /** Ends watching and tells every listener. */
  close(): void {
    this.state = 'closed'
    for (const { pause } of this.nodes) pause.wake()
    for (const { onClose } of [...this.listeners]) onClose?.()
    this.listeners.clear()
  }

  /** @returns ends the subscription. */
  subscribe(listener: ServiceListener): () => void {
    if (this.state === 'closed') listener.onClose?.()
    else this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Waits for a reading; null when there is none in time.
   * @param ms Longest wait [ms].
   */
  async first(ms: number): Promise<Live | null> {
    if (this.live || this.state === 'closed') return this.live
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer)
        end()
        resolve(this.live)
      }
      const timer = setTimeout(settle, ms)
      const end = this.subscribe({ onUpdate: settle, onClose: settle })
    })
  }

  /** Time since the block was first seen [s]; null before the first reading. */
  get ageSeconds(): number | null {
    return this.live && Math.max(0, performance.now() - this.live.seenAt) / 1_000
  }

  /** Time of the chain now: the block's timestamp and its age [s]; null before the first reading. */
  get chainTime(): bigint | null {
    const age = this.ageSeconds
    return this.live && age !== null ? this.live.reading.block.timestamp + BigInt(Math.floor(age)) : null
  }

  status(): ServiceStatus {
    const age = this.ageSeconds
    const nodes = this.nodeStatus()
    return {
      nodes,
      dissent: dissentIn(nodes),
      isStale: age !== null && isStale(age, this.deployment.blockTimeSeconds),
      lastError: this.lastError,
    }
  }

  private nodeStatus(): readonly NodeStatus[] {
    return this.nodes.map((node) => node.status(this.agreement.of(node.label)))
  }

  /** The node that readings come from; null while none can be read. */
  get preferred(): ChainNode | null {
    const usable = this.nodes.filter((node) => node.isUsable)
    const longest = usable.length > 1 ? relaxedPause : longestPause
    return usable.find((node) => node.isRested(longest)) ?? null
  }

  private async watch(node: ChainNode): Promise<void> {
    while (this.state === 'running') {
      await node.probe(this.newestBeside(node))
      if (node !== this.source) await node.holdAgainst(this.newestBeside(node))
      if (this.live && this.readBy) {
        await this.agreement.compare(node, this.readBy, this.live.reading.block, this.history)
      }
      this.settle(node)
      await this.follow(node)
      this.settle(node)
      await node.pause.for(this.pauseOf(node))
    }
  }

  /** Reports changes, and asks a newly preferred node for its head at once. */
  private settle(asked: ChainNode): void {
    const preferred = this.preferred
    if (preferred && preferred !== this.source) {
      this.source = preferred
      if (preferred !== asked) preferred.pause.wake()
    }
    const nodes = this.nodeStatus()
    const text = JSON.stringify(
      nodes.map(({ label, state, problem, dissent }) => [label, state, problem, dissent]),
    )
    if (text === this.announced || this.state !== 'running') return
    this.announced = text
    for (const { onStatus } of [...this.listeners]) onStatus?.(nodes)
  }

  private pauseOf(node: ChainNode): number {
    const isOnly = this.nodes.every((other) => other === node || !other.isUsable)
    const isWrong = node.status().state === 'wrong-chain'
    const rest = node.restLeft(isOnly && !isWrong ? longestPause : relaxedPause)
    if (rest !== null) return rest
    return node === this.source || !this.preferred ? this.interval : Math.max(this.interval, spareInterval)
  }

  private newestBeside(node: ChainNode): bigint | null {
    const served = this.nodes.flatMap((other) => (other === node ? [] : (other.served(headMemory) ?? [])))
    return served.reduce<bigint | null>((max, number) => (max === null || number > max ? number : max), null)
  }

  /** Reads the head of the node if it is the preferred one and there is something new to read. */
  private async follow(node: ChainNode): Promise<void> {
    const { head } = node
    if (this.isReading || !head || node !== this.preferred || !this.wants(head.block)) return
    this.isReading = true
    try {
      await this.read(node, head)
      node.gave(head.block)
      this.lastError = null
    } catch (error) {
      node.refused(error)
      this.lastError = problemOf(node, error)
    } finally {
      this.isReading = false
    }
  }

  private wants(block: BlockRef): boolean {
    if (!this.live) return true
    const shown = this.live.reading.block
    const isAccepted = this.history.accepts(block, shown)
    return block.hash === shown.hash ? this.again : isAccepted
  }

  private async read(node: ChainNode, { block, seenAt }: Head): Promise<void> {
    const started = performance.now()
    const trips = node.roundTrips
    const before = this.live
    const isSame = before?.reading.block.hash === block.hash
    this.again = false
    this.rounds = isSame ? this.rounds + 1 : 1
    const reading = await read(
      node.rpc,
      this.deployment,
      block,
      before?.reading.known ?? nothingKnown(BigInt(this.deployment.startBlock)),
      {
        hasMulticall: node.hasMulticall,
        ...(before && isSame ? { answers: before.reading.answers } : {}),
        ...(before && !isSame ? { seed: before.reading.answers.keys() } : {}),
        learning: this.scan.upTo(node.rpc, block, eventBudget),
      },
    )
    checkOrder(block, before?.reading.block)
    if (this.state !== 'running') return
    const { facts, missing } = gatheredFrom(this.deployment, reading)
    this.readAgain(node, missing.length > 0, reading.known.coverage.problem !== null)
    this.history.add(block)
    this.readBy = node
    this.publish({
      live: { reading, facts, seenAt: before && isSame ? before.seenAt : seenAt },
      seconds: (performance.now() - started) / 1_000,
      roundTrips: node.roundTrips - trips + 1,
    })
  }

  /** On a chain that mines on demand, no new block may come to bring what this reading lacks. */
  private readAgain(node: ChainNode, hasMissing: boolean, lacksEvents: boolean): void {
    if (hasMissing && this.rounds < mostRounds) {
      this.again = true
      node.pause.wake()
    }
    if (!lacksEvents || this.isLearning) return
    this.isLearning = true
    const background =
      this.scan.background ?? new Promise((resolve) => setTimeout(resolve, eventRetry).unref())
    void background.then(() => {
      this.isLearning = false
      this.again = true
      this.preferred?.pause.wake()
    })
  }

  private publish(update: Omit<Update, 'delta'>): void {
    const before = this.live
    const { reading, seenAt } = update.live
    const age = (performance.now() - seenAt) / 1_000
    const delta = before && deltaMessage(identityOf(this.deployment), before.reading, reading, age)
    this.live = update.live
    if (delta && isEmpty(delta)) return
    for (const { onUpdate } of [...this.listeners]) onUpdate?.({ ...update, delta })
  }
}

/**
 * Checks that a block is not earlier than its parent.
 * @throws ContradictionError
 */
function checkOrder(block: BlockRef, before: BlockRef | undefined): void {
  if (before?.hash !== block.parentHash || block.timestamp >= before.timestamp) return
  throw new ContradictionError(`says that block ${block.number} is earlier than the one before it`)
}

/** The same block read again, with nothing new in it. */
function isEmpty({ base, block, known, answers }: DeltaMessage): boolean {
  return base === block.hash && known === null && Object.keys(answers).length === 0
}
