import type { Hex } from 'viem'
import { errorLine, isTransportError, isWrongChain, TransportError } from '@/lib/chain/errors'
import { proveBlock } from '@/lib/chain/read/block-proof'
import { readBlock, readHasMulticall, readHead } from '@/lib/chain/read/reader'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import { clockDissent } from '@/lib/chain/rpc/block-clock'
import { identified } from '@/lib/chain/rpc/identity'
import type { NodeStatus } from '@/lib/chain/wire/status'
import type { BlockRef } from '@/lib/leaf/source'
import type { NodeConfig } from './config'
import { Pause } from './pause'
import { redacted, redactorOf } from './redact'

/** A node that does not give its head within this time counts as gone [ms]. */
const headTimeout = 3_000

/** How many blocks two healthy nodes may be apart. */
export const tolerance = 3n

/** First pause after a fault [ms]; it doubles with each. */
const firstPause = 250

export interface Head {
  readonly block: BlockRef
  /** When this node first said that this is its head, on the monotonic clock [ms]. */
  readonly seenAt: number
}

interface Fault {
  readonly state: 'failing' | 'unreachable' | 'wrong-chain'
  readonly problem: string
  readonly at: number
  /** How often it has happened in a row. */
  readonly times: number
}

/** One node of `RPC_URL`: what it last said, and whether a reading may rest on it. */
export class ChainNode {
  readonly label: string
  /** The connection for readings. */
  readonly rpc: Rpc
  private readonly openProxy: () => Rpc
  readonly pause = new Pause()
  head: Head | null = null
  /** Whether Multicall3 stands on its chain; asked together with the first head. */
  hasMulticall = false
  /** HTTP requests for readings and heads so far. */
  roundTrips = 0
  failedReadings = 0
  private latencyMs: number | null = null
  private servedAt = Number.NEGATIVE_INFINITY
  private lag = 0n
  private identified = false
  private fault: Fault | null = { state: 'unreachable', problem: 'not asked yet', at: 0, times: 0 }
  /** Why readings fail, apart from `fault`: a node may give its head and refuse the rest. */
  private refusal: Fault | null = null
  /** Why its head is doubted: it is far ahead of all others, and the node cannot compute there. */
  private doubt: Fault | null = null
  private proven: bigint | null = null
  /** How the clock contradicts its head. */
  private clock: string | null = null
  private told: { readonly number: bigint; readonly hash: Hex } | null = null

  /** @param blockTimeSeconds Usual time between two blocks [s]; null on a chain that mines on demand. */
  constructor(
    { url, label }: NodeConfig,
    chainId: number,
    fetchFn: typeof fetch = fetch,
    private readonly blockTimeSeconds: number | null = null,
  ) {
    this.label = label
    const counted: typeof fetch = (...request) => {
      this.roundTrips += 1
      return fetchFn(...request)
    }
    const redactor = redactorOf([url])
    const open = (fetchWith: typeof fetch) =>
      identified(redacted(httpRpc(url, { label, fetch: fetchWith }), redactor), chainId)
    this.rpc = open(counted)
    this.openProxy = () => silenced(open(fetchFn))
  }

  /**
   * Asks for the head; after an outage also for what stands on its chain, in the same round trip. Never throws.
   * @param newest Greatest block number that the other nodes serve.
   */
  async probe(newest: bigint | null): Promise<void> {
    const asked = performance.now()
    try {
      const [block] = await within(
        headTimeout,
        Promise.all([readHead(this.rpc), this.identified || this.identify()]),
      )
      this.latencyMs = Math.round(performance.now() - asked)
      this.servedAt = performance.now()
      // All fields are compared: a node that gives another time or number for the same hash has a new head.
      if (!this.head || !isSameBlock(this.head.block, block)) {
        this.head = { block, seenAt: this.servedAt }
        this.clock = clockDissent(block, this.label, Date.now() / 1_000, this.blockTimeSeconds)
      }
      this.lag = newest === null || newest < block.number ? 0n : newest - block.number
      this.fault = null
    } catch (error) {
      // Another chain may answer at the same URL after an outage.
      this.identified = false
      this.fault = faultOf(error, this.fault)
    }
  }

  private async identify(): Promise<void> {
    this.hasMulticall = await readHasMulticall(this.rpc)
    this.identified = true
  }

  /** The connection for one request of a browser, which is never batched with requests of others or of this server. */
  get proxy(): Rpc {
    return this.openProxy()
  }

  /** Notes that a reading at its head failed as a whole. */
  refused(error: unknown): void {
    this.failedReadings += 1
    this.refusal = faultOf(error, this.refusal)
  }

  /** Notes that a reading of this block succeeded. */
  gave({ number }: BlockRef): void {
    this.refusal = null
    this.proven = number
  }

  /**
   * Compares its head with the greatest number that any node has proven. A node can claim any number, so one that is
   * far ahead counts only once the node has computed there. Never throws.
   */
  async holdAgainst(newest: bigint | null): Promise<void> {
    const block = this.head?.block
    if (this.fault || !block || newest === null || block.number <= newest + tolerance) {
      this.doubt = null
      return
    }
    try {
      await within(headTimeout, proveBlock(this.rpc, block, this.hasMulticall))
      this.proven = block.number
      this.doubt = null
    } catch (error) {
      this.doubt = faultOf(error, this.doubt)
    }
  }

  /**
   * The hash that it gives for a block of this number; null where it has none yet.
   * @throws what a read throws
   */
  async hashOf({ number, hash }: BlockRef): Promise<Hex | null> {
    const head = this.head?.block
    if (!head || head.number < number) return null
    if (head.number === number) return head.hash
    if (head.number === number + 1n) return head.parentHash
    // The node has already given this hash, so it need not be asked again.
    if (this.told?.number === number && this.told.hash === hash) return hash
    const block = await within(headTimeout, readBlock(this.rpc, number))
    this.told = block && { number, hash: block.hash }
    return block?.hash ?? null
  }

  /** Whether its head may be shown. */
  get isUsable(): boolean {
    return this.fault === null && this.doubt === null && this.head !== null && this.lag <= tolerance
  }

  /**
   * Whether a failed reading is long enough ago to ask again.
   * @param longest Longest pause [ms].
   */
  isRested(longest: number): boolean {
    return this.refusal === null || performance.now() - this.refusal.at >= pauseAfter(this.refusal, longest)
  }

  /** Pause until a node that is at fault is asked again [ms]; null when it is not at fault. */
  restLeft(longest: number): number | null {
    const fault = this.fault ?? this.doubt ?? this.refusal
    return fault && pauseAfter(fault, longest)
  }

  /**
   * The greatest block number that it served and computed at.
   * @param within how long ago at most [ms]
   */
  served(within: number): bigint | null {
    const { head, proven } = this
    if (!head || proven === null || performance.now() - this.servedAt > within) return null
    // The chain may have gone back since then.
    return proven < head.block.number ? proven : head.block.number
  }

  /** @param disagreement What it and other nodes disagree on, in words. */
  status(disagreement: string | null = null): NodeStatus {
    const { label, latencyMs } = this
    const fault = this.fault ?? this.doubt ?? this.refusal
    const blockNumber = this.head?.block.number ?? null
    // A node that is not read is not believed anyway, so the clock does not matter.
    const dissent = disagreement ?? (this.isUsable ? this.clock : null)
    const seen = { label, latencyMs, blockNumber, dissent }
    if (fault) return { ...seen, state: fault.state, problem: fault.problem }
    if (this.isUsable) return { ...seen, state: 'ok', problem: null }
    return { ...seen, state: 'behind', problem: `${this.lag} blocks behind the newest that was seen` }
  }
}

function faultOf(error: unknown, before: Fault | null): Fault {
  const state = isWrongChain(error) ? 'wrong-chain' : isTransportError(error) ? 'unreachable' : 'failing'
  return { state, problem: errorLine(error), at: performance.now(), times: (before?.times ?? 0) + 1 }
}

/** To a browser, a node of another chain does not answer: its answers would be about another chain. */
function silenced(rpc: Rpc): Rpc {
  return {
    ...rpc,
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      try {
        return await rpc.request<T>(method, params)
      } catch (error) {
        if (isWrongChain(error)) throw new TransportError(method, error.message)
        throw error
      }
    },
  }
}

function pauseAfter({ times }: Fault, longest: number): number {
  return Math.min(firstPause * 2 ** (times - 1), longest)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TransportError('eth_getBlockByNumber', 'did not answer in time')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function isSameBlock(a: BlockRef, b: BlockRef): boolean {
  return (
    a.hash === b.hash && a.number === b.number && a.timestamp === b.timestamp && a.parentHash === b.parentHash
  )
}
