'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { LeafText } from '@/components/model/leaf-text'
import { ShownName } from '@/components/model/shown-name'
import { UsdsAmount } from '@/components/model/usds-amount'
import { useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { Disclosure } from '@/components/ui/disclosure'
import { Section } from '@/components/ui/section'
import type { Column } from '@/components/ui/table-model'
import { type CBeamRamp, cBeamRamps, exposures } from '@/lib/console/cutover/exposure'
import type { ConsoleModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import { andThen, given, type Leaf, map, unknown } from '@/lib/leaf'
import { type Wad, wad } from '@/lib/math'
import { exposureSentence, keyWords, spotWords, throughWords } from '@/lib/words/exposure'
import { limitTitleInList, type NameOf } from '@/lib/words/limits'
import { type DestinationRow, destinationRows, type ExposureRow, exposureRows } from './exposure-rows'

/** What whoever took over a relayer could move now and until a freeze, and what a cBEAM could raise. */
export function ExposureSection({ model }: { readonly model: ConsoleModel }) {
  const all = useMemo(() => exposures(model), [model])
  const rows = useMemo(() => exposureRows(all), [all])
  const destinations = useMemo(() => destinationRows(rows), [rows])
  const ramps = useMemo(() => cBeamRamps(model), [model])
  const { titleOf } = useNames()
  const file = `exposure-at-block-${model.block.number}`
  return (
    <Section
      id="exposure"
      title={exposureSentence(all)}
      note={
        <>
          If a relayer were taken over. In 24 h: what a key holds now and all that refills, since it can be
          used while it refills; ∞ where it is unlimited. What could go is bounded by what is there. A freeze
          is one press in{' '}
          <Link href="/emergency" prefetch={false} className="link">
            Emergency
          </Link>
          .
        </>
      }
      className="print:hidden"
      bare
    >
      <div className="space-y-4">
        <DataTable
          id="destinations"
          caption="What could go where"
          columns={destinationColumns}
          rows={destinations}
          rowKey={({ name }) => name}
          empty="No controller of any ALMProxy is known."
          fileName={`destinations-${file}`}
        />
        <Disclosure summary={`Key by key: ${rows.length} keys`}>
          <DataTable
            id="exposure"
            caption="What each key lets through"
            columns={columnsOf(titleOf)}
            rows={rows}
            rowKey={({ id }) => id}
            empty="No controller of any ALMProxy is known."
            fileName={file}
          />
        </Disclosure>
        <Disclosure summary="How far a cBEAM could raise the limits in 24 h">
          <DataTable
            id="ramp"
            caption="What a cBEAM could raise in 24 h"
            columns={rampColumnsOf(titleOf)}
            rows={ramps}
            rowKey={({ generator, limit }) => `${generator.id}-${limit.id}`}
            empty="No Generator has a limit."
            fileName={`cbeam-${file}`}
          />
        </Disclosure>
      </div>
    </Section>
  )
}

function columnsOf(nameOf: NameOf): readonly Column<ExposureRow>[] {
  const keyName = ({ exposure, key }: ExposureRow) => keyWords(exposure, key, nameOf)
  return [
    {
      id: 'to',
      header: 'Destination',
      minWidth: '9rem',
      cell: ({ key }) => spotWords(key.to),
      text: ({ key }) => spotWords(key.to),
      sort: ({ key }) => spotWords(key.to),
    },
    {
      id: 'from',
      header: 'From',
      minWidth: '9rem',
      cell: ({ key }) => spotWords(key.from),
      text: ({ key }) => spotWords(key.from),
      sort: ({ key }) => spotWords(key.from),
    },
    {
      id: 'key',
      header: 'Key',
      minWidth: '11rem',
      cell: (row) => <span className="wrap-anywhere">{keyName(row)}</span>,
      text: keyName,
      sort: keyName,
    },
    {
      id: 'controller',
      header: 'Controller',
      minWidth: '9rem',
      cell: ({ exposure }) => <ShownName address={exposure.controller} short />,
      text: ({ exposure }) => exposure.controller,
      sort: ({ exposure }) => nameOf(exposure.controller),
    },
    through('limitNow', 'Limit now', '6rem', ({ key }) => key.now),
    through('limitDay', 'Limit, 24 h', '6rem', ({ key }) => key.day),
    amount('now', 'Could go now', '7rem', ({ now }) => now),
    amount('day', 'Could go in 24 h', '8rem', ({ day }) => day),
    amount('frozen', 'After a freeze', '7.5rem', ({ afterFreeze }) => afterFreeze),
  ]
}

function through(
  id: string,
  header: string,
  minWidth: string,
  of: (row: ExposureRow) => Leaf<Wad>,
): Column<ExposureRow> {
  return {
    ...amount(id, header, minWidth, of),
    cell: (row) => (
      <LeafText
        leaf={of(row)}
        text={throughWords}
        exact={(value) => (throughWords(value) === '∞' ? 'Unlimited' : formatExact(value, 18))}
      />
    ),
  }
}

function amount<Row>(id: string, header: string, minWidth: string, of: (row: Row) => Leaf<Wad>): Column<Row> {
  return {
    id,
    header,
    unit: 'USDS',
    numeric: true,
    minWidth,
    cell: (row) => <UsdsAmount in="wad" leaf={of(row)} />,
    text: (row) => {
      const leaf = of(row)
      return leaf.ok ? formatExact(leaf.value, 18).replaceAll(',', '') : `Unknown: ${leaf.reason.message}`
    },
    sort: (row) => {
      const leaf = of(row)
      return leaf.ok ? leaf.value : null
    },
  }
}

const destinationColumns: readonly Column<DestinationRow>[] = [
  {
    id: 'name',
    header: 'Destination',
    minWidth: '11rem',
    cell: ({ name }) => name,
    text: ({ name }) => name,
    sort: ({ name }) => name,
  },
  amount('now', 'Could go now', '7rem', ({ now }) => now),
  amount('day', 'Could go in 24 h', '8rem', ({ day }) => day),
  amount('there', 'What is there', '7.5rem', ({ there }) => there),
  amount('frozen', '24 h after a freeze', '9rem', ({ afterFreeze }) => afterFreeze),
]

function rampColumnsOf(nameOf: NameOf): readonly Column<CBeamRamp>[] {
  const name = ({ limit }: CBeamRamp) => limitTitleInList(limit, nameOf)
  return [
    {
      id: 'limit',
      header: 'Limit',
      minWidth: '11rem',
      cell: (ramp) => <span className="wrap-anywhere">{name(ramp)}</span>,
      text: name,
      sort: name,
    },
    amount('now', 'Maximum now', '8rem', ({ now }) => map(now, ({ maxAmount }) => wad(maxAmount))),
    amount('day', 'Maximum in 24 h', '8rem', ({ inADay }) =>
      andThen(inADay, (found) => (found === null ? tooMany : given(wad(found.maxAmount)))),
    ),
  ]
}

const tooMany = unknown({ kind: 'out-of-range', message: 'It takes more steps than this console computes.' })
