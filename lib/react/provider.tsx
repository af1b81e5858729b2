'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { parse, unpackReading, type WholeMessage } from '@/lib/chain/wire'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { Facts } from '@/lib/console/facts'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import { ConsoleContext, type ConsoleContextValue, ModelContext, useConsole } from './context'
import { useLiveState, useTime } from './live/hooks'
import { useLiveSources } from './live/sources'
import { LiveStore } from './live/store'
import { useWatch } from './live/use-watch'
import { usePressedLinks } from './page/address'
import { PageGuard } from './page/guard'
import { pageTime } from './page/time'
import { usePageGuard } from './page/use-guard'
import { ProposalContext, useProposalStore } from './proposal/use-proposals'
import { approvedIn } from './run'
import { RunContext, useRunState, useRunStore } from './run/use-runs'
import { walletConfig } from './wallet/config'

export interface ConsoleProviderProps {
  readonly deployment: Deployment
  /** The server's reading as text of a `WholeMessage`, null before the first. */
  readonly initial: string | null
  /** Origins of the Safe interfaces that may show this console. */
  readonly safeInterfaces: readonly string[]
  readonly children: ReactNode
}

/** Everything that a page of the console needs around it: wallet, live picture, and the model drawn from it. */
export function ConsoleProvider({ deployment, initial, safeInterfaces, children }: ConsoleProviderProps) {
  const [wallet] = useState(() => walletConfig(deployment, safeInterfaces))
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  const [context] = useState(() => createContextValue(deployment, initial))
  return (
    <WagmiProvider config={wallet}>
      <QueryClientProvider client={queries}>
        <ConsoleContext value={context}>
          <Live>{children}</Live>
        </ConsoleContext>
      </QueryClientProvider>
    </WagmiProvider>
  )
}

function createContextValue(deployment: Deployment, initial: string | null): ConsoleContextValue {
  const message = initial === null ? null : parse<WholeMessage>(initial)
  const reading = message && unpackReading(message.reading)
  const age = message?.ageSeconds ?? 0
  const store = new LiveStore(deployment, reading && { reading, seenAt: pageTime() - age * 1000 })
  return {
    deployment,
    store,
    guard: new PageGuard(
      () => document,
      () => store.snapshot().picture?.reading.block.hash ?? null,
    ),
    initialTime: reading && reading.block.timestamp + BigInt(Math.floor(age)),
  }
}

/** The model of what was read. Null where it cannot be computed; then only the figures are missing, not the frame. */
function evaluated(facts: Facts, time: bigint): ConsoleModel | null {
  try {
    return consoleAt(facts, time, knownSignatures)
  } catch {
    return null
  }
}

/** Up to this many Primes, their numbers are derived every second; with more, time advances in longer steps. */
const primesPerSecond = 100

function Live({ children }: { readonly children: ReactNode }) {
  const { store, guard } = useConsole()
  useLiveSources(store)
  usePressedLinks()
  useEffect(() => store.start(), [store])
  usePageGuard(guard)
  const { picture } = useLiveState()
  const primes = picture?.facts.generators.reduce((sum, generator) => sum + generator.primes.length, 0) ?? 0
  const time = useTime(BigInt(Math.max(1, Math.ceil(primes / primesPerSecond))))
  const model = useMemo(
    () => (picture && time !== null ? evaluated(picture.facts, time) : null),
    [picture, time],
  )
  const runs = useRunStore()
  const proposals = useProposalStore()
  useWatch(store, useRunState(runs).runs.flatMap(approvedIn))
  return (
    <ModelContext value={model}>
      {/* What the guard of the page compares with what was read. */}
      <span hidden data-block={model?.block.hash} />
      <RunContext value={runs}>
        <ProposalContext value={proposals}>{children}</ProposalContext>
      </RunContext>
    </ModelContext>
  )
}
