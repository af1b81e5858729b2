import type { Hex } from 'viem'
import type { Rpc } from '@/lib/chain/rpc'

/** An answer of a node that does not tell the truth; `honest` asks the real one. */
export type Lie = (
  method: string,
  params: readonly unknown[],
  honest: () => Promise<unknown>,
) => Promise<unknown> | undefined

/** A node that tells the truth, except for what it lies about. */
export const lying = (rpc: Rpc, lie: Lie): Rpc => ({
  ...rpc,
  request: <T>(method: string, params: readonly unknown[]) => {
    const honest = () => rpc.request<unknown>(method, params)
    return (lie(method, params, honest) ?? honest()) as Promise<T>
  },
})

/** A node that keeps every answer it once gave, whatever becomes of the chain, as if on a branch of its own. */
export function remembering(rpc: Rpc): Rpc {
  const answers = new Map<string, Promise<unknown>>()
  return {
    ...rpc,
    request: <T>(method: string, params: readonly unknown[]) => {
      const key = JSON.stringify([method, params])
      const answer = answers.get(key) ?? rpc.request<unknown>(method, params)
      answers.set(key, answer)
      return answer as Promise<T>
    },
  }
}

const receiptWith =
  (changes: (receipt: Record<string, unknown>) => Record<string, unknown>): Lie =>
  (method, _, honest) =>
    method === 'eth_getTransactionReceipt'
      ? honest().then((receipt) => receipt && changes(receipt as Record<string, unknown>))
      : undefined

/** Says that every transaction passed. */
export const whitewashing = receiptWith((receipt) => ({ ...receipt, status: '0x1' }))

/** Denies everything that was sent. */
const denying: Lie = (method) =>
  method === 'eth_getTransactionReceipt' || method === 'eth_getTransactionByHash'
    ? Promise.resolve(null)
    : undefined

/** Claims to be on another chain. */
export const elsewhere: Lie = (method) => (method === 'eth_chainId' ? Promise.resolve('0x63') : undefined)

/** Does not answer about what was sent. */
const refusing: Lie = (method) =>
  method.startsWith('eth_getTransaction') ? Promise.reject(new Error('rate limit')) : undefined

/** Shows a transaction with bytes that do not belong to its hash. */
const swapping: Lie = (method, _, honest) =>
  method === 'eth_getTransactionByHash'
    ? honest().then((transaction) => transaction && { ...(transaction as object), input: '0x' })
    : undefined

const otherBlock: Hex = `0x${'b1'.repeat(32)}`

/** Ways in which a node does not confirm what was mined, by name. */
export const denials: Readonly<Record<string, Lie>> = {
  'knows nothing of it': denying,
  'is on another chain': elsewhere,
  'does not say': refusing,
  'tells other bytes of it': swapping,
  'has it in no block': (method) =>
    method === 'eth_getTransactionReceipt' ? Promise.resolve(null) : undefined,
  'has it in another block': receiptWith((receipt) => ({ ...receipt, blockHash: otherBlock })),
  'says that it reverted': receiptWith((receipt) => ({ ...receipt, status: '0x0' })),
  'gives the receipt of something else': receiptWith((receipt) => ({
    ...receipt,
    transactionHash: otherBlock,
  })),
  'is not as far': (method, params, honest) =>
    method === 'eth_blockNumber' ? Promise.resolve('0x9') : denying(method, params, honest),
}

/** Hides the logs of one contract. */
export const hiding =
  (contract: string): Lie =>
  (method, _, honest) =>
    method === 'eth_getLogs'
      ? honest().then((logs) =>
          (logs as readonly { readonly address: string }[]).filter(
            ({ address }) => address.toLowerCase() !== contract.toLowerCase(),
          ),
        )
      : undefined
