'use client'

import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { EvidenceText } from '@/components/model/evidence-text'
import { LeafText } from '@/components/model/leaf-text'
import { Provenance } from '@/components/model/provenance'
import { QueryLink } from '@/components/model/query-link'
import { useNames } from '@/components/model/use-names'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import { DefinitionList } from '@/components/ui/definition-list'
import { HashText } from '@/components/ui/hash-text'
import { HexGroups } from '@/components/ui/hex-groups'
import { StateBadge } from '@/components/ui/state-badge'
import type { Column } from '@/components/ui/table-model'
import { Value } from '@/components/ui/value'
import type { DiamondModel, FacetModel } from '@/lib/console/model'
import type { NamedSelector } from '@/lib/diamond'
import { formatExact, plural } from '@/lib/format'
import { orElse } from '@/lib/leaf'
import { blockText, facetTitle, firstBlock, selectorBlock, sinceText, unknownFunctions } from './facets'

interface FacetDetailProps {
  readonly facet: FacetModel
  readonly diamond: DiamondModel
  readonly fileName: string
}

/** One facet: what its code is, and every function it serves. */
export function FacetDetail({ facet, diamond, fileName }: FacetDetailProps) {
  const { nameOf } = useNames()
  const heading = useRef<HTMLHeadingElement>(null)
  const title = facetTitle(facet, nameOf)

  // What was opened gets the focus, so that it is read next, and is in sight.
  useEffect(() => heading.current?.focus(), [])

  return (
    <section aria-labelledby="facet-detail" className="rounded-lg bg-surface p-4 ring-1 ring-line md:p-5">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id="facet-detail" ref={heading} tabIndex={-1} className="font-semibold text-lg">
            {title}
          </h2>
          <p className="text-muted">{functionsSentence(facet)}</p>
        </div>
        <QueryLink
          set={{ facet: null }}
          aria-label="Close"
          className="grid size-9 shrink-0 place-items-center hover:bg-hover"
        >
          <X aria-hidden className="size-5" />
        </QueryLink>
      </div>
      <div className="mt-4 grid gap-x-8 gap-y-6 lg:grid-cols-2">
        <DefinitionList
          items={[
            {
              term: 'Address',
              value: (
                <span className="flex items-start gap-2">
                  <HexGroups hex={facet.id} size={4} perLine={5} />
                  <CopyButton text={facet.id} label="Copy address" />
                </span>
              ),
            },
            {
              term: 'Code hash',
              value: facet.code.hash.ok ? (
                <HashText hash={facet.code.hash.value} label="code hash" />
              ) : (
                <Value text={null} reason={facet.code.hash.reason.message} />
              ),
              note: <Provenance leaf={facet.code.hash} of={`code of ${title}`} />,
            },
            {
              term: 'Code size',
              value: <LeafText leaf={facet.code.size} text={(size) => `${formatExact(size, 0)} bytes`} />,
            },
            {
              term: 'Since',
              value: <Since facet={facet} />,
              note: `First cut in block ${blockText(firstBlock(diamond.cuts, facet.id))}`,
            },
          ]}
        />
        <DataTable
          id="functions"
          caption={`Functions of ${title}`}
          columns={functionColumns(facet, diamond)}
          rows={orElse(facet.functions, [])}
          rowKey={({ selector }) => selector}
          empty="No function could be read."
          filter={false}
          fileName={fileName}
        />
      </div>
    </section>
  )
}

function functionsSentence(facet: FacetModel): string {
  const unknown = unknownFunctions(facet)
  if (!unknown.ok) return `Its functions could not be read: ${unknown.reason.message}`
  const count = plural(orElse(facet.functions, []).length, 'function')
  return unknown.value > 0
    ? `${count}, ${unknown.value} of them in no known interface.`
    : `${count}, all of known interfaces.`
}

function Since({ facet: { since } }: { readonly facet: FacetModel }) {
  if (!since.ok) return <Value text={null} reason={since.reason.message} />
  return <EvidenceText text={sinceText(since.value, ({ address }) => address)} />
}

function functionColumns({ id }: FacetModel, { cuts }: DiamondModel): readonly Column<NamedSelector>[] {
  const block = ({ selector }: NamedSelector) => selectorBlock(cuts, id, selector)
  return [
    {
      id: 'selector',
      header: 'Selector',
      cell: ({ selector }) => <code className="font-mono text-sm">{selector}</code>,
      text: ({ selector }) => selector,
      sort: ({ selector }) => selector,
    },
    {
      id: 'signature',
      header: 'Function',
      minWidth: '12rem',
      cell: ({ signature }) =>
        signature === null ? (
          <StateBadge state="unknown" word="In no known interface" plain />
        ) : (
          <code className="break-all font-mono text-sm">{signature}</code>
        ),
      text: ({ signature }) => signature ?? 'unknown',
      sort: ({ signature }) => signature,
    },
    {
      id: 'block',
      header: 'Cut in block',
      numeric: true,
      cell: (row) => blockText(block(row)),
      text: (row) => String(block(row) ?? 'not seen'),
      sort: block,
    },
  ]
}
