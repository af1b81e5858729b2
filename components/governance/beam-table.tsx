'use client'

import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import type { BeamTree } from '@/lib/console/derive/beam-tree'
import { type BeamRow, beamRows, holderText, powerText } from './beam-rows'

interface BeamTableProps {
  readonly trees: readonly BeamTree[]
  readonly fileName: string
}

/** The trees as a table: one row for each way down to somebody behind a controller. */
export function BeamTable({ trees, fileName }: BeamTableProps) {
  const names = useNames()
  return (
    <DataTable
      id="beam-table"
      caption="BEAMs"
      columns={columnsOf(names, trees.length > 1)}
      rows={beamRows(trees)}
      rowKey={({ id }) => id}
      empty="No cBEAM and no PAU is read."
      fileName={fileName}
    />
  )
}

const NO_CBEAM = 'No cBEAM'

const columnsOf = ({ fullOf, titleOf }: Names, several: boolean): readonly Column<BeamRow>[] => [
  {
    id: 'cbeam',
    header: 'cBEAM',
    minWidth: '9rem',
    cell: ({ cBeam }) =>
      cBeam === null ? <span className="text-muted">{NO_CBEAM}</span> : <ShownName address={cBeam} />,
    text: ({ cBeam }) => (cBeam === null ? NO_CBEAM : fullOf(cBeam)),
    sort: ({ cBeam }) => (cBeam === null ? null : titleOf(cBeam)),
  },
  ...(several
    ? [
        {
          id: 'unit',
          header: 'Configurator Unit',
          minWidth: '8rem',
          cell: ({ unit }: BeamRow) => unit,
          text: ({ unit }: BeamRow) => unit,
          sort: ({ unit }: BeamRow) => unit,
        },
      ]
    : []),
  {
    id: 'pau',
    header: 'PAU',
    minWidth: '9rem',
    cell: ({ pau }) => (pau === null ? 'none' : (pau.name ?? <ShownName address={pau.id} />)),
    text: ({ pau }) => (pau === null ? 'none' : (pau.name ?? fullOf(pau.id))),
    sort: ({ pau }) => (pau === null ? null : (pau.name ?? titleOf(pau.id))),
  },
  {
    id: 'power',
    header: 'What the cBEAM may do',
    minWidth: '16rem',
    cell: ({ power }) => powerText(power) || 'nothing',
    text: ({ power }) => powerText(power) || 'nothing',
  },
  {
    id: 'holder',
    header: 'Behind the controller',
    minWidth: '12rem',
    cell: (row) => (
      <>
        {row.holder && <ShownName address={row.holder.account} />}{' '}
        <span className="text-muted">{holderText(row)}</span>
      </>
    ),
    text: (row) => `${row.holder ? `${fullOf(row.holder.account)} ` : ''}${holderText(row)}`,
    sort: ({ holder }) => (holder === null ? null : titleOf(holder.account)),
  },
]
