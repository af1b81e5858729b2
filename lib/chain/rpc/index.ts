import type { EIP1193Provider } from 'viem'
import { isRpcError, isTransportError, type RpcError, TransportError } from '../errors'
import { Batches } from './batches'
import { hostLabel } from './host-label'
import { isRpcFailure, rpcError } from './json-rpc'

export { batchSize } from './batches'

/** One node, or one wallet's provider. Every read of one picture goes to one of them. */
export interface Rpc {
  /** Shown to people: the host, never a path or key. */
  readonly label: string
  /** What it can do: wallets forward reads, but neither state overrides nor `eth_simulateV1` reliably. */
  readonly kind: 'node' | 'server' | 'wallet'
  /** @throws TransportError when nothing came back, RpcError when the node refused. */
  request<T>(method: string, params: readonly unknown[]): Promise<T>
}

/**
 * Calls that take a node long, such as a simulation of the whole console, which may take longer than a block. Each gets
 * its time on its own connection, so that nothing else waits for it [ms].
 */
const patience = 60_000
const slowMethods: ReadonlySet<string> = new Set(['eth_simulateV1'])

/** How long a wallet may take to answer a read, so that one that never answers holds nothing up [ms]. */
const walletTimeout = 15_000

export interface HttpRpcOptions {
  readonly label?: string
  readonly kind?: Rpc['kind']
  /** [ms] */
  readonly timeout?: number
  readonly fetch?: typeof fetch
}

/** A node by URL. Requests of one tick travel together; there are no silent retries. */
export function httpRpc(url: string, options: HttpRpcOptions = {}): Rpc {
  const { label = hostOf(url), kind = 'node', timeout = 10_000, fetch: fetchFn = fetch } = options
  const [quick, patient] = [timeout, Math.max(timeout, patience)].map(
    (within) => new Batches(url, within, fetchFn),
  ) as [Batches, Batches]
  return {
    label,
    kind,
    request: <T>(method: string, params: readonly unknown[]) => {
      const batches = slowMethods.has(method) ? patient : quick
      return batches.request(method, params) as Promise<T>
    },
  }
}

/** The provider of a connected wallet. */
export function walletRpc(provider: EIP1193Provider, label: string): Rpc {
  return {
    label,
    kind: 'wallet',
    request: async <T>(method: string, params: readonly unknown[]) => {
      try {
        return (await inTime(method, asked(provider, method, params))) as T
      } catch (error) {
        throw classified(method, error)
      }
    },
  }
}

/** A provider may also throw before it returns a promise. */
async function asked(
  provider: EIP1193Provider,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  return provider.request({ method, params } as never)
}

async function inTime<T>(method: string, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TransportError(method, 'did not answer in time')), walletTimeout)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Wallets wrap the error of their node: the first error that has a code counts. */
function classified(method: string, error: unknown): TransportError | RpcError {
  if (isTransportError(error) || isRpcError(error)) return error
  let link = error
  for (let depth = 0; depth < mostWrapped && typeof link === 'object' && link !== null; depth++) {
    if (isRpcFailure(link)) return rpcError(method, link)
    link = 'cause' in link ? link.cause : null
  }
  return new TransportError(method, 'gave an answer that is not JSON-RPC')
}

const mostWrapped = 8

function hostOf(url: string): string {
  try {
    return hostLabel(new URL(url, 'http://same-origin').href)
  } catch {
    return 'RPC'
  }
}
