import type { Hex } from 'viem'
import type { Deployment } from '@/lib/deployment'
import type { BlockRef } from '@/lib/leaf/source'
import { isRefusal, TransportError } from '../errors'
import { logsIn } from '../read/parse'
import type { Rpc } from '../rpc'
import { type RpcLog, watched } from './events'

/** How many blocks are asked for at once. Nodes that allow fewer refuse, and the range is halved until they accept. */
const widestRange = 50_000n

/** After this many ranges without a refusal, a wider one is tried again. */
const patience = 16

export interface LogRange {
  readonly from: bigint
  readonly to: bigint
  readonly logs: readonly RpcLog[]
}

/** Reads the logs of a deployment in ranges as wide as the node allows. */
export class LogRanges {
  private width = widestRange
  private streak = 0

  constructor(private readonly deployment: Deployment) {}

  /**
   * As much of a range as the node gives at once, from its beginning.
   * @throws what `Rpc` throws
   */
  async first(rpc: Rpc, from: bigint, to: bigint, head: BlockRef): Promise<LogRange> {
    return this.part(rpc, head, () => [from, from + this.width - 1n < to ? from + this.width - 1n : to])
  }

  /**
   * As much of a range as the node gives at once, up to its end.
   * @throws what `Rpc` throws
   */
  async last(rpc: Rpc, from: bigint, to: bigint, head: BlockRef): Promise<LogRange> {
    return this.part(rpc, head, () => [to - this.width + 1n > from ? to - this.width + 1n : from, to])
  }

  private async part(rpc: Rpc, head: BlockRef, next: () => [bigint, bigint]): Promise<LogRange> {
    const before = this.width
    for (;;) {
      const [from, to] = next()
      try {
        const logs = from > to ? [] : await getLogs(rpc, this.deployment, from, to)
        if (logs.some((log) => BigInt(log.blockNumber) === head.number && log.blockHash !== head.hash)) {
          throw new TransportError('eth_getLogs', 'replaced the block while its events were read')
        }
        this.widen()
        return { from, to, logs }
      } catch (error) {
        const asked = to - from + 1n
        // If not even one block is given, the width was not the reason.
        if (asked <= 1n) this.width = before
        if (!isRefusal(error) || asked <= 1n) throw error
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
  const filter = { address: watched(deployment), fromBlock: hex(from), toBlock: hex(to) }
  return logsIn('eth_getLogs', await rpc.request<unknown>('eth_getLogs', [filter]), from, to)
}

function hex(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
