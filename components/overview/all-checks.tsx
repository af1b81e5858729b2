'use client'

import { useState } from 'react'
import { checkColumns } from '@/components/model/check-columns'
import type { Names } from '@/components/model/use-names'
import { DataTable } from '@/components/ui/data-table'
import { Disclosure } from '@/components/ui/disclosure'
import type { Check } from '@/lib/console/model/check'
import { plural } from '@/lib/format'

interface AllChecksProps {
  readonly checks: readonly Check[]
  /** How many of them passed. */
  readonly passed: number
  readonly names: Names
  readonly block: bigint
}

/** Every check, once somebody looks: hundreds of rows would be drawn anew in every block for nobody. */
export function AllChecks({ checks, passed, names, block }: AllChecksProps) {
  const [shown, setShown] = useState(false)
  return (
    <Disclosure
      summary={`${passed} of ${plural(checks.length, 'check')} passed`}
      onOpenChange={setShown}
      className="mt-3"
    >
      {shown && (
        <DataTable
          id="checks"
          caption="Checks"
          columns={checkColumns(names)}
          rows={checks}
          rowKey={({ id }) => id}
          empty="There is no check."
          fileName={`checks-at-block-${block}`}
        />
      )}
    </Disclosure>
  )
}
