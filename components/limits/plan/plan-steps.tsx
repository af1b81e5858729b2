'use client'

import { CalendarPlus } from 'lucide-react'
import { isoOf } from '@/components/model/times'
import { When } from '@/components/model/when'
import { Button } from '@/components/ui/button'
import { download } from '@/components/ui/csv'
import { DataTable } from '@/components/ui/data-table'
import { toIcs } from '@/components/ui/ics'
import type { Column } from '@/components/ui/table-model'
import { Value } from '@/components/ui/value'
import type { LimitModel } from '@/lib/console/model'
import { perDay, type RampPlan, type RampStep } from '@/lib/limits'
import { amountText } from './amount-text'

interface PlanStepsProps {
  readonly limit: LimitModel
  /** The limit by its name. */
  readonly title: string
  readonly plan: RampPlan
  /** Time of the chain [unix s]. */
  readonly now: bigint
  readonly decimals: number
  readonly unit: string
  /** Id of the chain, by which entries of a calendar are told apart. */
  readonly chain: number
}

interface Row extends RampStep {
  /** From 1. */
  readonly number: number
}

/** The steps as a table, as CSV and as a calendar. */
export function PlanSteps({ limit, title, plan, now, decimals, unit, chain }: PlanStepsProps) {
  const rows = plan.steps.map((step, index): Row => ({ ...step, number: index + 1 }))
  const calendar = toIcs(
    rows.map(({ at, to, number }) => ({
      uid: `${chain}-${limit.rateLimits}-${limit.id}-${at}@generator-pau-console`,
      at,
      summary: `Raise ${title}: step ${number} of ${rows.length}`,
      description: `Maximum ${amountText(to.maxAmount, decimals).exact} ${unit}, refill ${amountText(perDay(to), decimals).exact} ${unit} a day. Planned at the state of the chain of ${isoOf(now)}.`,
    })),
    now,
  )
  const amount = (id: string, header: string, of: (row: Row) => bigint): Column<Row> => ({
    id,
    header,
    unit,
    numeric: true,
    cell: (row) => <Value {...amountText(of(row), decimals)} />,
    text: (row) => amountText(of(row), decimals).exact,
  })
  const columns: readonly Column<Row>[] = [
    { id: 'step', header: 'Step', cell: ({ number }) => number, text: ({ number }) => `${number}` },
    {
      id: 'at',
      header: 'Earliest',
      minWidth: '12rem',
      cell: ({ at }) => (at <= now ? 'Now' : <When at={at} now={now} />),
      text: ({ at }) => isoOf(at) ?? 'after the year 9999',
    },
    amount('maximum', 'Maximum', ({ to }) => to.maxAmount),
    amount('refill', 'Per day', ({ to }) => perDay(to)),
  ]
  return (
    <DataTable
      id="plan"
      caption={`Steps of the plan of the ${title}`}
      columns={columns}
      rows={rows}
      rowKey={({ number }) => `${number}`}
      empty="There is no step."
      filter={false}
      fileName="limit-plan"
      actions={
        calendar !== null && (
          <Button
            variant="quiet"
            size="sm"
            icon={CalendarPlus}
            onClick={() => download('limit-plan.ics', 'text/calendar;charset=utf-8', calendar)}
          >
            Export calendar
          </Button>
        )
      }
    />
  )
}
