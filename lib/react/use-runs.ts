'use client'

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { EIP1193Provider } from 'viem'
import { useConnection } from 'wagmi'
import type { Action } from '@/lib/actions'
import { browserStorage } from './browser'
import { useConsole, useModel } from './context'
import type { Run } from './run'
import { RunStore } from './run-store'
import { judgeRun, type RunVerdict } from './run-verdict'
import { useSources } from './sources'

/** One store of runs for the whole console. */
export const RunContext = createContext<RunStore | null>(null)

/** Creates the store, and starts it after hydration: before, no run is known on either side. */
export function useRunStore(): RunStore {
  const { deployment } = useConsole()
  const [store] = useState(() => new RunStore(deployment.chainId, browserStorage()))
  const sources = useSources()
  useEffect(() => store.setSources(sources), [store, sources])
  useEffect(() => store.start(), [store])
  return store
}

const noRuns: readonly Run[] = []

/** The runs of a store, newest first; none before hydration. */
export function useRunList(store: RunStore): readonly Run[] {
  return useSyncExternalStore(store.subscribe, store.snapshot, () => noRuns)
}

export interface Runs {
  readonly runs: readonly Run[]
  /** Hands the action to the connected wallet, as the run `id`. @throws when none is connected. */
  readonly sign: (action: Action, id: string) => Promise<void>
  readonly proceed: (run: Run) => Promise<void>
  readonly dismiss: (run: Run) => void
}

/** What was signed from this browser, newest first. */
export function useRuns(): Runs {
  const store = useContext(RunContext)
  if (!store) throw new Error('useRuns needs a RunContext above it')
  const { connector } = useConnection()
  const runs = useRunList(store)
  const provider = async () => {
    if (!connector) throw new Error('No wallet is connected.')
    return (await connector.getProvider()) as EIP1193Provider
  }
  return {
    runs,
    sign: async (action, id) => store.sign(action, await provider(), id),
    proceed: async (run) => store.proceed(run.id, await provider()),
    dismiss: (run) => store.dismiss(run.id),
  }
}

/** Whether what the run promised is on chain, by the live picture; null until a block after it was read. */
export function useRunVerdict(run: Run): RunVerdict | null {
  const model = useModel()
  return model && judgeRun(run, model)
}
