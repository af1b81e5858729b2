'use client'

import { useSyncExternalStore } from 'react'

/** The fragment of the address, as it is written there; null where there is none, and on the server. */
export function useFragment(): string | null {
  return useSyncExternalStore(
    onChange,
    () => window.location.hash.slice(1) || null,
    () => null,
  )
}

function onChange(notify: () => void): () => void {
  window.addEventListener('hashchange', notify)
  return () => window.removeEventListener('hashchange', notify)
}
