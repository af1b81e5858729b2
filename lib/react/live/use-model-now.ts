'use client'

import { useCallback } from 'react'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { consoleAt } from '@/lib/console/checks/console-at'
import type { ConsoleModel } from '@/lib/console/model'
import { useConsole } from '../context'
import { pageTime } from '../page/time'
import { chainTime } from './state'

/**
 * The console at the moment of the call, for work that outlives its view: the wallet may be asked again after the
 * review was closed.
 */
export function useModelNow(): () => ConsoleModel | null {
  const { store } = useConsole()
  return useCallback(() => {
    const { picture } = store.snapshot()
    return picture && consoleAt(picture.facts, chainTime(picture, pageTime()), knownSignatures)
  }, [store])
}
