'use client'

import { useMemo } from 'react'
import { OutlookChart } from '@/components/charts/outlook-chart'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import type { Leaf } from '@/lib/console/leaf'
import { formatDuration } from '@/lib/format'
import type { FunnelInputs } from '@/lib/vaults'
import { drawnFrom, horizonOf } from './outlook'
import { outlookPanels } from './outlook-panels'

interface OutlookSectionProps {
  readonly prime: string
  readonly inputs: Leaf<FunnelInputs>
  /** Why the inputs are not known, in a sentence. */
  readonly unread: string | null
  /** Time of the chain, and of the block [unix s]. */
  readonly now: bigint
  readonly block: bigint
}

/** The three answers over the next days, if nobody does anything. */
export function OutlookSection({ prime, inputs, unread, now, block }: OutlookSectionProps) {
  const from = drawnFrom(now, block)
  const known = inputs.ok ? inputs.value : null
  const picture = useMemo(() => {
    if (known === null) return null
    const horizon = horizonOf(known, from)
    return { horizon, panels: outlookPanels(known, from, horizon) }
  }, [known, from])
  return (
    <Section
      id="outlook"
      title="The next days"
      note="In one go at each moment, if nobody uses or changes anything until then; each picture has its own scale."
    >
      {picture === null ? (
        <Notice tone="amber" title={`The next days cannot be drawn. ${unread ?? ''}`.trim()} />
      ) : (
        <OutlookChart
          label={`${prime} in the next ${formatDuration(picture.horizon)}`}
          unit="USDS"
          panels={picture.panels}
        />
      )}
    </Section>
  )
}
