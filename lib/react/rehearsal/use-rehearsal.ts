'use client'

import { useState } from 'react'
import { errorLine } from '@/lib/chain/errors'
import { type Reading, readHasMulticall } from '@/lib/chain/read/reader'
import { MOST_BLOCKS, type Rehearsal, rehearse } from '@/lib/chain/rehearse'
import { isSimulationUnavailable } from '@/lib/chain/simulate/block'
import { max } from '@/lib/math'
import { useDeployment } from '../context'
import { useLiveState } from '../live/hooks'
import { useSources } from '../live/sources'
import { chainTime } from '../live/state'
import { pageTime } from '../page/time'

/** How many steps are played at once: the proxy of the server takes no larger request. */
export const AT_ONCE = 3

/** What a rehearsal starts from. */
interface Base {
  readonly reading: Reading
  /** [unix s] */
  readonly time: bigint
}

/** Where a rehearsal stands. `unavailable`: no node that is asked simulates blocks. */
export type RehearsalState =
  | { readonly state: 'none' | 'running' | 'unavailable' }
  | { readonly state: 'failed'; readonly problem: string }
  | { readonly state: 'done'; readonly rehearsal: Rehearsal; readonly base: Base }

interface Rehearsing {
  readonly found: RehearsalState
  /** Plays the next steps from the newest picture. */
  readonly start: () => void
  /** Plays the steps behind those that were played, from the same state; null where none is left, or no more fit. */
  readonly goOn: (() => void) | null
}

/** A rehearsal from the newest picture, when somebody asks for it. */
export function useRehearsal(): Rehearsing {
  const deployment = useDeployment()
  const sources = useSources()
  const { picture } = useLiveState()
  const [found, setFound] = useState<RehearsalState>({ state: 'none' })
  const play = (base: Base, behind?: Rehearsal) => {
    setFound({ state: 'running' })
    const run = async (): Promise<RehearsalState> => {
      let last: RehearsalState = { state: 'unavailable' }
      for (const rpc of sources) {
        try {
          const hasMulticall = await readHasMulticall(rpc)
          const input = { deployment, ...base, hasMulticall, most: AT_ONCE, ...(behind ? { behind } : {}) }
          return { state: 'done', rehearsal: await rehearse(rpc, input), base }
        } catch (error) {
          if (!isSimulationUnavailable(error)) last = { state: 'failed', problem: errorLine(error) }
        }
      }
      return last
    }
    void run().then(setFound)
  }
  const start = () => {
    if (picture === null || found.state === 'running') return
    const { reading } = picture
    play({ reading, time: max(chainTime(picture, pageTime()), reading.block.timestamp + 1n) })
  }
  if (found.state !== 'done') return { found, start, goOn: null }
  const { rehearsal, base } = found
  const fits = rehearsal.more > 0n && rehearsal.steps.length < MOST_BLOCKS
  return { found, start, goOn: fits ? () => play(base, rehearsal) : null }
}
