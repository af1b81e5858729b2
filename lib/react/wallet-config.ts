import { defineChain } from 'viem'
import { type Config, createConfig, http } from 'wagmi'
import type { Deployment } from '@/lib/deployment'

/** wagmi for the one chain of a deployment; wallets announce themselves (EIP-6963). */
export function walletConfig(
  deployment: Pick<Deployment, 'chainId' | 'name' | 'blockTimeSeconds' | 'explorer'>,
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
    // The console reads through its own sources; wagmi keeps the connection and nothing else.
    transports: { [chain.id]: http('/api/rpc', { retryCount: 0 }) },
  })
}
