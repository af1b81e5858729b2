'use client'

import { useMemo } from 'react'
import { OutlookChart } from '@/components/charts/outlook-chart'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { askFunnel, type Funnel } from '@/lib/console/derive/funnel'
import { formatDuration } from '@/lib/format'
import { FUNNEL_ANSWERS, type FunnelInputs } from '@/lib/vaults'
import { drawnFrom, horizonOf, shortestHorizon } from './outlook'
import { outlookPanel, outlookPanels } from './outlook-panels'

interface OutlookSectionProps {
  readonly prime: string
  readonly funnel: Funnel
  /** Which part of the outlook is not known, in a sentence. */
  readonly unread: string | null
  /** Time of the chain, and of the block [unix s]. */
  readonly now: bigint
  readonly block: bigint
}

/** The three answers over the next days, if nobody does anything. */
export function OutlookSection({ prime, funnel, unread, now, block }: OutlookSectionProps) {
  const from = drawnFrom(now, block)
  return (
    <Section
      id="outlook"
      title="The next days"
      note="In one go at each moment, if nobody uses or changes anything until then; each picture has its own scale."
    >
      {funnel.all.ok ? (
        <Whole prime={prime} inputs={funnel.all.value} from={from} />
      ) : (
        <Parts prime={prime} funnel={funnel} unread={unread} from={from} />
      )}
    </Section>
  )
}

interface WholeProps {
  readonly prime: string
  readonly inputs: FunnelInputs
  readonly from: bigint
}

function Whole({ prime, inputs, from }: WholeProps) {
  const { horizon, panels } = useMemo(() => {
    const until = horizonOf(inputs, from)
    return { horizon: until, panels: outlookPanels(inputs, from, until) }
  }, [inputs, from])
  return <OutlookChart label={labelOf(prime, horizon)} unit="USDS" panels={panels} />
}

type PartsProps = Pick<OutlookSectionProps, 'prime' | 'funnel' | 'unread'> & { readonly from: bigint }

/** The answers that can be drawn, each for itself, and why the others cannot. */
function Parts({ prime, funnel, unread, from }: PartsProps) {
  const panels = useMemo(
    () =>
      FUNNEL_ANSWERS.flatMap((answer) => {
        const drawn = askFunnel(funnel, (inputs) => outlookPanel(answer, inputs, from, shortestHorizon))
        return drawn.ok ? [drawn.value] : []
      }),
    [funnel, from],
  )
  const lost =
    panels.length === 0 ? 'The next days cannot be drawn.' : 'Not all of the next days can be drawn.'
  return (
    <>
      <Notice tone="amber" title={`${lost} ${unread ?? ''}`.trim()} />
      {panels.map((panel) => (
        <OutlookChart
          key={panel.id}
          label={`${panel.title}: ${labelOf(prime, shortestHorizon)}`}
          unit="USDS"
          panels={[panel]}
        />
      ))}
    </>
  )
}

const labelOf = (prime: string, horizon: bigint) => `${prime} in the next ${formatDuration(horizon)}`
