'use client'

import { createContext, useContext } from 'react'
import type { ConsoleModel } from '@/lib/console/model'
import type { Deployment } from '@/lib/deployment'
import type { LiveStore } from './live/store'
import type { PageGuard } from './page/guard'

export interface ConsoleContextValue {
  readonly deployment: Deployment
  readonly store: LiveStore
  readonly guard: PageGuard
  /** Time of the chain when the server rendered the page [s]; what the first paint shows. */
  readonly initialTime: bigint | null
}

export const ConsoleContext = createContext<ConsoleContextValue | null>(null)
export const ModelContext = createContext<ConsoleModel | null>(null)

export function useConsole(): ConsoleContextValue {
  const value = useContext(ConsoleContext)
  if (!value) throw new Error('useConsole needs a ConsoleProvider above it')
  return value
}

/** The deployment that this console watches. */
export function useDeployment(): Deployment {
  return useConsole().deployment
}

/** The console at the chain's present second; null until something was read. */
export function useModel(): ConsoleModel | null {
  return useContext(ModelContext)
}
