'use client'

import { useModel } from '@/lib/react/context'
import type { Run, RunCall } from '@/lib/react/run'
import { useRuns } from '@/lib/react/run/use-runs'
import { knownAs } from './known-hash'
import { type StatusWords, statusWords } from './status-words'

/** Where the transactions of a run stand, in words, at this moment. */
export function useStatusWords({ from }: Pick<Run, 'from'>): (call: RunCall) => StatusWords {
  const { now } = useRuns()
  const model = useModel()
  return (call) => statusWords(call, { now, knownAs: (hash) => model && knownAs(hash, model, from, call) })
}
