'use client'

import { ShownName } from '@/components/model/shown-name'
import { type Names, useNames } from '@/components/model/use-names'
import { Bubble } from '@/components/ui/bubble'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import { ExplorerLink } from '@/components/ui/explorer-link'
import { shortHex } from '@/components/ui/hex'
import type { Column } from '@/components/ui/table-model'
import type { FacetChange } from '@/lib/console/facts/watchlist'
import type { FacetModel } from '@/lib/console/model'
import { formatExact, plural } from '@/lib/format'
import { orElse } from '@/lib/leaf'

interface CutsTableProps {
  readonly id: string
  readonly cuts: readonly FacetChange[]
  readonly facets: readonly FacetModel[]
  readonly fileName: string
}

/** A cut with its place among all, newest first: two of one block and facet are two. */
interface Cut extends FacetChange {
  readonly key: string
}

const ACTION: Readonly<Record<FacetChange['action'], string>> = {
  add: 'Add',
  replace: 'Replace',
  remove: 'Remove',
}

/** What DiamondCut events tell of a Diamond, newest first. */
export function CutsTable({ id, cuts, facets, fileName }: CutsTableProps) {
  const names = useNames()
  const rows = cuts.map((cut, index): Cut => ({ ...cut, key: String(index) })).toReversed()
  return (
    <DataTable
      id={id}
      caption="Cuts of the Diamond"
      columns={columnsOf(names, facets)}
      rows={rows}
      rowKey={({ key }) => key}
      empty="No cut was seen in the events that were read."
      fileName={fileName}
    />
  )
}

function columnsOf(names: Names, facets: readonly FacetModel[]): readonly Column<Cut>[] {
  const signatures = new Map(
    facets.flatMap(({ functions }) =>
      orElse(functions, []).map(({ selector, signature }) => [selector, signature] as const),
    ),
  )
  const functionsOf = ({ selectors }: Cut) =>
    selectors.map((selector) => signatures.get(selector) ?? selector)
  return [
    {
      id: 'block',
      header: 'Block',
      numeric: true,
      cell: ({ blockNumber }) => formatExact(blockNumber, 0),
      text: ({ blockNumber }) => String(blockNumber),
      sort: ({ blockNumber }) => blockNumber,
    },
    {
      id: 'action',
      header: 'Action',
      cell: ({ action }) => ACTION[action],
      text: ({ action }) => ACTION[action],
      sort: ({ action }) => ACTION[action],
    },
    {
      id: 'facet',
      header: 'Facet',
      cell: ({ facet }) => <ShownName address={facet} />,
      text: ({ facet }) => names.fullOf(facet),
      sort: ({ facet }) => names.titleOf(facet),
    },
    {
      id: 'functions',
      header: 'Functions',
      minWidth: '16rem',
      cell: (cut) => <Functions count={cut.selectors.length} names={functionsOf(cut)} />,
      text: (cut) => functionsOf(cut).join(' '),
      sort: ({ selectors }) => selectors.length,
    },
    {
      id: 'transaction',
      header: 'Transaction',
      cell: ({ transactionHash }) => (
        <Transaction hash={transactionHash} href={names.transactionOf(transactionHash)} />
      ),
      text: ({ transactionHash }) => transactionHash,
    },
  ]
}

/** The functions that a line has room for; all of them on hover. */
function Functions({ count, names }: { readonly count: number; readonly names: readonly string[] }) {
  const [first] = names
  if (first === undefined) return 'none'
  if (count === 1) return <code className="break-all font-mono text-sm">{first}</code>
  return (
    <Bubble
      label={`${plural(count, 'function')}: ${names.join(', ')}`}
      trigger={plural(count, 'function')}
      copy={names.join('\n')}
    >
      <ul className="max-h-72 space-y-0.5 overflow-y-auto">
        {names.map((name) => (
          <li key={name}>
            <code className="break-all font-mono text-sm">{name}</code>
          </li>
        ))}
      </ul>
    </Bubble>
  )
}

function Transaction({ hash, href }: { readonly hash: string; readonly href: string | undefined }) {
  return (
    <Bubble
      label={`Transaction ${shortHex(hash)}`}
      trigger={<span className="font-mono text-sm">{shortHex(hash)}</span>}
      copy={hash}
    >
      <code className="block break-all font-mono text-sm">{hash}</code>
      <p className="mt-2 flex items-center gap-3 border-line border-t pt-2">
        <CopyButton text={hash} label="Copy transaction hash" labelled className="-ml-1.5" />
        <ExplorerLink href={href} />
      </p>
    </Bubble>
  )
}
