import { type Address, type EIP1193Provider, type Hex, isAddressEqual } from 'viem'
import type { ActionCall } from '@/lib/actions'
import type { SafeLink } from './link'
import { proposed, type SafeInfo, type Standing, safeInfo, standing } from './messages'

/** How long the interface may take for what needs no person [ms]. */
const PROMPT = 10_000

/** A Safe as the wallet: what it is asked to send becomes a proposal, which its owners sign in its interface. */
export interface SafeAppProvider extends Pick<EIP1193Provider, 'request' | 'on' | 'removeListener'> {
  readonly isSafeApp: true
  /**
   * Proposes calls as one transaction of the Safe: all of them, or none.
   * @returns its safeTxHash
   * @throws as a wallet does
   */
  propose(from: Address, calls: readonly Pick<ActionCall, 'to' | 'data' | 'value'>[]): Promise<Hex>
  /** How far a proposal is, as the interface says. @throws where it does not say */
  standingOf(safeTxHash: Hex): Promise<Standing>
}

export const isSafeApp = (provider: unknown): provider is SafeAppProvider =>
  typeof provider === 'object' && provider !== null && 'isSafeApp' in provider && provider.isSafeApp === true

/** Reads that the interface passes on to a node of its own. */
const READS: readonly string[] = [
  ...([
    'eth_blockNumber',
    'eth_call',
    'eth_getBalance',
    'eth_getBlockByHash',
    'eth_getBlockByNumber',
  ] as const),
  ...(['eth_getCode', 'eth_getLogs', 'eth_getStorageAt', 'eth_getTransactionByHash'] as const),
  ...(['eth_getTransactionCount', 'eth_getTransactionReceipt'] as const),
]

/** The Safe that the interface shows. @param limit [ms] @throws where nobody answers */
export const askSafe = async (link: SafeLink, limit = PROMPT): Promise<SafeInfo> =>
  safeInfo(await link.ask('getSafeInfo', undefined, limit))

/**
 * Asks again and again until the first answer, and takes the answer to any of its questions: the page around this one may
 * begin to listen late, or take its time.
 *
 * @param patience how long in all [ms]
 * @param again how long from one question to the next [ms]
 * @throws AggregateError where none is answered in time
 */
export function askUntilHeard(link: SafeLink, patience: number, again: number): Promise<SafeInfo> {
  let isHeard = false
  const asks = Array.from({ length: Math.ceil(patience / again) }, async (_, count) => {
    await new Promise((resolve) => setTimeout(resolve, count * again))
    if (isHeard) throw new Error('It has answered already.')
    const info = await askSafe(link, patience - count * again)
    isHeard = true
    return info
  })
  return Promise.any(asks)
}

/** A provider (EIP-1193) of the Safe that the interface shows; whoever opens another Safe there loads this page anew. */
export function safeAppProvider(link: SafeLink, safe: SafeInfo): SafeAppProvider {
  const propose: SafeAppProvider['propose'] = async (from, calls) => {
    if (!isAddressEqual(from, safe.safeAddress)) {
      throw coded(4100, `the Safe interface shows ${safe.safeAddress}, not ${from}`)
    }
    const txs = calls.map(({ to, data, value }) => ({ to, data, value: String(value) }))
    return proposed(await link.ask('sendTransactions', { txs, params: {} })).safeTxHash
  }
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [safe.safeAddress]
      case 'eth_chainId':
        return `0x${safe.chainId.toString(16)}`
      case 'eth_sendTransaction': {
        const [{ from, to, data, value = '0x0' }] = params as readonly [
          { readonly from: Address; readonly to: Address; readonly data: Hex; readonly value?: Hex },
        ]
        return propose(from, [{ to, data, value: BigInt(value) }])
      }
      default:
        if (!READS.includes(method)) throw coded(4200, `the Safe interface has no ${method}`)
        return link.ask('rpcCall', { call: method, params: params ?? [] }, PROMPT)
    }
  }
  return {
    isSafeApp: true,
    request: request as EIP1193Provider['request'],
    // Neither Safe nor chain changes while this page is open.
    on: () => undefined,
    removeListener: () => undefined,
    propose,
    standingOf: async (safeTxHash) => standing(await link.ask('getTxBySafeTxHash', { safeTxHash }, PROMPT)),
  }
}

const coded = (code: number, message: string): Error => Object.assign(new Error(message), { code })
