import type { OutlookBound, OutlookPanel } from '@/components/charts/outlook-chart'
import { toFloat } from '@/components/model/amounts'
import { formatCompact, formatExact } from '@/lib/format'
import { limitState, type RateLimit } from '@/lib/limits'
import { type FunnelInputs, type FunnelPoint, funnelSeries } from '@/lib/vaults'

/** Moments at even distance; bends come on top. */
const POINTS = 49

/**
 * The three answers over the next days as pictures.
 * @param from unix time [s] @param horizon [s]
 */
export function outlookPanels(inputs: FunnelInputs, from: bigint, horizon: bigint): readonly OutlookPanel[] {
  const series = funnelSeries(inputs, from, horizon, POINTS)
  const { prime } = inputs
  const raised = series.some(({ add, addAfterExec }) => addAfterExec > add)
  const line = (id: string, header: string, of: (point: FunnelPoint) => bigint, label?: string) => ({
    id,
    header,
    label,
    points: series.map((point) => ({
      t: Number(point.t),
      value: toFloat(of(point), 18),
      text: formatExact(of(point), 18),
    })),
  })
  const idle: OutlookBound = bound('idle', prime.vault.idle)
  return [
    {
      id: 'take',
      title: 'Prime can draw',
      lines: [line('take', 'Draw', ({ take }) => take)],
      bounds: [idle, ...limitBound(prime.takeLimit)],
    },
    {
      id: 'add',
      title: 'Generator can add',
      lines: [
        line('add', 'Add', ({ add }) => add, raised ? 'as it is' : undefined),
        ...(raised
          ? [
              line(
                'addAfterExec',
                'Add after exec',
                ({ addAfterExec }) => addAfterExec,
                'after AutoLine.exec',
              ),
            ]
          : []),
      ],
      bounds: limitBound(prime.depositLimit),
    },
    {
      id: 'recall',
      title: 'Generator can recall',
      lines: [line('recall', 'Recall', ({ recall }) => recall)],
      bounds: [idle, ...limitBound(prime.withdrawLimit)],
    },
  ]
}

const bound = (label: string, value: bigint): OutlookBound => ({
  label: `${label} ${formatCompact(value, 18)}`,
  value: toFloat(value, 18),
})

function limitBound(limit: RateLimit): readonly OutlookBound[] {
  return limitState(limit) === 'limited' ? [bound('max', limit.maxAmount)] : []
}
