import { keccak256, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { requestKey } from './ask'
import { blockProof, checkBlock } from './block-proof'

const parentHash = keccak256('0x01')
const block = { number: 180n, hash: keccak256('0x02'), parentHash, timestamp: 1_800_000_000n }
const word = (value: bigint) => toHex(value, { size: 32 })

/** Checks a block against what contracts say of it; null where they say nothing. */
function check(number: bigint | null, time: bigint | null, parent: `0x${string}` | null): unknown {
  const data = [number === null ? null : word(number), time === null ? null : word(time), parent]
  const answers = new Map(
    blockProof.map((read, index) => [
      requestKey(read),
      { ok: data[index] !== null, data: data[index] ?? '0x' },
    ]),
  )
  try {
    return checkBlock(block, answers)
  } catch (error) {
    return (error as Error).message
  }
}

describe('a block', () => {
  it.each<[string, `0x${string}` | null]>([
    ['as its node says', parentHash],
    ['of which no parent is known', null],
    ['that is the first one', word(0n)],
    ['of a local chain from a file, which makes up a hash', keccak256(stringToHex('179'))],
  ])('a block %s is believed', (_, parent) => {
    expect(check(block.number, block.timestamp, parent)).toBeUndefined()
  })

  it.each([
    [179n, block.timestamp, parentHash, 'says that block 180 is number 180, and computes with 179'],
    [
      block.number,
      block.timestamp + 864_000n,
      parentHash,
      'says that block 180 is of 2027-01-15 08:00:00 UTC, and computes with 2027-01-25 08:00:00 UTC',
    ],
    [
      block.number,
      block.timestamp,
      keccak256('0x03'),
      /^says that block 180 follows 0x[0-9a-f]{8}…, and computes with 0x/,
    ],
    [block.number, block.timestamp, keccak256(stringToHex('178')), /^says that block 180 follows/],
    [null, block.timestamp, parentHash, 'does not compute at block 180, of which it speaks'],
    [block.number, null, parentHash, 'does not compute at block 180, of which it speaks'],
  ])(
    'a block is not believed when its node computes with other values: %s %s',
    (number, time, parent, words) => {
      expect(check(number, time, parent)).toMatch(words)
    },
  )
})
