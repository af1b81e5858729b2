'use client'

import { useEffect } from 'react'
import type { Address } from 'viem'
import { parse, stringify } from '@/lib/chain/wire'
import type { WatchedHash } from '@/lib/console/facts/watchlist'
import type { LiveStore } from './store'

/** Reads the approvals of these transactions of Safes with every block, as long as the component is mounted. */
export function useWatch(store: LiveStore, entries: readonly WatchedHash[]): void {
  // Compared by content, since the entries are new objects with every model.
  const text = stringify(entries)
  useEffect(() => {
    const watched = parse<readonly WatchedHash[]>(text)
    return watched.length === 0 ? undefined : store.watch(watched)
  }, [store, text])
}

/** Reads the rights of these accounts with every block, likewise. */
export function useAskAbout(store: LiveStore, accounts: readonly Address[]): void {
  const text = accounts.join()
  useEffect(() => {
    const asked = text === '' ? [] : (text.split(',') as Address[])
    return asked.length === 0 ? undefined : store.askAbout(asked)
  }, [store, text])
}
