'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Address } from 'viem'
import { type ActionRequest, buildAction, changedMeaning, isSettled, type MeaningChange } from '@/lib/actions'
import { knownSignatures } from '@/lib/chain/read/signatures'
import { parse, stringify } from '@/lib/chain/wire'
import { consoleAt } from '@/lib/console/checks/console-at'
import { useLiveState } from '../live/hooks'
import type { Picture } from '../live/state'

export interface Meaning {
  /** How the action changed since it was read; empty while it is the same. */
  readonly changed: readonly MeaningChange[]
  /** Confirms that the action, as it is now, was read. */
  readonly readAnew: () => void
}

/**
 * Compares an action with itself as it was when its review was opened, at every block. Both are built for the time of
 * the newest block, so that a difference was caused by somebody and not by the clock.
 */
export function useMeaning(request: ActionRequest, from: Address): Meaning {
  const { picture } = useLiveState()
  const [read, setRead] = useState<Picture | null>(null)
  // Compared by content, since the request is a new object with every model.
  const text = stringify(request)
  const same = useMemo(() => parse<ActionRequest>(text), [text])
  const now = useMemo(() => picture && builtAt(picture, picture, same, from), [picture, same, from])
  const then = useMemo(
    () => picture && read && builtAt(read, picture, same, from),
    [read, picture, same, from],
  )
  const settled = now !== null && isSettled(now.action)
  useEffect(() => {
    if (read === null && settled) setRead(picture)
  }, [read, settled, picture])
  return {
    changed: then && now && read !== picture ? changedMeaning(then, now) : [],
    readAnew: () => setRead(picture),
  }
}

/** The action by one picture, at the time of another picture's block. */
function builtAt({ facts }: Picture, { reading }: Picture, request: ActionRequest, from: Address) {
  const model = consoleAt(facts, reading.block.timestamp, knownSignatures)
  const action = buildAction(request, model, from)
  return action && { action, model }
}
