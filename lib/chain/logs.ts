import type { Hex } from 'viem'
import { type Known, nothingKnown } from '@/lib/console/known'
import type { Deployment } from '@/lib/deployment'
import { errorLine, RpcError } from './errors'
import { learnFrom, type RpcLog, watched } from './events'
import type { Rpc } from './rpc'

/** Blocks asked for at once; nodes that allow fewer refuse, and the range is halved until they do not. */
const widestRange = 50_000n

/** How many blocks behind the head a block counts as final here, where the chain does not say so itself. */
const tail = 64n

/**
 * What the events of a deployment tell, up to a block. Events of the last blocks are read again every time, so a
 * reorganisation needs no undoing: nothing that could still change is kept.
 */
export class EventScan {
  /** Learned from blocks that are old enough not to change. */
  private settled: Known
  private next: bigint

  constructor(private readonly deployment: Deployment) {
    this.next = BigInt(deployment.startBlock)
    this.settled = nothingKnown(this.next)
  }

  /**
   * Knows everything up to `head`, or says in `coverage` what is missing. Never throws: the live picture does not
   * wait for history.
   */
  async upTo(rpc: Rpc, head: bigint): Promise<Known> {
    try {
      const settledTo = head - tail
      while (this.next <= settledTo) {
        const { logs, to } = await this.range(rpc, this.next, settledTo)
        this.settled = covered(learnFrom(this.settled, this.deployment, logs), to)
        this.next = to + 1n
      }
      let known = this.settled
      for (let from = this.next; from <= head; ) {
        const { logs, to } = await this.range(rpc, from, head)
        known = covered(learnFrom(known, this.deployment, logs), to)
        from = to + 1n
      }
      return known
    } catch (error) {
      const { coverage } = this.settled
      const problem = `The events from block ${this.next} on could not be read: ${rpc.label} ${errorLine(error)}.`
      return { ...this.settled, coverage: { ...coverage, problem } }
    }
  }

  private async range(
    rpc: Rpc,
    from: bigint,
    most: bigint,
  ): Promise<{ logs: readonly RpcLog[]; to: bigint }> {
    for (let width = widestRange; ; width /= 2n) {
      const to = from + width - 1n < most ? from + width - 1n : most
      try {
        return { logs: await getLogs(rpc, this.deployment, from, to), to }
      } catch (error) {
        if (!(error instanceof RpcError) || width <= 1n) throw error
      }
    }
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

function covered(known: Known, toBlock: bigint): Known {
  return { ...known, coverage: { ...known.coverage, toBlock, problem: null } }
}

function hex(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
