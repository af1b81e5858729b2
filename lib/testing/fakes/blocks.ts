import type { Hex } from 'viem'
import type { Rpc } from '@/lib/chain/rpc'
import type { FakeTransaction } from './transaction'

/** The transactions that a node knows. */
export interface FakeBlocks {
  readonly label?: string
  readonly chainId?: number
  readonly head?: bigint
  /** Transactions by block; those under `pending` are in no block. */
  readonly blocks?: Readonly<Record<string, readonly Pick<FakeTransaction, 'node'>[]>>
  readonly reverted?: boolean
  readonly branch?: string
  readonly logs?: readonly unknown[]
  /** The logs of every receipt. */
  readonly receiptLogs?: readonly unknown[]
  /** What the node answers instead of the truth. */
  readonly lies?: Readonly<Record<string, unknown>>
}

/** A node with these blocks. Nonces start at 3. */
export function nodeWith(chain: FakeBlocks): Rpc {
  const { label = 'node', head = 20n, chainId = 31_337, blocks = {}, branch = 'aa', lies = {} } = chain
  const mined = Object.entries(blocks).flatMap(([number, list]) =>
    number === 'pending' ? [] : list.map((one) => ({ ...one, number: BigInt(number) })),
  )
  const all = [...mined, ...(blocks.pending ?? [])]
  const hashAt = (number: bigint) => `0x${branch.repeat(31)}${number.toString(16).padStart(2, '0')}`
  const hex = (value: bigint | number) => `0x${value.toString(16)}`
  const answers: Readonly<Record<string, (...params: never[]) => unknown>> = {
    eth_chainId: () => hex(chainId),
    eth_blockNumber: () => hex(head),
    eth_getTransactionByHash: (hash: Hex) => all.find(({ node: one }) => one.hash === hash)?.node ?? null,
    eth_getTransactionReceipt: (hash: Hex) => {
      const found = mined.find(({ node: one }) => one.hash === hash)
      if (!found) return null
      const status = chain.reverted ? '0x0' : '0x1'
      const block = { blockNumber: hex(found.number), blockHash: hashAt(found.number) }
      return { transactionHash: hash, status, logs: chain.receiptLogs ?? [], ...block }
    },
    eth_getTransactionCount: (from: Hex, at: Hex | 'latest' | 'pending') => {
      const upTo = at === 'latest' || at === 'pending' ? head : BigInt(at)
      const own = mined.filter(({ node: one, number }) => number <= upTo && one.from === from.toLowerCase())
      const waiting = (blocks.pending ?? []).filter(({ node: one }) => one.from === from.toLowerCase())
      return hex(3 + own.length + (at === 'pending' ? waiting.length : 0))
    },
    eth_getBlockByNumber: (at: Hex | 'pending') => ({
      hash: at === 'pending' ? null : hashAt(BigInt(at)),
      transactions: (blocks[at === 'pending' ? at : String(BigInt(at))] ?? []).map(({ node: one }) => one),
    }),
    eth_getLogs: () => chain.logs ?? [],
  }
  return {
    label,
    kind: 'node',
    request: async <T>(method: string, params: readonly unknown[]): Promise<T> => {
      if (method in lies) return lies[method] as T
      const answer = answers[method]
      if (!answer) throw new Error(`unexpected ${method}`)
      return answer(...(params as never[])) as T
    },
  }
}
