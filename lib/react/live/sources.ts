'use client'

import { useEffect, useMemo, useState } from 'react'
import type { EIP1193Provider } from 'viem'
import { useConnection } from 'wagmi'
import { SERVER_LABEL } from '@/lib/chain/read/read-by'
import { httpRpc, type Rpc, walletRpc } from '@/lib/chain/rpc'
import { identified } from '@/lib/chain/rpc/identity'
import { useDeployment } from '../context'
import type { LiveStore } from './store'

/** The wallet's own provider as a source of reads; null while no wallet is connected. */
export function useWalletRpc(): Rpc | null {
  const { chainId } = useDeployment()
  const { connector, isConnected } = useConnection()
  const [provider, setProvider] = useState<EIP1193Provider | null>(null)
  useEffect(() => {
    let current = true
    setProvider(null)
    if (isConnected && connector?.getProvider) {
      connector.getProvider().then(
        (value) => current && setProvider(value as EIP1193Provider),
        () => undefined,
      )
    }
    return () => {
      current = false
    }
  }, [connector, isConnected])
  const name = connector?.name
  return useMemo(
    () => provider && identified(walletRpc(provider, name ?? 'the wallet'), chainId),
    [provider, name, chainId],
  )
}

/**
 * Where the chain can be read without the stream: the server's proxy, the public node, the wallet. Each proves its
 * chain with every reading.
 */
export function useSources(): readonly Rpc[] {
  const { publicRpc, chainId } = useDeployment()
  const wallet = useWalletRpc()
  return useMemo(
    () => [
      identified(httpRpc('/api/rpc', { label: SERVER_LABEL, kind: 'server' }), chainId),
      ...(publicRpc ? [identified(httpRpc(publicRpc), chainId)] : []),
      ...(wallet ? [wallet] : []),
    ],
    [publicRpc, wallet, chainId],
  )
}

/** Tells the store which sources and which account there are. */
export function useLiveSources(store: LiveStore): void {
  const sources = useSources()
  const { address } = useConnection()
  useEffect(() => store.setSources(sources), [store, sources])
  useEffect(() => store.setAccount(address ?? null), [store, address])
}
