import type { BlockRef } from '@/lib/leaf/source'
import { TransportError } from '../errors'
import type { RpcLog } from './events'
import type { LogRange } from './ranges'

/**
 * The logs that a node gave of the blocks below a head. Blocks below the same head never change, so a log that was
 * given once and is now missing is one that the node hides.
 */
export class GivenLogs {
  private head: BlockRef | null = null
  private logs: readonly RpcLog[] = []

  /**
   * Moves on to a head. Logs are forgotten if the head does not follow the one before, or if they will not be asked for
   * again.
   */
  follow(head: BlockRef, from: bigint): void {
    const before = this.head?.hash
    const isNext = before !== undefined && (before === head.hash || before === head.parentHash)
    this.logs = isNext ? this.logs.filter(({ blockNumber }) => BigInt(blockNumber) >= from) : []
    this.head = head
  }

  /**
   * Keeps the logs of a range.
   * @throws TransportError when it lacks a log that was given before
   */
  keep({ from, to, logs }: LogRange): void {
    const isWithin = ({ blockNumber }: RpcLog) => BigInt(blockNumber) >= from && BigInt(blockNumber) <= to
    const given = new Set(logs.map(idOf))
    const hidden = this.logs.filter((log) => isWithin(log) && !given.has(idOf(log)))
    if (hidden.length > 0) {
      throw new TransportError(
        'eth_getLogs',
        `leaves out ${hidden.length} of the events that were there before`,
      )
    }
    this.logs = [...this.logs.filter((log) => !isWithin(log)), ...logs]
  }
}

const idOf = ({ blockHash, logIndex }: RpcLog): string => `${blockHash} ${logIndex}`
