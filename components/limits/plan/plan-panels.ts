import type { OutlookLine, OutlookPanel } from '@/components/charts/outlook'
import { toFloat } from '@/components/model/amounts'
import { formatExact } from '@/lib/format'
import { type LimitParams, type Pace, perDay, type RampPlan } from '@/lib/limits'
import { max } from '@/lib/math'

export type Plans = Readonly<Record<Pace, RampPlan>>

/** Most moments of a picture; of a longer plan every so many steps are drawn. */
const MOST_MOMENTS = 240

const LINES: readonly { readonly pace: Pace; readonly header: string }[] = [
  { pace: 'hop', header: 'By hop' },
  { pace: 'daily', header: 'Daily' },
]

/**
 * Both paces, as stairs. A number that does not change is not drawn.
 * @param from unix time [s]
 */
export function planPanels(
  plans: Plans,
  now: LimitParams,
  target: LimitParams,
  from: bigint,
  decimals: number,
): readonly OutlookPanel[] {
  const moments = momentsOf(plans, from)
  const panel = (id: string, title: string, of: (params: LimitParams) => bigint): OutlookPanel[] =>
    of(now) === of(target) || moments.length < 2
      ? []
      : [
          {
            id,
            title,
            lines: LINES.map(
              ({ pace, header }): OutlookLine => ({
                id: `${id}-${pace}`,
                header: `${title}, ${header.toLowerCase()}`,
                label: header,
                points: moments.map((t) => {
                  const value = of(heldAt(plans[pace], now, t))
                  return { t: Number(t), value: toFloat(value, decimals), text: formatExact(value, decimals) }
                }),
              }),
            ),
            bounds: [{ label: 'target', value: toFloat(of(target), decimals) }],
          },
        ]
  return [
    ...panel('maximum', 'Maximum', ({ maxAmount }) => maxAmount),
    ...panel('refill', 'Refill per day', perDay),
  ]
}

/** What a plan has set by a time. */
function heldAt({ steps }: RampPlan, now: LimitParams, t: bigint): LimitParams {
  return steps.findLast(({ at }) => at <= t)?.to ?? now
}

/** The second before each step and the step itself, so that the line is a stair. */
function momentsOf({ hop, daily }: Plans, from: bigint): readonly bigint[] {
  const times = [...hop.steps, ...daily.steps].map(({ at }) => at)
  const every = Math.ceil((2 * times.length) / MOST_MOMENTS)
  const last = times.reduce((latest, at) => max(latest, at), from)
  const drawn = [...new Set(times)].sort(ascending).filter((_, index) => index % every === 0)
  const all = new Set([from, ...drawn.flatMap((at) => [at - 1n, at]), last].filter((at) => at >= from))
  return [...all].sort(ascending)
}

const ascending = (a: bigint, b: bigint) => (a < b ? -1 : 1)
