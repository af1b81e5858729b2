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
  /** What became of the action since it was read; empty while it is what it was. */
  readonly changed: readonly MeaningChange[]
  /** From now on, the action as it is now is what was read. */
  readonly readAnew: () => void
}

/**
 * Holds an action against itself as it was when its review was opened, at every block. Both are built for the time of the
 * newest block, so that what differs was changed by somebody and not by the clock.
 */
export function useMeaning(request: ActionRequest, from: Address): Meaning {
  const { picture } = useLiveState()
  const [read, setRead] = useState<Picture | null>(null)
  // By content: the request is made anew with every model.
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

/** The action as one picture has it, for the time of the block of another. */
function builtAt({ facts }: Picture, { reading }: Picture, request: ActionRequest, from: Address) {
  const model = consoleAt(facts, reading.block.timestamp, knownSignatures)
  const action = buildAction(request, model, from)
  return action && { action, model }
}
