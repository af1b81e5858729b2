import { type Address, concat, type Hex, toEventSelector, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { executionIn } from './execution'

const SAFE: Address = '0xB0113804960345fd0a245788b3423319c86940e5'
const OTHER: Address = '0x90D8c80C028B4C09C0d8dcAab9bbB057F0513431'
const HASH: Hex = `0x${'a1'.repeat(32)}`
const NOTHING: Hex = `0x${'00'.repeat(32)}`
const success = toEventSelector('event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)')
const failure = toEventSelector('event ExecutionFailure(bytes32 indexed txHash, uint256 payment)')

describe('executionIn', () => {
  it('finds how a transaction ended, with the hash in the topics or in the data', () => {
    for (const [event, end] of [
      [success, 'success'],
      [failure, 'failure'],
    ] as const) {
      const indexed = { address: SAFE, topics: [event, HASH], data: NOTHING }
      const unindexed = { address: SAFE, topics: [event], data: concat([HASH, NOTHING]) }
      expect(executionIn([indexed], SAFE, HASH)).toBe(end)
      expect(executionIn([unindexed], SAFE, HASH)).toBe(end)
    }
  })

  it('ignores events of another Safe, another transaction or another kind', () => {
    const logs = [
      { address: OTHER, topics: [success, HASH], data: NOTHING },
      { address: SAFE, topics: [success, NOTHING], data: NOTHING },
      { address: SAFE, topics: [success], data: concat([NOTHING, HASH]) },
      { address: SAFE, topics: [success], data: '0x' as const },
      { address: SAFE, topics: [toHex(1n, { size: 32 }), HASH], data: NOTHING },
      { address: SAFE, topics: [], data: HASH },
    ]
    expect(executionIn(logs, SAFE, HASH)).toBeNull()
    expect(
      executionIn([...logs, { address: SAFE, topics: [failure, HASH], data: NOTHING }], SAFE, HASH),
    ).toBe('failure')
  })
})
