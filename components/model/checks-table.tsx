'use client'

import { DataTable } from '@/components/ui/data-table'
import type { Check } from '@/lib/console/model/check'
import { checkColumns } from './check-columns'
import { useNames } from './use-names'

interface ChecksTableProps {
  /** Prefix of the table's search parameters. */
  readonly id: string
  readonly caption: string
  readonly checks: readonly Check[]
  /** Without a filter, for tables of a few rows. */
  readonly filter?: boolean | undefined
  /** Name of the exported file without its ending. */
  readonly fileName: string
}

/** Checks with what was found and what was expected. */
export function ChecksTable({ id, caption, checks, filter, fileName }: ChecksTableProps) {
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={checkColumns(useNames())}
      rows={checks}
      rowKey={(check) => check.id}
      empty="There is no check."
      filter={filter}
      fileName={fileName}
    />
  )
}
