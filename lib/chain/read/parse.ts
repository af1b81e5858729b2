import type { Address, Hex } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'
import { TransportError } from '../errors'
import type { RpcLog } from '../logs/events'

/** Numbers of blocks, logs and transactions are never larger. */
const mostCount = 2n ** 64n - 1n

/** Seconds until the year 36812; anything later is no time. */
const mostSeconds = 2n ** 40n

/**
 * A number in hex, as a node writes it.
 * @throws TransportError when it is not one, or larger than `most`
 */
export function quantityIn(method: string, value: unknown, most: bigint = 2n ** 256n - 1n): bigint {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{1,64}$/i.test(value)) throw malformed(method, 'a number')
  const number = BigInt(value)
  if (number > most) throw malformed(method, 'a number within bounds')
  return number
}

/** @throws TransportError when it is not hex of whole bytes */
export function bytesIn(method: string, value: unknown): Hex {
  if (typeof value === 'string' && value.length % 2 === 0 && /^0x[0-9a-f]*$/i.test(value)) return value as Hex
  throw malformed(method, 'data')
}

/**
 * The parts of a block that the console needs; null where the node does not have the block.
 * @throws TransportError
 */
export function blockIn(method: string, value: unknown): BlockRef | null {
  if (value === null) return null
  const { number, hash, parentHash, timestamp } = fieldsOf(method, value, 'a block')
  return {
    number: quantityIn(method, number, mostCount),
    hash: hashIn(method, hash),
    parentHash: hashIn(method, parentHash),
    timestamp: quantityIn(method, timestamp, mostSeconds),
  }
}

/** Logs of these blocks. @throws TransportError when one is malformed, or of another block */
export function logsIn(method: string, value: unknown, from: bigint, to: bigint): readonly RpcLog[] {
  if (!Array.isArray(value)) throw malformed(method, 'a list of logs')
  return value.map((entry: unknown) => {
    const log = logIn(method, entry)
    const number = BigInt(log.blockNumber)
    if (number < from || number > to)
      throw new TransportError(method, 'gave logs of blocks it was not asked for')
    return log
  })
}

function logIn(method: string, value: unknown): RpcLog {
  const log = fieldsOf(method, value, 'a log')
  const { address, topics, blockNumber, transactionIndex, logIndex } = log
  if (typeof address !== 'string' || !/^0x[0-9a-f]{40}$/i.test(address)) throw malformed(method, 'an address')
  if (!Array.isArray(topics) || topics.length > 4) throw malformed(method, 'topics of a log')
  for (const count of [blockNumber, transactionIndex, logIndex]) quantityIn(method, count, mostCount)
  return {
    address: address as Address,
    topics: topics.map((topic: unknown) => hashIn(method, topic)),
    data: bytesIn(method, log.data),
    blockNumber: blockNumber as Hex,
    blockHash: hashIn(method, log.blockHash),
    transactionHash: hashIn(method, log.transactionHash),
    transactionIndex: transactionIndex as Hex,
    logIndex: logIndex as Hex,
  }
}

function hashIn(method: string, value: unknown): Hex {
  if (typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value)) return value.toLowerCase() as Hex
  throw malformed(method, 'a hash')
}

function fieldsOf(method: string, value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  throw malformed(method, what)
}

const malformed = (method: string, what: string): TransportError =>
  new TransportError(method, `gave something else than ${what} to ${method}`)
