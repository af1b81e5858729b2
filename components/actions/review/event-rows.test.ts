import { type Address, encodeAbiParameters, encodeEventTopics, type Hex, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import { ETHER } from '@/lib/chain/simulate'
import { MAX_UINT256, WAD } from '@/lib/math'
import { eventRows } from './event-rows'

const usds: Address = '0x0000000000000000000000000000000000000005'
const token: Address = '0x0000000000000000000000000000000000000001'
const [from, to]: [Address, Address] = [
  '0x0000000000000000000000000000000000000011',
  '0x0000000000000000000000000000000000000012',
]
const nobody: Address = '0x0000000000000000000000000000000000000000'

const tokens = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event Approval(address indexed owner, address indexed spender, uint256 value)',
])
const collectibles = parseAbi([
  'event Transfer(address indexed from, address indexed to, uint256 indexed id)',
])

const movement = (eventName: 'Transfer' | 'Approval', a: Address, b: Address, value: bigint) => ({
  topics: encodeEventTopics({
    abi: tokens,
    eventName,
    args: eventName === 'Transfer' ? { from: a, to: b } : { owner: a, spender: b },
  } as never) as Hex[],
  data: encodeAbiParameters([{ type: 'uint256' }], [value]),
})

const rowOf = (log: { address: Address; topics: readonly Hex[]; data: Hex }, expected = true) =>
  eventRows({ emitted: [{ log, expected }], missing: [] }, usds)[0]!

describe('an event in words', () => {
  it.each<[string, Parameters<typeof rowOf>[0], string]>([
    ['USDS', { address: usds, ...movement('Transfer', from, to, 5n * WAD) }, `5 USDS from ${from} to ${to}`],
    [
      'a token',
      { address: token, ...movement('Transfer', from, to, 1_234n) },
      `1,234 units from ${from} to ${to}`,
    ],
    [
      'ether',
      { address: ETHER, ...movement('Transfer', from, to, WAD / 2n) },
      `0.5 ETH from ${from} to ${to}`,
    ],
    ['what is made', { address: usds, ...movement('Transfer', nobody, to, WAD) }, `1 USDS made for ${to}`],
    [
      'what is gone',
      { address: usds, ...movement('Transfer', from, nobody, WAD) },
      `1 USDS of ${from} destroyed`,
    ],
    [
      'an approval of everything',
      { address: token, ...movement('Approval', from, to, MAX_UINT256) },
      `${from} lets ${to} move any amount`,
    ],
    [
      'the end of an approval',
      { address: usds, ...movement('Approval', from, to, 0n) },
      `${from} lets ${to} move nothing any more`,
    ],
    [
      'a collectible',
      {
        address: token,
        topics: encodeEventTopics({ abi: collectibles, args: { from, to, id: 7n } }) as Hex[],
        data: '0x',
      },
      `Token #7 from ${from} to ${to}`,
    ],
    [
      'what no interface knows',
      { address: token, topics: [`0x${'77'.repeat(32)}`], data: '0x' },
      `An event of no known interface: 0x${'77'.repeat(32)}`,
    ],
  ])('says of %s', (_, log, text) => {
    expect(rowOf(log)).toMatchObject({ text, contract: log.address })
  })

  it('tells which events nobody stated, and which stated ones are missing', () => {
    const log = { address: usds, ...movement('Transfer', from, to, WAD) }
    const rows = eventRows({ emitted: [{ log, expected: false }], missing: [log] }, usds)
    expect(rows.map(({ state }) => state)).toEqual(['not-stated', 'missing'])
  })
})
