import type { Hex } from 'viem'
import type { Rpc } from '@/lib/chain/rpc'

/** An answer of a node that does not tell the truth; `honest` asks the real one. */
export type Lie = (
  method: string,
  params: readonly unknown[],
  honest: () => Promise<unknown>,
) => Promise<unknown> | undefined

/** A node that tells the truth but for what it lies about. */
export const lying = (rpc: Rpc, label: string, lie: Lie): Rpc => ({
  ...rpc,
  label,
  request: <T>(method: string, params: readonly unknown[]) => {
    const honest = () => rpc.request<unknown>(method, params)
    return (lie(method, params, honest) ?? honest()) as Promise<T>
  },
})

interface FakeMined {
  readonly hash: Hex
  /** As an honest node would tell it. */
  readonly transaction: Readonly<Record<string, unknown>>
}

const isAbout = (params: readonly unknown[], { hash }: FakeMined) => params[0] === hash

/** Says that transactions are in the newest block and passed, which nobody ever heard of. */
export const inventing =
  (all: readonly FakeMined[], block: { readonly number: bigint; readonly hash: Hex }): Lie =>
  (method, params) => {
    const one = all.find((each) => isAbout(params, each))
    if (!one) return undefined
    if (method === 'eth_getTransactionByHash') return Promise.resolve(one.transaction)
    if (method !== 'eth_getTransactionReceipt') return undefined
    const { number, hash } = block
    const blockNumber = `0x${number.toString(16)}`
    const mined = { transactionHash: one.hash, status: '0x1', blockNumber, blockHash: hash, logs: [] }
    return Promise.resolve(mined)
  }

/** Says of everything that reverted that it passed. */
export const whitewashing: Lie = (method, _, honest) =>
  method === 'eth_getTransactionReceipt'
    ? honest().then((receipt) => receipt && { ...receipt, status: '0x1' })
    : undefined

/** Knows of nothing that was sent. */
export const denying: Lie = (method) =>
  method === 'eth_getTransactionReceipt' || method === 'eth_getTransactionByHash'
    ? Promise.resolve(null)
    : undefined

/** Is on another chain. */
export const elsewhere: Lie = (method) => (method === 'eth_chainId' ? Promise.resolve('0x63') : undefined)

/** Gives another transaction than the one that it is asked for. */
export const swapping =
  (transaction: Readonly<Record<string, unknown>>): Lie =>
  (method) =>
    method === 'eth_getTransactionByHash' ? Promise.resolve(transaction) : undefined

/** Is silent about what was sent. */
export const refusing: Lie = (method) =>
  method.startsWith('eth_getTransaction') ? Promise.reject(new Error('rate limit')) : undefined

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
