import {
  createClient,
  custom,
  type EIP1193Provider,
  type Hex,
  HttpRequestError,
  http,
  RpcRequestError,
  TimeoutError,
  UnknownRpcError,
} from 'viem'
import { RpcError, TransportError } from './errors'

/** One node, or one wallet's provider. Every read of one picture goes to one of them. */
export interface Rpc {
  /** Shown to people: the host, never a path or key. */
  readonly label: string
  /** What it can do: wallets forward reads but neither state overrides nor `eth_simulateV1` reliably. */
  readonly kind: 'node' | 'server' | 'wallet'
  /** @throws TransportError when nothing came back, RpcError when the node refused. */
  request<T>(method: string, params: readonly unknown[]): Promise<T>
}

/**
 * What a node needs long for: a simulation of the whole console may take longer than a block. It gets its time, on a
 * connection of its own, so that nothing else waits for it [ms].
 */
const patience = 60_000
const slowMethods: ReadonlySet<string> = new Set(['eth_simulateV1'])

/** A wallet that never answers a read must not hold up what rests on it [ms]. */
const walletTimeout = 15_000

/** Requests in one HTTP request: what a thousand Primes answer at once would pass the size that a client takes. */
export const batchSize = 8

export interface HttpRpcOptions {
  readonly label?: string
  readonly kind?: Rpc['kind']
  /** [ms] */
  readonly timeout?: number
  readonly fetch?: typeof fetch
}

let instances = 0

/** A node by URL. Requests of one tick travel together; there are no silent retries. */
export function httpRpc(url: string, options: HttpRpcOptions = {}): Rpc {
  const { label = hostOf(url), kind = 'node', timeout = 10_000, fetch: fetchFn } = options
  const clientOf = (within: number) => {
    instances += 1
    return createClient({
      // viem collects a batch by URL over all clients. The fragment, which is never sent, keeps each to its own.
      transport: http(`${url}#${instances}`, {
        batch: { wait: 0, batchSize },
        retryCount: 0,
        timeout: within,
        ...(fetchFn ? { fetchFn } : {}),
      }),
    })
  }
  const [quick, patient] = [clientOf(timeout), clientOf(Math.max(timeout, patience))]
  return {
    label,
    kind,
    request: (method, params) => {
      const client = slowMethods.has(method) ? patient : quick
      return guarded(method, () => client.request({ method, params } as never))
    },
  }
}

/** The provider of a connected wallet. */
export function walletRpc(provider: EIP1193Provider, label: string): Rpc {
  const client = createClient({ transport: custom(provider, { retryCount: 0 }) })
  return {
    label,
    kind: 'wallet',
    request: (method, params) =>
      guarded(method, () => inTime(method, client.request({ method, params } as never))),
  }
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

async function guarded<T>(method: string, send: () => Promise<unknown>): Promise<T> {
  try {
    return (await send()) as T
  } catch (error) {
    throw classified(method, error)
  }
}

function classified(method: string, error: unknown): TransportError | RpcError {
  if (error instanceof TransportError) return error
  for (const link of causes(error)) {
    // What viem could not name: a wallet's own error lies below, or no JSON-RPC error at all.
    if (link instanceof UnknownRpcError) continue
    if (link instanceof HttpRequestError) {
      return new TransportError(method, link.status ? `HTTP ${link.status}` : 'could not be reached', {
        cause: error,
      })
    }
    if (link instanceof TimeoutError || isAbort(link)) {
      return new TransportError(method, 'did not answer in time', { cause: error })
    }
    if (link instanceof RpcRequestError || isRpcFailure(link)) {
      return new RpcError(method, link.code, rpcMessage(link), revertData(link), { cause: error })
    }
  }
  return new TransportError(method, 'gave an answer that is not JSON-RPC', { cause: error })
}

/** The time ran out while the body was on its way. */
function isAbort(link: unknown): boolean {
  return link instanceof Error && link.name === 'AbortError'
}

function isRpcFailure(value: unknown): value is { code: number; message: string; data?: unknown } {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'number'
}

function rpcMessage(error: { message: string; details?: unknown }): string {
  return typeof error.details === 'string' ? error.details : error.message
}

/** Nodes put revert data at `data`, or one level deeper. */
function revertData(error: { data?: unknown }): Hex | null {
  const { data } = error
  if (typeof data === 'string' && data.startsWith('0x')) return data as Hex
  if (typeof data === 'object' && data !== null && 'data' in data) return revertData(data)
  return null
}

function* causes(error: unknown): Generator<unknown> {
  for (let link = error; link; link = (link as { cause?: unknown }).cause) yield link
}

function hostOf(url: string): string {
  try {
    return new URL(url, 'http://same-origin').host
  } catch {
    return 'RPC'
  }
}
