import type { BlockRef } from '@/lib/leaf/source'
import { TransportError } from '../errors'
import type { RpcLog } from './events'
import type { LogRange } from './ranges'

/**
 * The logs that were given of the blocks below a head. Blocks below the same head stay what they are, so a log that is
 * given no more is one that a node hides.
 */
export class GivenLogs {
  private head: BlockRef | null = null
  private logs: readonly RpcLog[] = []

  /** Goes on with a head; what was given is forgotten where it does not stand on the one before, or is not asked for again. */
  follow(head: BlockRef, from: bigint): void {
    const before = this.head?.hash
    const isNext = before !== undefined && (before === head.hash || before === head.parentHash)
    this.logs = isNext ? this.logs.filter(({ blockNumber }) => BigInt(blockNumber) >= from) : []
    this.head = head
  }

  /** Keeps a range. @throws TransportError when it lacks a log that was given before */
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
