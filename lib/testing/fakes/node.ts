import { decodeFunctionData, encodeFunctionResult, type Hex, keccak256, multicall3Abi, toHex } from 'viem'
import type { RpcLog } from '@/lib/chain/logs/events'
import type { Request, Returned } from '@/lib/chain/read/ask'
import { blockProof } from '@/lib/chain/read/block-proof'
import { type HttpRpcOptions, httpRpc, type Rpc } from '@/lib/chain/rpc'
import type { BlockRef } from '@/lib/leaf/source'
import { hasTag } from '@/lib/math'

/** A chain for tests: blocks without transactions, that can be reorganised, reverted and started over. */
export class FakeChain {
  readonly blocks: BlockRef[] = []
  readonly logs: RpcLog[] = []
  private fork = 0

  constructor(
    readonly blockTime: bigint = 1n,
    private readonly genesis: string = 'genesis',
  ) {
    this.mine()
  }

  get head(): BlockRef {
    return this.blocks.at(-1) as BlockRef
  }

  mine(count = 1): BlockRef {
    for (let i = 0; i < count; i++) {
      const number = BigInt(this.blocks.length)
      this.blocks.push({
        number,
        hash: keccak256(toHex(`${this.genesis}/${this.fork}/${number}`)),
        parentHash: this.blocks.at(-1)?.hash ?? `0x${'00'.repeat(32)}`,
        timestamp: 1_800_000_000n + number * this.blockTime,
      })
    }
    return this.head
  }

  /** Goes back to a block, like a snapshot revert: blocks mined from then on are different ones. */
  revertTo(number: bigint): BlockRef {
    this.blocks.length = Number(number) + 1
    this.fork += 1
    this.logs.splice(0, this.logs.length, ...this.logs.filter((log) => BigInt(log.blockNumber) <= number))
    return this.head
  }

  /** Writes a log into the head block. */
  log({ address, topics, data }: Pick<RpcLog, 'address' | 'topics' | 'data'>): void {
    const { number, hash } = this.head
    this.logs.push({
      address,
      topics,
      data,
      blockNumber: toHex(number),
      blockHash: hash,
      transactionHash: keccak256(toHex(`${hash}/${this.logs.length}`)),
      transactionIndex: '0x0',
      logIndex: toHex(this.logs.length),
    })
  }
}

/** The answer of a fake node to one read of a batch; null for a plain revert. */
export type FakeAnswers = (read: Request, block: BlockRef) => Returned | null

interface Call {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

class Refusal extends Error {
  readonly tag = 'refused-by-fake-node'
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

const isRefused = (error: unknown): error is Refusal => hasTag(error, 'refused-by-fake-node')

const reverted: Returned = { ok: false, data: '0x' }

/**
 * A node for tests, as a transport: the code under test sends real JSON-RPC. Methods that it does not know are answered
 * with an error and kept in `unexpected`, which tests expect to stay empty.
 */
export class FakeNode {
  chainId = 31337
  /** How many blocks behind the chain it is. */
  lag = 0
  state: 'up' | 'down' | 'hanging' | 'broken' = 'up'
  /** JSON-RPC errors by method. */
  readonly refusals = new Map<string, { readonly code: number; readonly message: string }>()
  /** Most blocks that one `eth_getLogs` may span. */
  widestRange = Number.POSITIVE_INFINITY
  /** How it refuses a wider range: with a JSON-RPC error, unless it is told to refuse the whole HTTP request. */
  refuseRangeBy: { readonly status: number; readonly body: unknown } | null = null
  /** Changes a true result into what the node says instead. */
  lie: ((method: string, result: unknown) => unknown) | null = null
  /** How long methods take [ms]. */
  readonly delays = new Map<string, number>()
  /** Methods of each HTTP request. */
  readonly requests: string[][] = []
  readonly unexpected: string[] = []

  constructor(
    public chain: FakeChain,
    private readonly answers: FakeAnswers = () => null,
    readonly url = 'http://node.test/v1/secret-key',
  ) {}

  get head(): BlockRef {
    return this.chain.blocks.at(-1 - this.lag) as BlockRef
  }

  rpc(options: HttpRpcOptions = {}): Rpc {
    return httpRpc(this.url, { ...options, fetch: this.fetch })
  }

  /** How many HTTP requests came since the last call of this. */
  countRequests(): number {
    return this.requests.splice(0).length
  }

  readonly fetch: typeof fetch = async (_, init) => {
    const body: unknown = JSON.parse(String(init?.body))
    const calls = (Array.isArray(body) ? body : [body]) as Call[]
    this.requests.push(calls.map(({ method }) => method))
    if (this.state === 'down') throw new TypeError('fetch failed')
    if (this.state === 'hanging') await forever(init?.signal)
    if (this.state === 'broken') return new Response('<html>', { status: 503 })
    await longest(calls.map(({ method }) => this.delays.get(method) ?? 0))
    if (this.refuseRangeBy && calls.some((call) => this.isTooWide(call))) {
      const { status, body: page } = this.refuseRangeBy
      return new Response(typeof page === 'string' ? page : JSON.stringify(page), { status })
    }
    const answers = calls.map((call) => this.answer(call))
    return Response.json(Array.isArray(body) ? answers : answers[0])
  }

  private answer({ id, method, params }: Call): object {
    try {
      const refusal = this.refusals.get(method)
      if (refusal) throw new Refusal(refusal.code, refusal.message)
      const result = this.result(method, params)
      return { jsonrpc: '2.0', id, result: this.lie ? this.lie(method, result) : result }
    } catch (error) {
      if (!isRefused(error)) throw error
      return { jsonrpc: '2.0', id, error: { code: error.code, message: error.message } }
    }
  }

  private result(method: string, params: readonly unknown[]): unknown {
    switch (method) {
      case 'eth_chainId':
        return toHex(this.chainId)
      case 'eth_getCode':
        return '0x00'
      case 'eth_getBlockByNumber':
        return this.block(params[0] === 'latest' ? this.head.number : BigInt(params[0] as Hex))
      case 'eth_getLogs':
        return this.getLogs(params[0] as { fromBlock: Hex; toBlock: Hex })
      case 'eth_call':
        return this.call(params[0] as { data: Hex }, params[1] as { blockHash: Hex })
      default:
        this.unexpected.push(method)
        throw new Refusal(-32601, `the test does not expect ${method}`)
    }
  }

  private block(number: bigint): object | null {
    const block = number <= this.head.number ? this.chain.blocks[Number(number)] : undefined
    return block ? { ...block, number: toHex(block.number), timestamp: toHex(block.timestamp) } : null
  }

  private isTooWide({ method, params }: Call): boolean {
    if (method !== 'eth_getLogs') return false
    const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex }
    return BigInt(toBlock) - BigInt(fromBlock) + 1n > this.widestRange
  }

  private getLogs({ fromBlock, toBlock }: { fromBlock: Hex; toBlock: Hex }): readonly RpcLog[] {
    const [from, to] = [BigInt(fromBlock), BigInt(toBlock)]
    if (to - from + 1n > this.widestRange) throw new Refusal(-32000, 'block range is too wide')
    return this.chain.logs.filter(
      ({ blockNumber }) => BigInt(blockNumber) >= from && BigInt(blockNumber) <= to,
    )
  }

  private call({ data }: { data: Hex }, { blockHash }: { blockHash: Hex }): Hex {
    const block = this.chain.blocks.find(({ hash }) => hash === blockHash)
    if (!block || block.number > this.head.number) throw new Refusal(-32000, 'header not found')
    const { args } = decodeFunctionData({ abi: multicall3Abi, data })
    const [calls] = args as readonly [readonly { target: Hex; callData: Hex }[]]
    const result = calls.map(({ target, callData }) => {
      const { ok, data } =
        proofOf(target, callData, block) ?? this.answers({ to: target, data: callData }, block) ?? reverted
      return { success: ok, returnData: data }
    })
    return encodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', result })
  }
}

/** The answers of Multicall3 about the block in which it runs. */
function proofOf(target: Hex, data: Hex, { number, timestamp, parentHash }: BlockRef): Returned | null {
  const values = [toHex(number, { size: 32 }), toHex(timestamp, { size: 32 }), parentHash]
  const index = blockProof.findIndex((read) => read.to === target && read.data === data)
  const value = values[index]
  return value === undefined ? null : { ok: true, data: value }
}

function forever(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
}

async function longest(delays: readonly number[]): Promise<void> {
  const delay = Math.max(...delays)
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
}
