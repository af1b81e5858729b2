import type { OutlookBound, OutlookLine, OutlookPanel } from '@/components/charts/outlook'
import { toFloat } from '@/components/model/amounts'
import { formatCompact, formatExact } from '@/lib/format'
import { limitState, type RateLimit } from '@/lib/limits'
import { type Wad, wad } from '@/lib/math'
import {
  answerSeries,
  type FunnelAnswer,
  type FunnelInputs,
  type FunnelPoint,
  funnelSeries,
} from '@/lib/vaults'

/** Moments at even distance; bends come on top. */
const POINTS = 49

/**
 * The three answers over the next days as pictures.
 * @param from unix time [s] @param horizon [s]
 */
export function outlookPanels(inputs: FunnelInputs, from: bigint, horizon: bigint): readonly OutlookPanel[] {
  const series = funnelSeries(inputs, from, horizon, POINTS)
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
  const panel = (answer: FunnelAnswer, lines: readonly OutlookLine[]): OutlookPanel => ({
    ...titled(answer, inputs),
    lines,
  })
  return [
    panel('take', [line('take', 'Draw', ({ take }) => take)]),
    panel('add', [
      line('add', 'Add', ({ add }) => add, raised ? 'as it is' : undefined),
      ...(raised
        ? [line('addAfterExec', 'Add after exec', ({ addAfterExec }) => addAfterExec, 'after AutoLine.exec')]
        : []),
    ]),
    panel('recall', [line('recall', 'Recall', ({ recall }) => recall)]),
  ]
}

/** One answer alone, where the others are unknown; the debt ceiling stays as it is now. */
export function outlookPanel(
  answer: FunnelAnswer,
  inputs: FunnelInputs,
  from: bigint,
  horizon: bigint,
): OutlookPanel {
  const points = answerSeries(answer, inputs, from, horizon, POINTS).map(({ t, amount }) => ({
    t: Number(t),
    value: toFloat(amount, 18),
    text: formatExact(amount, 18),
  }))
  return { ...titled(answer, inputs), lines: [{ id: answer, header: TITLES[answer], points }] }
}

const TITLES: Readonly<Record<FunnelAnswer, string>> = {
  take: 'Prime can draw',
  add: 'Generator can add',
  recall: 'Generator can recall',
}

/** Title and bounds of the panel of an answer. */
function titled(answer: FunnelAnswer, { prime }: FunnelInputs): Omit<OutlookPanel, 'lines'> {
  const bounds = {
    take: () => [bound('idle', prime.vault.idle), ...limitBound(prime.takeLimit)],
    add: () => limitBound(prime.depositLimit),
    recall: () => [bound('idle', prime.vault.idle), ...limitBound(prime.withdrawLimit)],
  }
  return { id: answer, title: TITLES[answer], bounds: bounds[answer]() }
}

const bound = (label: string, value: Wad): OutlookBound => ({
  label: `${label} ${formatCompact(value, 18)}`,
  value: toFloat(value, 18),
})

/** The maximum of a limit that counts USDS [wad]; none where it has none. */
function limitBound(limit: RateLimit): readonly OutlookBound[] {
  return limitState(limit) === 'limited' ? [bound('max', wad(limit.maxAmount))] : []
}
