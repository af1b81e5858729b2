'use client'

import type { Address } from 'viem'
import {
  type Connector,
  useConnect,
  useConnection,
  useConnectors,
  useDisconnect,
  useSwitchChain,
} from 'wagmi'
import { type Right, rightsOf } from '@/lib/console/authority'
import { unknown } from '@/lib/leaf'
import { useDeployment, useModel } from '../context'
import { useLiveState } from '../live/hooks'
import type { OwnState } from '../live/own-reads'
import { isFramed } from '../page/browser'
import { SAFE_APP } from './safe-app/connector'

export interface Wallet {
  readonly account: Address | null
  readonly name: string | null
  /** Whether it is a Safe, in whose interface this console is open: what is signed becomes a proposal there. */
  readonly isSafe: boolean
  /** Chain the wallet is on; null when it does not say. */
  readonly chainId: number | null
  /** Signing is possible only when this is known to be true. */
  readonly onRightChain: boolean
  readonly rights: readonly Right[]
  readonly connectors: readonly Connector[]
  readonly connecting: boolean
  /** Why the last attempt to connect or switch failed, in the wallet's words. */
  readonly problem: string | null
  readonly connect: (connector: Connector) => void
  readonly disconnect: () => void
  /** Asks the wallet to switch to the deployment's chain. */
  readonly switchChain: () => void
}

/** The connected account, what it may do, and the ways to connect. */
export function useWallet(): Wallet {
  const { chainId: expected } = useDeployment()
  const { address, chainId, connector } = useConnection()
  const connect = useConnect()
  const disconnect = useDisconnect()
  const switchChain = useSwitchChain()
  // Where no page shows this one, there is no Safe interface to ask.
  const connectors = useConnectors().filter(({ type }) => type !== SAFE_APP || isFramed())
  const model = useModel()
  const { own } = useLiveState()
  const account = address ?? null
  const problem = connect.error ?? switchChain.error
  return {
    account,
    name: connector?.name ?? null,
    isSafe: connector?.type === SAFE_APP,
    chainId: chainId ?? null,
    onRightChain: chainId === expected,
    rights: model && account ? rightsOf(model, account).map((right) => told(right, own)) : [],
    connectors,
    connecting: connect.isPending,
    problem: problem?.message.split('\n')[0] ?? null,
    connect: (chosen) => connect.mutate({ connector: chosen }),
    disconnect: () => disconnect.mutate(),
    switchChain: () => switchChain.mutate({ chainId: expected }),
  }
}

/** Where nobody could be asked, a right is no longer being read. */
function told(right: Right, own: OwnState): Right {
  const { holds } = right
  if (own !== 'failed' || holds.ok || holds.reason.kind !== 'being-read') return right
  return {
    ...right,
    holds: unknown({ kind: 'not-read', message: 'No source gave the rights of this account.' }),
  }
}
