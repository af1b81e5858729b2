import { describe, expect, it } from 'vitest'
import { watched } from '@/lib/chain/logs/events'
import { lensOverride, multicallAddress } from '@/lib/chain/read/lens'
import { fakeDeployment } from '@/lib/testing/fakes/deployment'
import { isFlatEnough } from './json-bounds'
import { methods } from './rpc-methods'

const head = 20_000_000n
const hash = `0x${'ab'.repeat(32)}`
const account = multicallAddress
const hex = (value: bigint) => `0x${value.toString(16)}`
const accepts = (method: string, params: readonly unknown[], at: bigint | null = head) =>
  methods.get(method)?.accepts(params, { head: at })
const many = (count: number, value: unknown) => Array<unknown>(count).fill(value)
const block = (calls: number, more: object = {}) => ({
  calls: many(calls, { to: account, data: '0x' }),
  ...more,
})

describe('what the console asks is let through', () => {
  it.each<[string, readonly unknown[]]>([
    ['eth_chainId', []],
    ['eth_blockNumber', []],
    ['eth_getBlockByNumber', ['latest', false]],
    ['eth_getBlockByNumber', ['0x10', true]],
    ['eth_getBlockByHash', [hash, false]],
    [
      'eth_call',
      [{ to: account, data: '0x12' }, { blockHash: hash, requireCanonical: true }, lensOverride(false)],
    ],
    ['eth_call', [{ from: account, to: account, data: '0x', value: '0x0' }, { blockHash: hash }]],
    ['eth_getLogs', [{ address: watched(fakeDeployment()), fromBlock: '0x1', toBlock: '0x10' }]],
    ['eth_getLogs', [{ fromBlock: hex(head - 5_000n), toBlock: 'latest', topics: [[hash, hash], hash] }]],
    ['eth_getLogs', [{ address: account, blockHash: hash }]],
    ['eth_getTransactionReceipt', [hash]],
    ['eth_getTransactionByHash', [hash]],
    ['eth_getTransactionCount', [account, hex(head)]],
    ['eth_getBalance', [account, { blockHash: hash }]],
    ['eth_getCode', [account, 'latest']],
    ['eth_getStorageAt', [account, hash, { blockHash: hash }]],
    ['eth_getStorageAt', [account, '0x0', 'latest']],
    [
      'eth_createAccessList',
      [
        { from: account, to: account, data: '0x', gas: '0x4c4b40' },
        { blockHash: hash },
        { [account]: { balance: '0x1' } },
      ],
    ],
    [
      'eth_simulateV1',
      [
        {
          blockStateCalls: [
            block(1, {
              blockOverrides: { number: hex(head + 1n), time: '0x6a' },
              stateOverrides: lensOverride(false),
            }),
            block(300, {
              blockOverrides: {
                baseFeePerGas: '0x1',
                prevRandao: hash,
                feeRecipient: account,
                gasLimit: '0x1c9c380',
              },
            }),
          ],
          validation: true,
          traceTransfers: true,
          returnFullTransactions: true,
        },
        hash,
      ],
    ],
  ])("lets the console's own call through: %s %#", (method, params) => {
    expect(accepts(method, params)).toBe(true)
  })
})

describe('what would make a node work for long is not', () => {
  it.each<[string, readonly unknown[]]>([
    ['eth_chainId', [1]],
    ['eth_getBlockByNumber', ['earliest', false]],
    ['eth_getBlockByNumber', ['0x1', false, 'more']],
    ['eth_getBlockByHash', ['0x12', false]],
    ['eth_call', [{ to: account, gas: hex(2n ** 60n) }, 'latest']],
    ['eth_call', [{ to: account, data: '0x1' }, 'latest']],
    ['eth_call', [{ to: account, data: 'ff'.repeat(20) }, 'latest']],
    ['eth_call', [{ to: account, accessList: many(1_000, {}) }, 'latest']],
    ['eth_call', [{ to: account }, 'latest', { [account]: { movePrecompileToAddress: account } }]],
    [
      'eth_call',
      [
        { to: account },
        'latest',
        {
          [account]: {
            state: Object.fromEntries(
              many(300, 0).map((_, i) => [`0x${i.toString(16).padStart(64, '0')}`, hash]),
            ),
          },
        },
      ],
    ],
    ['eth_call', [{ to: account }, 'latest', {}, { number: '0x1' }]],
    ['eth_call', ['0x']],
    ['eth_call', []],
    ['eth_getLogs', [{ address: account, fromBlock: '0x0', toBlock: '0xc351' }]],
    ['eth_getLogs', [{ address: account, fromBlock: '0x0', toBlock: 'latest' }]],
    ['eth_getLogs', [{ address: account, fromBlock: 'earliest', toBlock: '0x1' }]],
    ['eth_getLogs', [{ fromBlock: '0x0', toBlock: '0x1' }]],
    ['eth_getLogs', [{ address: [], fromBlock: '0x0', toBlock: '0x1' }]],
    ['eth_getLogs', [{ fromBlock: '0x0', toBlock: '0x1', topics: [null, null] }]],
    ['eth_getLogs', [{ fromBlock: '0x0', toBlock: '0x2000', topics: [hash] }]],
    ['eth_getLogs', [{ address: many(2_001, account), fromBlock: '0x0', toBlock: '0x1' }]],
    ['eth_getLogs', [{ address: account, topics: [many(1_001, hash)], fromBlock: '0x0', toBlock: '0x1' }]],
    ['eth_getLogs', [{ address: account, topics: many(5, hash), fromBlock: '0x0', toBlock: '0x1' }]],
    ['eth_getStorageAt', [account, `0x${'00'.repeat(40)}`, 'latest']],
    ['eth_simulateV1', [{ blockStateCalls: many(5, block(1)) }, hash]],
    ['eth_simulateV1', [{ blockStateCalls: [block(1_001)] }, hash]],
    [
      'eth_simulateV1',
      [{ blockStateCalls: [block(1, { blockOverrides: { number: hex(head + 1_000n) } })] }, hash],
    ],
    ['eth_simulateV1', [{ blockStateCalls: [block(1, { withdrawals: [] })] }, hash]],
    ['eth_simulateV1', [{}, hash]],
    ['eth_simulateV1', [null, hash]],
  ])('refuses a call that is too much work: %s %#', (method, params) => {
    expect(accepts(method, params)).toBe(false)
  })

  it('refuses a range up to an unknown head', () => {
    expect(accepts('eth_getLogs', [{ address: account, fromBlock: '0x1', toBlock: 'latest' }], null)).toBe(
      false,
    )
  })
})

describe('how deep JSON nests', () => {
  it.each([
    ['[[1],{"a":[2]}]', 3, true],
    ['[[1],{"a":[[2]]}]', 3, false],
    ['["[[[[[[", "\\"[[[[", "\\\\"]', 1, true],
    ['{"[":"{"}', 1, true],
    [`${'['.repeat(9_000)}${']'.repeat(9_000)}`, 16, false],
    ['', 1, true],
  ])('finds how deep %j nests', (text, deepest, expected) => {
    expect(isFlatEnough(text, deepest)).toBe(expected)
  })
})
