'use client'

import type { ReactNode } from 'react'
import { NOT_EVALUATED } from '@/components/model/nothing-read'
import { ageText, clockText } from '@/components/model/times'
import { coming, formatExact } from '@/lib/format'
import { useDeployment, useModel } from '@/lib/react/context'
import { useLiveState, usePageFaults } from '@/lib/react/live/hooks'
import { StatusBar, type StatusBarProps } from './status-bar'
import { blockTrouble, controlReadings, pageReading, rpcReading } from './status-readings'

interface ConsoleStatusProps {
  /** The connected account, or the button that connects one. */
  readonly account: ReactNode
  /** The theme toggle, where the navigation has no foot. */
  readonly settings: ReactNode
}

/** The status bar with the live picture in it. */
export function ConsoleStatus({ account, settings }: ConsoleStatusProps) {
  const { name, chainId, blockTimeSeconds } = useDeployment()
  const live = useLiveState()
  const model = useModel()
  const page = pageReading(usePageFaults())
  const frame = {
    deployment: name,
    chain: `chain ${chainId}`,
    rpc: rpcReading(live),
    page,
    account,
    settings,
  }
  if (model === null) return <StatusBar {...frame} {...(live.picture ? notEvaluated : nothingRead)} />

  const { block, time, window } = model
  const age = time - block.timestamp
  return (
    <StatusBar
      {...frame}
      block={{
        id: block.hash,
        number: formatExact(block.number, 0),
        age: ageText(age),
        trouble: blockTrouble(age, blockTimeSeconds),
      }}
      clock={{
        time: clockText(time),
        window: window.phase,
        left: `${coming(window.endsAt, time)?.left ?? 'nothing'} left`,
      }}
      controls={controlReadings(model)}
      allClear="Nothing frozen, paused or stopped"
    />
  )
}

const nothingRead: Pick<StatusBarProps, 'block' | 'clock' | 'controls' | 'allClear'> = {
  block: { id: 'none', number: null, age: null },
  clock: null,
  controls: [{ id: 'controls', state: 'unknown', word: 'Freeze, pause and stop: not read yet' }],
  allClear: '',
}

const notEvaluated: typeof nothingRead = {
  ...nothingRead,
  controls: [{ id: 'controls', state: 'unknown', word: NOT_EVALUATED }],
}
