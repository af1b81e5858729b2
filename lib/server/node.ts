import { errorLine, isTransportError, isWrongChain, TransportError } from '@/lib/chain/errors'
import { identified } from '@/lib/chain/identity'
import { readHasMulticall, readHead } from '@/lib/chain/reader'
import { httpRpc, type Rpc } from '@/lib/chain/rpc'
import type { NodeStatus } from '@/lib/chain/status'
import type { BlockRef } from '@/lib/console/source'
import type { NodeConfig } from './config'
import { Pause } from './pause'
import { redacted, redactorOf } from './redact'

/** A node that does not say its head within this time is treated as gone [ms]. */
const headTimeout = 3_000

/** Blocks that two healthy nodes may lie apart. */
const tolerance = 3n

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
  /** How often in a row. */
  readonly times: number
}

/** One node of `RPC_URL`: what it said last, and whether a reading may rest on it. */
export class ChainNode {
  readonly label: string
  /** For readings. */
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
  /** Of readings, apart from `fault`: a node may say its head and refuse the rest. */
  private refusal: Fault | null = null

  constructor({ url, label }: NodeConfig, chainId: number, fetchFn: typeof fetch = fetch) {
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
      if (this.head?.block.hash !== block.hash) this.head = { block, seenAt: this.servedAt }
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

  /** For one request of a browser: what others ask, or we, never travels with it. */
  get proxy(): Rpc {
    return this.openProxy()
  }

  /** A reading at its head failed as a whole. */
  refused(error: unknown): void {
    this.failedReadings += 1
    this.refusal = faultOf(error, this.refusal)
  }

  /** A reading succeeded. */
  gave(): void {
    this.refusal = null
  }

  /** Whether its head may be shown. */
  get isUsable(): boolean {
    return this.fault === null && this.head !== null && this.lag <= tolerance
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
    const fault = this.fault ?? this.refusal
    return fault && pauseAfter(fault, longest)
  }

  /**
   * The block number it served last.
   * @param within Not longer ago than this [ms].
   */
  served(within: number): bigint | null {
    return this.head && performance.now() - this.servedAt <= within ? this.head.block.number : null
  }

  status(): NodeStatus {
    const { label, latencyMs } = this
    const fault = this.fault ?? this.refusal
    const blockNumber = this.head?.block.number ?? null
    if (fault) return { label, state: fault.state, problem: fault.problem, latencyMs, blockNumber }
    if (this.isUsable) return { label, state: 'ok', problem: null, latencyMs, blockNumber }
    const problem = `${this.lag} blocks behind the newest that was seen`
    return { label, state: 'behind', problem, latencyMs, blockNumber }
  }
}

function faultOf(error: unknown, before: Fault | null): Fault {
  const state = isWrongChain(error) ? 'wrong-chain' : isTransportError(error) ? 'unreachable' : 'failing'
  return { state, problem: errorLine(error), at: performance.now(), times: (before?.times ?? 0) + 1 }
}

/** To a browser a node of another chain is one that does not answer: what it would say is about another chain. */
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
