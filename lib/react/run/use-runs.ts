'use client'

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { EIP1193Provider, Hex } from 'viem'
import { useConnection } from 'wagmi'
import type { Action } from '@/lib/actions'
import { useConsole, useModel } from '../context'
import { useLiveState } from '../live/hooks'
import { useSources } from '../live/sources'
import { browserStorage } from '../page/browser'
import { calendarTime } from '../page/time'
import { isOpen, type Run } from '.'
import { browserOwnership } from './owner'
import { proposedIn } from './proposed'
import { newRunId, type RunState, RunStore, type StillHolds } from './store'

/** One store of runs for the whole console. */
export const RunContext = createContext<RunStore | null>(null)

/** Creates the store, and starts it after hydration: before that, neither server nor browser knows a run. */
export function useRunStore(): RunStore {
  const { deployment } = useConsole()
  const [store] = useState(() => {
    const storage = browserStorage()
    return new RunStore(deployment.chainId, storage, browserOwnership(storage, newRunId()))
  })
  const sources = useSources()
  const { picture, rpc } = useLiveState()
  const nodes = rpc.map(({ label }) => label).join('\n')
  const block = picture?.reading.block
  useEffect(() => store.setSources(sources, nodes === '' ? [] : nodes.split('\n')), [store, sources, nodes])
  useEffect(() => {
    if (block) store.setHead(block.number)
  }, [store, block])
  useEffect(() => store.start(), [store])
  return store
}

const nothing: RunState = { runs: [], unreadable: [] }

/** The runs of a store, newest first; none before hydration. */
export function useRunState(store: RunStore): RunState {
  return useSyncExternalStore(store.subscribe, store.snapshot, () => nothing)
}

export interface Runs extends RunState {
  /** The clock of the browser at this render, to tell how long ago something was sent [ms]. */
  readonly now: number
  /**
   * Hands the action to the connected wallet, as the run `id`. `stillHolds` is asked before every request.
   * @throws when no wallet is connected.
   */
  readonly sign: (action: Action, id: string, stillHolds: StillHolds) => Promise<void>
  readonly isOpen: (run: Run) => boolean
  readonly dismiss: (run: Run) => void
  readonly clearUnreadable: () => void
}

/** What was signed from this browser, newest first. */
export function useRuns(): Runs {
  const store = useContext(RunContext)
  if (!store) throw new Error('useRuns needs a RunContext above it')
  const { connector } = useConnection()
  const model = useModel()
  const now = calendarTime()
  return {
    ...useRunState(store),
    now,
    sign: async (action, id, stillHolds) => {
      if (!connector) throw new Error('No wallet is connected.')
      const provider = (await connector.getProvider()) as EIP1193Provider
      const nonceOf = (hash: Hex) => model && proposedIn(model, action, hash)
      await store.sign(action, provider, stillHolds, id, nonceOf)
    },
    isOpen: (run) => isOpen(run, now),
    dismiss: (run) => store.dismiss(run.id),
    clearUnreadable: () => store.clearUnreadable(),
  }
}
