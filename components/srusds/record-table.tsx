'use client'

import { LeafText } from '@/components/model/leaf-text'
import { DataTable } from '@/components/ui/data-table'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import type { SettlementEvent } from '@/lib/console/facts/srusds'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { formatCompact, formatExact } from '@/lib/format'
import type { DayRecord, Timetable } from '@/lib/lcts'
import { dateOf, factorWords, lockWords, settleWords } from '@/lib/words/srusds'
import { dayLook } from './rows'

interface RecordTableProps {
  readonly id: string
  readonly srUsds: SrUsdsModel
  readonly fileName: string
}

/** Every day since the first, newest first: when it was locked and settled, and what was converted. */
export function RecordTable({ id, srUsds: { days, timetable }, fileName }: RecordTableProps) {
  if (!days.ok) {
    return (
      <p className="text-muted">
        The record is not known: <LeafText leaf={days} text={String} />
      </p>
    )
  }
  return (
    <DataTable
      id={id}
      caption="Locks and settlements of each day"
      columns={columnsOf(timetable)}
      rows={days.value.toReversed()}
      rowKey={({ day }) => dateOf(day)}
      empty="Nothing was locked or settled in the events that were read."
      fileName={fileName}
    />
  )
}

type Day = DayRecord<SettlementEvent>

/** A figure of all settlements of a day together; null where it had none. */
function sum({ settlements }: Day, of: (settlement: SettlementEvent) => bigint): bigint | null {
  return settlements.length === 0 ? null : settlements.reduce((total, one) => total + of(one), 0n)
}

function amount(
  id: string,
  header: string,
  unit: string,
  of: (settlement: SettlementEvent) => bigint,
): Column<Day> {
  const text = (day: Day, format: (value: bigint, decimals: number) => string) => {
    const value = sum(day, of)
    return value === null ? '' : format(value, 18)
  }
  return {
    id,
    header,
    unit,
    numeric: true,
    minWidth: '6rem',
    cell: (day) => text(day, formatCompact),
    text: (day) => text(day, formatExact).replaceAll(',', ''),
    sort: (day) => sum(day, of),
  }
}

const columnsOf = (timetable: Timetable): readonly Column<Day>[] => [
  {
    id: 'day',
    header: 'Day',
    minWidth: '7rem',
    cell: ({ day }) => <span className="whitespace-nowrap">{dateOf(day)}</span>,
    text: ({ day }) => dateOf(day),
    sort: ({ day }) => day,
  },
  {
    id: 'verdict',
    header: 'Verdict',
    minWidth: '7rem',
    cell: (day) => <StateBadge {...dayLook(day)} plain />,
    text: (day) => dayLook(day).word,
    sort: (day) => dayLook(day).word,
  },
  {
    id: 'lock',
    header: 'Lock',
    minWidth: '13rem',
    cell: ({ lock }) => lockWords(lock, timetable),
    text: ({ lock }) => lockWords(lock, timetable),
  },
  {
    id: 'settlement',
    header: 'Settlement',
    minWidth: '15rem',
    cell: (day) => settlementText(day, timetable),
    text: (day) => settlementText(day, timetable),
  },
  {
    id: 'terms',
    header: 'Terms',
    minWidth: '16rem',
    cell: termsText,
    text: termsText,
  },
  amount('netted', 'Netted', 'sUSDS', ({ netted }) => netted),
  amount('subscribed', 'Subscribed', 'sUSDS', ({ subscribed }) => subscribed),
  amount('minted', 'Minted', 'srUSDS', ({ minted }) => minted),
  amount('redeemed', 'Redeemed', 'srUSDS', ({ redeemed }) => redeemed),
  amount('paid', 'Paid', 'sUSDS', ({ paid }) => paid),
  {
    id: 'rate',
    header: 'Rate after',
    numeric: true,
    minWidth: '7rem',
    cell: ({ settlements }) => rateText(settlements),
    text: ({ settlements }) => rateText(settlements),
    sort: ({ settlements }) => settlements.at(-1)?.rateAfter ?? null,
  },
]

const rateText = (settlements: readonly SettlementEvent[]) => {
  const last = settlements.at(-1)
  return last === undefined ? '' : formatExact(last.rateAfter, 18)
}

function settlementText({ settle, settlements }: Day, timetable: Timetable): string {
  const text = settleWords(settle, timetable)
  return settlements.length > 1 ? `${text}; ${settlements.length} settlements on this day` : text
}

/** By what each settlement of a day went: what was published, or the fallback. */
function termsText({ settlements }: Day): string {
  return settlements
    .map(({ fallbackUsed, capacity, factor }) =>
      fallbackUsed
        ? 'fallback: nothing was published'
        : `${formatCompact(capacity, 18)} sUSDS beyond netting, ${factorWords(factor)}`,
    )
    .join('; ')
}
