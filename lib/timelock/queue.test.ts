import { AbiCoder, keccak256 } from 'ethers'
import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { hashOperation, type TimelockCall, ZERO_HASH } from './hash'
import { isQueueComplete, rebuildQueue, type TimelockLog } from './queue'

const BEAM_STATE: Address = '0x1601843c5E9bC251A3272907010AFa41Fa18347E'
const SALT: Hex = `0x${'5a'.repeat(32)}`
const DELAY = 1_209_600n

const call = (data: Hex): TimelockCall => ({ target: BEAM_STATE, value: 0n, data })
const idOf = (calls: TimelockCall[], salt: Hex = ZERO_HASH) =>
  hashOperation({ calls, predecessor: ZERO_HASH, salt })

function scheduled(blockNumber: bigint, calls: TimelockCall[], salt: Hex = ZERO_HASH): TimelockLog[] {
  const id = idOf(calls, salt)
  const logs = calls.map(
    (each, index): TimelockLog => ({
      eventName: 'CallScheduled',
      args: { id, index: BigInt(index), ...each, predecessor: ZERO_HASH, delay: DELAY },
      blockNumber,
      logIndex: index,
    }),
  )
  const salted: TimelockLog = {
    eventName: 'CallSalt',
    args: { id, salt },
    blockNumber,
    logIndex: calls.length,
  }
  return salt === ZERO_HASH ? logs : [...logs, salted]
}

const ended = (eventName: 'CallExecuted' | 'Cancelled', blockNumber: bigint, id: Hex): TimelockLog => ({
  eventName,
  args: { id },
  blockNumber,
  logIndex: 0,
})

describe('hashOperation', () => {
  it('is the id that an independent encoder gives', () => {
    const calls = [call('0x1234'), { ...call('0x'), value: 7n }]
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ['address[]', 'uint256[]', 'bytes[]', 'bytes32', 'bytes32'],
      [[BEAM_STATE, BEAM_STATE], [0n, 7n], ['0x1234', '0x'], ZERO_HASH, SALT],
    )
    expect(idOf(calls, SALT)).toBe(keccak256(encoded))
  })
})

describe('rebuildQueue', () => {
  it('puts a batch together with its salt, and proves the batch by its id', () => {
    const calls = [call('0x01'), call('0x02')]
    expect(rebuildQueue(scheduled(5n, calls, SALT))).toEqual([
      {
        id: idOf(calls, SALT),
        calls,
        predecessor: ZERO_HASH,
        salt: SALT,
        delay: DELAY,
        status: 'pending',
        scheduledIn: 5n,
        endedIn: null,
        proven: true,
      },
    ])
  })

  it('reads logs in any order, and more than once', () => {
    const calls = Array.from({ length: 12 }, (_, index) => call(`0x${index.toString(16).padStart(2, '0')}`))
    const logs = scheduled(5n, calls, SALT)
    const [operation] = rebuildQueue([...logs].reverse().concat(logs))
    expect(operation).toMatchObject({ calls, status: 'pending', proven: true })
  })

  it('follows an operation from its schedule to its end', () => {
    const first = [call('0x01')]
    const second = [call('0x02')]
    const operations = rebuildQueue([
      ...scheduled(5n, first),
      ...scheduled(6n, second),
      ended('CallExecuted', 8n, idOf(first)),
      ended('Cancelled', 7n, idOf(second)),
    ])
    expect(operations).toMatchObject([
      { status: 'executed', scheduledIn: 5n, endedIn: 8n },
      { status: 'cancelled', scheduledIn: 6n, endedIn: 7n },
    ])
  })

  it('shows an operation that was cancelled and scheduled again as pending', () => {
    const calls = [call('0x01')]
    const logs = [...scheduled(5n, calls), ended('Cancelled', 6n, idOf(calls)), ...scheduled(7n, calls)]
    expect(rebuildQueue(logs)).toMatchObject([
      { status: 'pending', calls, scheduledIn: 7n, endedIn: null, proven: true },
    ])
  })

  it('does not prove an operation whose salt or one of whose calls is missing', () => {
    const calls = [call('0x01'), call('0x02')]
    const logs = scheduled(5n, calls, SALT)
    expect(rebuildQueue(logs.slice(1))).toMatchObject([{ status: 'pending', proven: false }])
    expect(rebuildQueue(logs.slice(0, 2))).toMatchObject([{ status: 'pending', proven: false }])
  })

  it('does not prove an operation with a false byte', () => {
    const calls = [call('0x01')]
    const [log] = scheduled(5n, calls)
    const forged = { ...log!, args: { ...log!.args, data: '0x02' } } as TimelockLog
    expect(rebuildQueue([forged])).toMatchObject([{ proven: false }])
  })

  it('knows the end of an operation whose beginning it did not see', () => {
    const id = idOf([call('0x01')])
    expect(rebuildQueue([ended('CallExecuted', 8n, id)])).toMatchObject([
      { id, status: 'executed', predecessor: null, delay: null, scheduledIn: null, proven: false },
    ])
  })

  it('does not say whether an empty batch is still pending, since its execution leaves no event', () => {
    const logs = scheduled(5n, [], SALT)
    expect(rebuildQueue(logs)).toMatchObject([{ status: 'unknown', calls: [], salt: SALT, proven: true }])
    expect(isQueueComplete(rebuildQueue(logs), 1n)).toBe(false)
  })
})

describe('isQueueComplete', () => {
  it('compares the number of pending operations with the count of the contract', () => {
    const done = [call('0x01')]
    const operations = rebuildQueue([
      ...scheduled(5n, done),
      ended('CallExecuted', 8n, idOf(done)),
      ...scheduled(6n, [call('0x02')]),
    ])
    expect(isQueueComplete(operations, 1n)).toBe(true)
    expect(isQueueComplete(operations, 2n)).toBe(false)
    expect(isQueueComplete(operations, 0n)).toBe(false)
  })
})
