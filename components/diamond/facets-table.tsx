'use client'

import { LeafText } from '@/components/model/leaf-text'
import { QueryLink } from '@/components/model/query-link'
import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { shortHex } from '@/components/ui/hex'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import type { DiamondModel, FacetModel } from '@/lib/console/model'
import { formatExact } from '@/lib/format'
import { orElse } from '@/lib/leaf'
import { blockText, facetTitle, firstBlock, sinceText, unknownFunctions } from './facets'

interface FacetsTableProps {
  readonly id: string
  readonly diamond: DiamondModel
  /** The facet whose functions are shown. */
  readonly open: FacetModel | null
  readonly fileName: string
}

/** The facets of a Diamond, each by its address. */
export function FacetsTable({ id, diamond, open, fileName }: FacetsTableProps) {
  const names = useNames()
  const { length, items } = diamond.facets
  return (
    <DataTable
      id={id}
      caption="Facets of the Diamond"
      columns={columnsOf(names, diamond, open)}
      rows={items}
      rowKey={(facet) => facet.id}
      empty={length.ok ? 'The Diamond lists no facet.' : `Could not be read: ${length.reason.message}`}
      filter={false}
      fileName={fileName}
    />
  )
}

function columnsOf(
  names: Names,
  { cuts }: DiamondModel,
  open: FacetModel | null,
): readonly Column<FacetModel>[] {
  const title = (facet: FacetModel) => facetTitle(facet, names.nameOf)
  return [
    {
      id: 'facet',
      header: 'Facet',
      minWidth: '10rem',
      cell: (facet) => (
        <QueryLink set={{ facet: facet.id }} current={open?.id === facet.id}>
          {title(facet)}
        </QueryLink>
      ),
      text: title,
      sort: title,
    },
    {
      id: 'address',
      header: 'Address',
      minWidth: '7.5rem',
      cell: ({ id }) => <ShownName address={id} short />,
      text: ({ id }) => id,
      sort: ({ id }) => id,
    },
    {
      id: 'functions',
      header: 'Functions',
      numeric: true,
      cell: (facet) => <LeafText leaf={facet.selectors} text={(selectors) => String(selectors.length)} />,
      text: ({ selectors }) => (selectors.ok ? String(selectors.value.length) : 'Unknown'),
      sort: ({ selectors }) => (selectors.ok ? selectors.value.length : null),
    },
    {
      id: 'known',
      header: 'Interface',
      minWidth: '8rem',
      cell: (facet) => <KnownFunctions facet={facet} />,
      text: (facet) => {
        const unknown = unknownFunctions(facet)
        return unknown.ok ? `${unknown.value} unknown` : `Unknown: ${unknown.reason.message}`
      },
      sort: (facet) => orElse(unknownFunctions(facet), null),
    },
    {
      id: 'since',
      header: 'Since',
      minWidth: '10rem',
      cell: ({ since }) => <LeafText leaf={since} text={(known) => sinceText(known)} className="text-left" />,
      text: ({ since }) => (since.ok ? sinceText(since.value) : `Unknown: ${since.reason.message}`),
      sort: ({ since }) => (since.ok ? sinceText(since.value) : null),
    },
    {
      id: 'block',
      header: 'Block',
      numeric: true,
      cell: ({ id }) => blockText(firstBlock(cuts, id)),
      text: ({ id }) => String(firstBlock(cuts, id) ?? 'not seen'),
      sort: ({ id }) => firstBlock(cuts, id),
    },
    {
      id: 'size',
      header: 'Code',
      unit: 'bytes',
      numeric: true,
      cell: ({ code }) => <LeafText leaf={code.size} text={(size) => formatExact(size, 0)} />,
      text: ({ code }) => (code.size.ok ? String(code.size.value) : `Unknown: ${code.size.reason.message}`),
      sort: ({ code }) => (code.size.ok ? code.size.value : null),
    },
    {
      id: 'hash',
      header: 'Code hash',
      cell: ({ code }) => (
        <LeafText
          leaf={code.hash}
          text={shortHex}
          exact={(hash) => hash}
          className="whitespace-nowrap font-mono text-sm"
        />
      ),
      text: ({ code }) => (code.hash.ok ? code.hash.value : `Unknown: ${code.hash.reason.message}`),
    },
  ]
}

function KnownFunctions({ facet }: { readonly facet: FacetModel }) {
  const unknown = unknownFunctions(facet)
  if (!unknown.ok) return <StateBadge state="unknown" word="Could not check" plain />
  if (unknown.value === 0) return <StateBadge state="ok" word="All known" plain />
  return <StateBadge state="unknown" word={`${unknown.value} unknown`} plain />
}
