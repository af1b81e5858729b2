import { defineChain } from 'viem'
import { type Config, createConfig, createStorage, http, type Storage } from 'wagmi'
import type { Deployment } from '@/lib/deployment'
import { browserStorage } from '../page/browser'
import { newRunId } from '../run/store'
import { safeApp } from './safe-app/connector'

/**
 * wagmi for the one chain of a deployment; wallets announce themselves (EIP-6963), and a Safe interface is asked.
 * @param safeInterfaces origins of those that may show this console
 */
export function walletConfig(
  deployment: Pick<Deployment, 'chainId' | 'name' | 'blockTimeSeconds' | 'explorer'>,
  safeInterfaces: readonly string[] = [],
): Config {
  const chain = defineChain({
    id: deployment.chainId,
    name: deployment.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: ['/api/rpc'] } },
    ...(deployment.explorer
      ? { blockExplorers: { default: { name: 'Explorer', url: deployment.explorer } } }
      : {}),
  })
  return createConfig({
    chains: [chain],
    ssr: true,
    multiInjectedProviderDiscovery: true,
    connectors: safeInterfaces.length > 0 ? [safeApp(safeInterfaces, newRunId)] : [],
    storage: walletStorage(),
    // The console reads through its own sources; wagmi only keeps the connection.
    transports: { [chain.id]: http('/api/rpc', { retryCount: 0 }) },
  })
}

/** The key under which wagmi stores its whole state. It is not read back: the wallet itself says who is connected. */
const wholeState = 'wagmi.store'

/** What wagmi remembers over a reload: the last used wallet, and the wallets that were disconnected. */
function walletStorage(): Storage {
  const items = browserStorage()
  return createStorage({
    deserialize: rememberedOf,
    storage: {
      getItem: (key) => (key === wholeState ? null : (items?.getItem(key) ?? null)),
      setItem: (key, value) => (key === wholeState ? undefined : items?.setItem(key, value)),
      removeItem: (key) => items?.removeItem(key),
    },
  })
}

/** A name or a flag; this console never stored anything else. */
export function rememberedOf<T>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' || typeof value === 'boolean' ? (value as T) : null
  } catch {
    return null
  }
}
