'use client'

import { ChartBarBig, Table } from 'lucide-react'
import { useId, useState } from 'react'
import { UsdsAmount } from '@/components/model/usds-amount'
import { Button } from '@/components/ui/button'
import { formatCompact } from '@/lib/format'
import type { Leaf } from '@/lib/leaf'
import type { Wad } from '@/lib/math'
import { type Bar, longestOf, shareOf } from './bars'

/** Height of a line of the picture and of the table [rem], so that one takes the place of the other. */
const LINE = 1.5

/** Legacy debt beside debt through the Generator, for all and for each who has it; as bars, or as figures. */
export function DebtPicture({ bars }: { readonly bars: readonly Bar[] }) {
  const [figures, setFigures] = useState(false)
  const boxId = useId()
  return (
    <figure className="min-w-0">
      <figcaption className="flex items-center justify-between gap-x-4">
        <span className="text-muted text-sm">Who owes it, in USDS; new is through the Generator</span>
        <Button
          variant="quiet"
          size="sm"
          icon={figures ? ChartBarBig : Table}
          aria-controls={boxId}
          className="-mr-2.5"
          onClick={() => setFigures(!figures)}
        >
          {figures ? 'Show bars' : 'Show figures'}
          <span className="sr-only"> of debt</span>
        </Button>
      </figcaption>
      <div id={boxId} style={{ height: `${(bars.length + 1) * LINE}rem` }} className="overflow-hidden">
        {figures ? <Figures bars={bars} /> : <Bars bars={bars} />}
      </div>
    </figure>
  )
}

function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const longest = longestOf(bars)
  return (
    <ul className="grid py-3 grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      {bars.map((bar, index) => (
        <li
          key={bar.id}
          style={{ height: `${LINE}rem` }}
          className="col-span-2 grid grid-cols-subgrid items-center text-sm"
        >
          <span className={index === 0 ? 'font-medium' : 'text-muted'}>{bar.name}</span>
          <Marks bar={bar} longest={longest} />
        </li>
      ))}
    </ul>
  )
}

/** Room at the end of the longest bar for its labels. */
const LABELS = '11.5rem'

function Marks({ bar: { legacy, generator }, longest }: { readonly bar: Bar; readonly longest: bigint }) {
  return (
    <span className="flex min-w-0 items-center">
      <Mark share={shareOf(legacy, longest)} className="bg-debt-old" />
      <Mark share={shareOf(generator, longest)} className="bg-debt-new" />
      <span className="ml-2 whitespace-nowrap">
        {legacy !== null && <Label leaf={legacy} word="legacy" className="text-debt-old" />}
        {legacy !== null && <span className="text-faint">, </span>}
        <Label leaf={generator} word="new" className="text-debt-new" />
      </span>
    </span>
  )
}

interface MarkProps {
  readonly share: number | null
  readonly className: string
}

/** A bar as long as its share, and never thinner than a hairline where there is debt. */
function Mark({ share, className }: MarkProps) {
  if (share === null || share === 0) return null
  return (
    <span
      aria-hidden
      style={{ width: `max(1px, calc((100% - ${LABELS}) * ${share}))` }}
      className={`h-3.5 shrink-0 forced-color-adjust-none first:rounded-l-sm ${className}`}
    />
  )
}

interface LabelProps {
  readonly leaf: Leaf<Wad>
  readonly word: string
  readonly className: string
}

function Label({ leaf, word, className }: LabelProps) {
  if (!leaf.ok) return <span className="text-unknown">{word} unknown</span>
  return (
    <span className={className}>
      {formatCompact(leaf.value, 18)} {word}
    </span>
  )
}

function Figures({ bars }: { readonly bars: readonly Bar[] }) {
  const cell = 'border-line border-t py-0 text-right'
  return (
    <table className="w-full max-w-xl text-sm">
      <caption className="sr-only">Debt by who owes it</caption>
      <thead className="text-muted">
        <tr style={{ height: `${LINE}rem` }}>
          <th scope="col" className="text-left font-medium">
            Who
          </th>
          <th scope="col" className="text-right font-medium">
            Legacy <span className="font-normal text-faint text-xs">USDS</span>
          </th>
          <th scope="col" className="text-right font-medium">
            Generator <span className="font-normal text-faint text-xs">USDS</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ id, name, legacy, generator }) => (
          <tr key={id} style={{ height: `${LINE}rem` }}>
            <th scope="row" className="border-line border-t text-left font-normal">
              {name}
            </th>
            <td className={cell}>{legacy === null ? 'none' : <UsdsAmount in="wad" leaf={legacy} />}</td>
            <td className={cell}>
              <UsdsAmount in="wad" leaf={generator} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
